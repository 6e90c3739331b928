/** Room beyond the first and the last point, as a share of the length of an axis. */
const ROOM = 0.04

/** The scale on which the values of an axis lie: `log1m` is even in log(1 - value). */
export type Spacing = 'linear' | 'log' | 'log1m'

/** An axis of a map: cells around ascending values, on the scale on which these are most even. */
export interface CellAxis {
  readonly name: string
  readonly values: readonly number[]
  readonly spacing: Spacing
  /** Cell borders, one more than there are values, in units of `place`; midway between neighbours. */
  readonly edges: readonly number[]
  /** Whether all cells are equally wide. */
  readonly even: boolean
}

/** Where a value lies on the scale. */
export function place(spacing: Spacing, value: number): number {
  if (spacing === 'linear') return value
  return spacing === 'log' ? Math.log(value) : -Math.log(1 - value)
}

/** The value that lies at `u`. */
export function unplace(spacing: Spacing, u: number): number {
  if (spacing === 'linear') return u
  return spacing === 'log' ? Math.exp(u) : -Math.expm1(-u)
}

/** What the chart's scale is given for `u`: a log1m axis is drawn as a reversed log axis of 1 - value. */
export const drawn = (spacing: Spacing, u: number): number => (spacing === 'log1m' ? Math.exp(-u) : unplace(spacing, u))

/** The same for a value, without a detour through the logarithm. */
export const drawnValue = (spacing: Spacing, value: number): number => (spacing === 'log1m' ? 1 - value : value)

/** The axis of distinct finite `values`. */
export function cellAxis(name: string, values: readonly number[]): CellAxis {
  const ascending = [...new Set(values)].sort((a, b) => a - b)
  const candidates: Spacing[] = ['linear']
  if (ascending.every((v) => v > 0)) candidates.push('log')
  if (ascending.every((v) => v >= 0 && v < 1)) candidates.push('log1m')
  const rated = candidates.map((spacing) => ({ spacing, spread: spread(ascending.map((v) => place(spacing, v))) }))
  const suited = factor(ascending) ? rated.filter(({ spacing }) => spacing !== 'linear') : rated
  // Even spacing wins, in the order of the candidates; of uneven ones the least uneven.
  const best = suited.find((c) => c.spread < 1e-6) ?? suited.reduce((a, b) => (b.spread < a.spread ? b : a))
  const at = ascending.map((v) => place(best.spacing, v))
  const even = best.spread < 1e-6
  const [first = 0, ...rest] = borders(at)
  // Cells that differ in width need none to reach to where a positive setting has no meaning; even ones are equally wide.
  const positive = (ascending[0] ?? 0) > 0 && !even
  const edges = [positive ? Math.max(first, place(best.spacing, 0)) : first, ...rest]
  return { name, values: ascending, spacing: best.spacing, edges, even }
}

/**
 * Whether two values are a factor apart. They are even on any scale, which says nothing of how they were chosen; but where the second is three
 * times the first, a cell of the same width reaches to 0 and below, where a positive setting has no meaning. Of shares that come closer
 * to 1 than to 0, the distance from 1 is as telling, and neither is preferred.
 */
function factor([first = 0, second = 0, ...more]: readonly number[]): boolean {
  return more.length === 0 && first > 0 && second >= 3 * first && (second <= 1 / 2 || second >= 1)
}

/** The axis for points instead of cells: with room at its ends for whole points, but no half cell. */
export function pointAxis(axis: CellAxis): CellAxis {
  const [first = 0, last = 0] = [axis.values[0], axis.values.at(-1)].map((value) => place(axis.spacing, value ?? 0))
  const room = (last - first) * ROOM
  return room > 0 ? { ...axis, edges: [first - room, last + room] } : axis
}

/** Largest relative difference of the steps between neighbours from their mean. */
function spread(at: readonly number[]): number {
  const steps = at.slice(1).map((u, k) => u - (at[k] ?? 0))
  const mean = steps.reduce((sum, s) => sum + s, 0) / Math.max(1, steps.length)
  return Math.max(0, ...steps.map((s) => Math.abs(s / mean - 1)))
}

function borders(at: readonly number[]): number[] {
  const inner = at.slice(1).map((u, k) => (u + (at[k] ?? 0)) / 2)
  const [first = 0, last = 0] = [at[0], at.at(-1)]
  const [low, high] = [inner[0], inner.at(-1)]
  if (low === undefined || high === undefined) return [first - 0.5, last + 0.5]
  return [first - (low - first), ...inner, last + (last - high)]
}
