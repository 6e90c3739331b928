import type { TopLevelSpec } from 'vega-lite'
import { SPENT } from '../drawing/budget.ts'
import { draughtsman } from '../drawing/draughtsman.ts'
import { PNG_UNAVAILABLE } from '../drawing/png.ts'
import { type Drawing, plotOptions } from '../plots/options.ts'
import type { Figure } from '../report/model.ts'
import { clip } from '../text/clip.ts'

/** Characters of what Vega says of a chart; it may repeat whole values. */
const LONGEST_REASON = 300

export interface Drawn {
  readonly figures: readonly Figure[]
  /** Contents by path in the run directory: charts as Vega-Lite, SVG and PNG. */
  readonly files: Readonly<Record<string, string | Uint8Array>>
  /** Sentences on what is missing on this machine. */
  readonly warnings: readonly string[]
  /** Sentences on charts that could not be drawn. */
  readonly undrawn: readonly string[]
}

/**
 * Draws the plots of a page. One chart that cannot be drawn, within the budget of a chart, takes no other, and no verdict, with it.
 *
 * @throws the reason of the signal, as soon as it is aborted
 */
export async function draw(drawing: Drawing, signal?: AbortSignal): Promise<Drawn> {
  const { experiment, traces } = drawing
  const files: Record<string, string | Uint8Array> = {}
  const figures: Figure[] = []
  const undrawn: string[] = []
  if (experiment.plots.length === 0) return { figures, files, warnings: [], undrawn }
  draughtsman.start()
  const { plotSpec } = await import('../plots/plot.ts')
  const options = plotOptions(drawing)
  let missing = false
  for (const plot of experiment.plots) {
    const { spec, notes } = plotSpec(plot, experiment, traces, options)
    const answer = await draughtsman.ask({ kind: 'picture', spec }, signal)
    if (!('svg' in answer)) {
      const reason = 'spent' in answer ? SPENT[answer.spent] : answer.fault
      undrawn.push(`plot '${plot.name}' cannot be drawn: ${clip(reason, LONGEST_REASON)}`)
      continue
    }
    const { svg, png } = answer
    figures.push({ name: plot.name, title: plot.title ?? titleOf(spec) ?? plot.name, svg, notes, spec })
    files[`plots/${plot.name}.vl.json`] = `${JSON.stringify(spec, null, 1)}\n`
    files[`plots/${plot.name}.svg`] = svg
    if (png) files[`plots/${plot.name}.png`] = png
    else missing = true
  }
  return { figures, files, warnings: missing ? [PNG_UNAVAILABLE] : [], undrawn }
}

/** The title that a chart gave itself. */
function titleOf({ title }: TopLevelSpec): string | null {
  const text = typeof title === 'object' && 'text' in title ? title.text : title
  return Array.isArray(text) ? text.join(' ') : typeof text === 'string' ? text : null
}
