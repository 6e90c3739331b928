import { Html, html } from '../text/html.ts'
import type { FigureProgram, SeriesGroup } from './browser/program.ts'
import { switchScale } from './browser/switch-scale.ts'

/** Beyond this many names the buttons wait behind a heading. */
const OPEN_NAMES = 12

/** A colour as Vega and a page's style write it: nothing else may enter a style. */
const COLOUR = /^#[0-9a-f]{6}$/i

const button = (what: string, label: string, title: string): Html =>
  html`<button type="button" disabled data-do="${what}" title="${title}">${label}</button>`

/** A button that is on or off. `never` where it could not do anything. */
const toggle = (what: string, label: string, on: boolean, never = false): Html =>
  html`<button type="button" disabled data-do="${what}" aria-pressed="${String(on)}"${never && new Html(' data-never title="nothing to show on a logarithmic scale"')}>${label}</button>`

function names({ signal, names, colours }: SeriesGroup): Html {
  const all = names.map((name, k) => {
    const colour = colours[k % Math.max(1, colours.length)] ?? ''
    const swatch = COLOUR.test(colour) && html`<i style="background:${colour}"></i>`
    return html`<button type="button" disabled data-do="series" data-signal="${signal}" data-name="${name}" aria-pressed="true">${swatch}${name}</button>`
  })
  if (all.length <= OPEN_NAMES) return html`${all}`
  return html`<details><summary>${all.length} series on and off</summary>${all}</details>`
}

/** The buttons of a figure. They wait, disabled, in the page as it was written, so that nothing moves when it runs. */
export function controlsHtml(program: FigureProgram, title: string): Html {
  const zoom = [
    button('in', '+', 'zoom in'),
    button('out', '−', 'zoom out'),
    button('reset', 'Show all', 'show all of the chart'),
  ]
  const scales = (['x', 'y'] as const).flatMap((along) => {
    const now = program.switches[along]
    if (now === undefined) return []
    const possible = now === 'log' || switchScale(program, along, 'log') !== null
    return [toggle(along, `log ${along}`, now === 'log', !possible)]
  })
  return html`<div class="tools" role="group" aria-label="Controls of ${title}">${program.frames.length > 0 && zoom}${scales}${program.band && toggle('band', 'band', true)}${program.series.map(names)}</div>`
}
