import { renameIds } from '../plots/svg-ids.ts'
import { escapeHtml, Html, html } from '../text/html.ts'
import { figureAnchor } from './anchors.ts'
import type { FigureProgram } from './browser/program.ts'
import { controlsHtml } from './controls.ts'
import { instrument } from './instrument.ts'
import type { Figure, ReportModel } from './model.ts'

/** Bytes that figures may add to a report; one that would be beyond it stays a picture. */
const BUDGET = 2_700_000

const HINT =
  'Point at the chart for values; drag to move, turn the wheel to zoom, drag with Shift to choose a part. ' +
  'With the keyboard: arrows read the points, + and − zoom, Shift and arrows move, 0 shows all.'

/** The figures that a report runs, in their order, as many as its size allows. */
export function figurePrograms({ figures, runtime, katexCss }: ReportModel): FigureProgram[] {
  if (!runtime) return []
  let size = runtime.code.length + (katexCss?.length ?? 0) + figures.reduce((sum, { svg }) => sum + svg.length, 0)
  return figures.flatMap(({ name, spec }) => {
    if (!spec) return []
    const program = instrument(name, spec)
    const own = JSON.stringify(program).length
    if (size + own > BUDGET) return []
    size += own
    return [program]
  })
}

/** The SVG with ids of its own, sized by the page, described to screen readers by its title. */
function figureSvg(figure: Figure, index: number): Html {
  const svg = renameIds(figure.svg, `figure${index + 1}-`)
  return new Html(svg.replace(/^<svg /, `<svg role="img" aria-label="${escapeHtml(figure.title)}" `))
}

/** A picture that does not run is never smaller than this share of its width: its letters are read, by scrolling. */
const READABLE = 0.8

const widthOf = (svg: string): number => Number(/^<svg [^>]*\swidth="(\d+(?:\.\d+)?)"/.exec(svg)?.[1] ?? 640)

/** A figure as a picture, with what is needed to run it if it can be run. */
export function figureHtml(figure: Figure, index: number, program: FigureProgram | null, tooLong: boolean): Html {
  const anchor = figureAnchor(figure.name)
  const hint = `${anchor}/hint`
  const picture = html`<div class="picture" style="min-width:${Math.round(READABLE * widthOf(figure.svg))}px">${figureSvg(figure, index)}</div>`
  const chart = program
    ? html`<div class="scroll chart" tabindex="0" role="group" aria-label="${figure.title}" aria-describedby="${hint}">${picture}</div>
${controlsHtml(program, figure.title)}<p class="readout" aria-live="polite"></p><p class="hint quiet" id="${hint}">${HINT}</p>`
    : html`<div class="scroll chart" tabindex="0">${picture}</div>${tooLong && html`<p class="quiet">A picture only: with the data of this figure too the report would be too long. They are in the directory of the report.</p>`}`
  const data =
    program &&
    html`<details class="data"><summary>Data of this figure</summary><div class="tables"></div><p class="quiet">Every recorded value is in the traces beside this report.</p></details>`
  return html`<figure id="${anchor}"${program && html` data-figure="${figure.name}"`}>${chart}
<figcaption><a class="anchor" href="#${anchor}">${figure.title}</a>${figure.notes.length > 0 && html`<ul>${figure.notes.map((note) => html`<li>${note}</li>`)}</ul>`}</figcaption>${data}</figure>`
}
