import type { Point } from './points.ts'
import type { RunningFigure } from './running-figure.ts'

const STEP = 0.1

/** What keys do on a chart that has the focus: arrows read its points, with shift they move what is seen. */
export function followKeys(chart: HTMLElement, figure: RunningFigure, read: (point: Point | null) => void): void {
  let [line, index] = [0, -1]
  const go = (lines: number, points: number, end?: 'first' | 'last') => {
    const all = figure.lines
    if (all.length === 0) return
    line = (line + lines + all.length) % all.length
    const own = all[line] ?? []
    // From line to line the reader stays where he was along x.
    const from = lines === 0 ? index : Math.min(Math.max(0, index), own.length - 1)
    index = end === 'first' ? 0 : end === 'last' ? own.length - 1 : Math.min(Math.max(0, from + points), own.length - 1)
    read(own[index] ?? null)
  }
  const plain: Record<string, () => void> = {
    ArrowRight: () => go(0, 1),
    ArrowLeft: () => go(0, -1),
    ArrowDown: () => go(1, 0),
    ArrowUp: () => go(-1, 0),
    Home: () => go(0, 0, 'first'),
    End: () => go(0, 0, 'last'),
    PageDown: () => go(0, 10),
    PageUp: () => go(0, -10),
    '+': () => void figure.zoom(null, 0.5),
    '=': () => void figure.zoom(null, 0.5),
    '-': () => void figure.zoom(null, 2),
    '0': () => void figure.reset(),
    Escape: () => read(null),
  }
  const shifted: Record<string, () => void> = {
    ArrowRight: () => void figure.pan(null, STEP, 0),
    ArrowLeft: () => void figure.pan(null, -STEP, 0),
    ArrowUp: () => void figure.pan(null, 0, STEP),
    ArrowDown: () => void figure.pan(null, 0, -STEP),
    '+': () => void figure.zoom(null, 0.5),
  }
  chart.addEventListener('keydown', (event) => {
    if (event.target !== chart || event.ctrlKey || event.altKey || event.metaKey) return
    const act = (event.shiftKey ? shifted : plain)[event.key]
    if (!act) return
    event.preventDefault()
    act()
  })
}
