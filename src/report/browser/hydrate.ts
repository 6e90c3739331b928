import { dataTables } from './data-table.ts'
import { followKeys } from './keys.ts'
import { Overlay } from './overlay.ts'
import { followPointer } from './pointer.ts'
import type { Point } from './points.ts'
import type { FigureProgram } from './program.ts'
import { readout, spoken } from './readout.ts'
import { geometryOf } from './run-view.ts'
import { RunningFigure } from './running-figure.ts'
import { hideTip, showTip } from './tip.ts'

/** Puts a running figure in the place of its picture, of the same size, and gives life to the buttons beside it. */
export async function hydrate(element: HTMLElement, program: FigureProgram): Promise<void> {
  const chart = element.querySelector<HTMLElement>('.chart')
  const picture = element.querySelector<HTMLElement>('.picture')
  const drawn = picture?.querySelector('svg')
  if (!chart || !picture || !drawn) return
  const geometry = geometryOf(drawn)
  const place = document.createElement('div')
  const figure = await RunningFigure.start(place, geometry, program)
  const label = drawn.getAttribute('aria-label') ?? ''
  await figure.fit(chart.clientWidth)
  const overlay = new Overlay(figure.geometry)
  picture.replaceChildren(place, overlay.element)
  picture.setAttribute('role', 'img')
  picture.setAttribute('aria-label', label)

  const said = element.querySelector<HTMLElement>('.readout')
  const read = (point: Point | null): [string, string][] => {
    const pairs = point ? readout(point, figure.program.axes) : []
    overlay.mark(point)
    if (said) said.textContent = spoken(pairs)
    return pairs
  }
  followPointer(picture, figure, overlay, (point, x, y) => {
    const pairs = read(point)
    if (pairs.length > 0) showTip(pairs, x, y)
    else hideTip()
  })
  followKeys(chart, figure, (point) => {
    hideTip()
    read(point)
  })
  buttons(element, figure)
  new ResizeObserver(() => void figure.fit(chart.clientWidth).then(() => overlay.resize(figure.geometry))).observe(
    chart,
  )
  const data = element.querySelector<HTMLDetailsElement>('details.data')
  const tables = data?.querySelector('.tables')
  data?.addEventListener('toggle', () => {
    if (data.open && tables?.childElementCount === 0) tables.append(...dataTables(program))
  })
  element.dataset.running = ''
}

/** Every button says by `data-do` what it does, and by `aria-pressed` whether it is on. */
function buttons(element: HTMLElement, figure: RunningFigure): void {
  const all = [...element.querySelectorAll<HTMLButtonElement>('.tools button[data-do]')]
  const refresh = () => {
    for (const button of all) {
      const { do: what = '', signal, name } = button.dataset
      if (what === 'series') button.ariaPressed = String(!figure.isHidden(signal ?? '', name ?? ''))
      if (what === 'band') button.ariaPressed = String(figure.bandShown)
      if (what === 'x' || what === 'y') button.ariaPressed = String(figure.program.switches[what] === 'log')
    }
  }
  const toggle = (signal: string, name: string) => figure.toggleSeries(signal, name).then(refresh)
  const acts: Record<string, (button: HTMLButtonElement) => Promise<void>> = {
    in: () => figure.zoom(null, 0.5),
    out: () => figure.zoom(null, 2),
    reset: () => figure.reset(),
    band: () => figure.toggleBand(),
    series: ({ dataset }) => toggle(dataset.signal ?? '', dataset.name ?? ''),
    x: () => figure.switchScale('x', figure.program.switches.x === 'log' ? 'linear' : 'log'),
    y: () => figure.switchScale('y', figure.program.switches.y === 'log' ? 'linear' : 'log'),
  }
  for (const button of all) {
    if (!('never' in button.dataset)) button.disabled = false
    button.addEventListener('click', () => void acts[button.dataset.do ?? '']?.(button).then(refresh))
  }
  figure.onLegend((signal, name) => void toggle(signal, name))
}
