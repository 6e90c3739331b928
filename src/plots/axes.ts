import type { PlotScale } from '../config/plot.ts'
import type { AxisRange } from './range.ts'

/** Labels of numbers on axes and legends: 0.01, 5000, 2e5, 1e-6. */
export const NUMBER_LABELS =
  "datum.value && (abs(datum.value) < 1e-3 || abs(datum.value) >= 1e5) ? replace(format(datum.value, '.4~e'), '+', '') : format(datum.value, '.6~g')"

/** Labels a logarithmic axis may carry before they crowd. */
const MAX_TICKS = 9

/**
 * Ticks of a logarithmic axis from `low` to `high` (none unless both are positive and finite): powers of ten, every so many where there would be more
 * than nine; with 2 and 5 in between where there would be few. Vega's own drop the powers of ten first.
 */
export function logTicks(low: number, high: number): number[] {
  if (!(low > 0 && high < Number.POSITIVE_INFINITY)) return []
  const [a, b] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))]
  const stride = Math.ceil((Math.log10(high) - Math.log10(low)) / MAX_TICKS)
  const digits = b - a <= 2 ? [1, 2, 5] : [1]
  const ticks: number[] = []
  for (let power = a; power <= b; power++)
    for (const digit of power % Math.max(1, stride) === 0 ? digits : []) ticks.push(Number(`${digit}e${power}`))
  return ticks.filter((tick) => tick >= low * (1 - 1e-9) && tick <= high * (1 + 1e-9))
}

/** A quantitative axis from one end of `domain` to the other, titled by the name of what it shows. */
export function axis(title: string, scale: PlotScale, domain: AxisRange) {
  const ends = { domain: [...domain], nice: false }
  if (scale === 'linear') {
    const zero = { type: 'linear' as const, ...ends, zero: false }
    return { type: 'quantitative' as const, title, scale: zero, axis: { tickCount: 8, labelExpr: NUMBER_LABELS } }
  }
  const ticks = logTicks(...domain)
  const labels = { ...(ticks.length > 1 ? { values: ticks } : { tickCount: 5 }), labelExpr: NUMBER_LABELS }
  return { type: 'quantitative' as const, title, scale: { type: 'log' as const, ...ends }, axis: labels }
}

interface Drawn {
  readonly mark: string | { readonly type: string }
  readonly layer?: readonly Drawn[]
}

/** The layers cut at the frame. */
export function cutAtFrame<L extends object>(layers: readonly L[]): L[] {
  return layers.map((one) => {
    const { mark, layer } = one as unknown as Drawn
    if (layer) return { ...one, layer: cutAtFrame(layer) }
    return { ...one, mark: { ...(typeof mark === 'string' ? { type: mark } : mark), clip: true } }
  })
}
