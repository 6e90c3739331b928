import type { PlotScale } from '../config/plot.ts'
import type { Traces } from '../run/traces.ts'
import { plural } from '../text/plural.ts'
import { greatest, least, shortNumber } from './numbers.ts'

/** From the least to the greatest value that is shown. */
export type AxisRange = readonly [low: number, high: number]

export const within = (value: number, [low, high]: AxisRange): boolean => value >= low && value <= high

/** What is drawn along an axis: the values of a line, or one point. */
export type Curve = readonly (number | null | undefined)[]

/**
 * When a few curves make all others flat. On a logarithmic axis: where it is longer than 25 decades and leaves them a fifth of it. On a
 * linear one, where the others have the same place among small numbers whatever else is drawn: a run that goes a hundred times as far from 0 as they.
 */
const FLAT = { linear: 1 / 100, log: 1 / 5 }
const LONG = 25
/** So many decades below the middle a curve has converged: squares of what rounding leaves, such as 1e-32, are the best of a chart and no outliers. */
const DEEP = 40
/** Of curves that are left out, what is this near is shown all the same; as a share of the length of the others. */
const MORE = 1 / 4

/** Room between what is drawn and the frame, as a share of the length of the axis: whole points, and no line on the frame. */
const ROOM = 0.04

/** The size of a measure at the beginning of the runs: half of them begin with no more. */
export function usualSize(traces: Traces, measure: number): number {
  const sizes = traces.runs.flatMap((_, run) => {
    const first = Math.abs(traces.values(run, measure)[0] ?? Number.NaN)
    return Number.isFinite(first) ? [first] : []
  })
  return sizes.sort((a, b) => a - b)[Math.floor(sizes.length / 2)] ?? 0
}

/** The largest power of ten that an axis can carry, and the smallest. */
const LARGEST = 300

/** Whether a value has a place on an axis. */
export const onAxis = (scale: PlotScale, value: number | null | undefined): value is number =>
  typeof value === 'number' &&
  (scale === 'log' ? value > 0 && Math.abs(Math.log10(value)) <= LARGEST : Math.abs(value) <= 10 ** LARGEST)

/** Sentences on the values that have no place on an axis, with what follows; none if all have. `of` is what they are, with their number. */
export function noPlaceNotes(scale: PlotScale, values: readonly number[], of: string, consequence = ''): string[] {
  const lost = values.filter((value) => !onAxis(scale, value))
  const low = scale === 'log' ? lost.filter((value) => !(value > 0)).length : 0
  const far = lost.length - low
  const size = scale === 'log' ? 'not between 1e-300 and 1e300' : 'beyond 1e300'
  return [
    ...(low > 0 ? [`${low} of ${of} are not positive and have no place on a log axis${consequence}.`] : []),
    ...(far > 0 ? [`${far} of ${of} are ${size} and have no place on the axis${consequence}.`] : []),
  ]
}

const lift = (scale: PlotScale, value: number): number => (scale === 'log' ? Math.log10(value) : value)
const lower = (scale: PlotScale, at: number): number => (scale === 'log' ? 10 ** at : at)

/** The values that have a place on the scale, on it. */
const placed = (scale: PlotScale, curve: Curve): number[] =>
  curve.flatMap((value) => (onAxis(scale, value) ? [lift(scale, value)] : []))

/**
 * The range of an axis: that of all curves, but for those that reach so far out that the others would be flat, of which there are
 * never more than half; with room at both ends unless `room` is 0.
 * @param usual a size that is ordinary for what is drawn, such as that of its beginning: on a linear axis nothing of that size is far
 */
export function robustRange(scale: PlotScale, curves: readonly Curve[], room = ROOM, usual = 0): AxisRange {
  const all = curves.map((curve) => placed(scale, curve)).filter((values) => values.length > 0)
  if (all.length === 0) return scale === 'log' ? [1, 10] : [0, 1]
  const [low, high] = span(withoutOutliers(scale, all, usual).flat())
  if (low === high) {
    const value = lower(scale, low)
    return scale === 'log'
      ? [value / 2, value * 2]
      : [value - (Math.abs(value) || 1) / 10, value + (Math.abs(value) || 1) / 10]
  }
  if (room === 0)
    return span(curves.flat().filter((v) => typeof v === 'number' && within(lift(scale, v), [low, high])) as number[])
  const extra = (high - low) * room
  // Powers differ in their last digits between engines; pictures must not.
  const short = (at: number) =>
    Number(lower(scale, scale === 'log' ? Math.min(Math.max(at, -LARGEST), LARGEST) : at).toPrecision(6))
  return [short(low - extra), short(high + extra)]
}

const span = (values: readonly number[]): AxisRange => [least(values), greatest(values)]

function withoutOutliers(
  scale: PlotScale,
  curves: readonly (readonly number[])[],
  usual: number,
): readonly (readonly number[])[] {
  const values = curves.flat().sort((a, b) => a - b)
  const [low = 0, high = 0] = [values[0], values.at(-1)]
  // Of two points none is the odd one.
  if (curves.length < 2 || values.length < 3 || (scale === 'log' && high - low <= LONG)) return curves
  const centre = scale === 'log' ? (values[Math.floor((values.length - 1) / 2)] ?? 0) : 0
  const converged = (value: number) => scale === 'log' && value <= centre && value >= centre - DEEP
  const outwards = curves
    .map((curve) => ({
      curve,
      reach: greatest(curve.map((value) => (converged(value) ? 0 : Math.abs(value - centre)))),
    }))
    .sort((a, b) => a.reach - b.reach)
  const spans = running(outwards.map(({ curve }) => curve))
  const lengthOf = (kept: number) => (spans[kept - 1]?.[1] ?? 0) - (spans[kept - 1]?.[0] ?? 0)
  const reachOf = (kept: number) => outwards[kept - 1]?.reach ?? 0
  const small = (some: number, kept: number): boolean => {
    if (scale === 'log') return lengthOf(kept) > LONG && lengthOf(some) <= FLAT.log * lengthOf(kept)
    const reach = Math.max(usual, reachOf(some))
    return reach > 0 && reach <= FLAT.linear * reachOf(kept)
  }
  // Without the farthest, others may make flat what is left.
  let kept = curves.length
  for (let some = kept - 1; 2 * some >= curves.length; some--) if (small(some, kept)) kept = some
  if (kept === curves.length) return curves
  const [from, to] = spans[kept - 1] ?? [low, high]
  const close = outwards
    .slice(kept)
    .map(({ curve }) => curve.filter((at) => within(at, [from - MORE * (to - from), to + MORE * (to - from)])))
  return [...outwards.slice(0, kept).map(({ curve }) => curve), ...close.filter((curve) => curve.length > 0)]
}

/** The span of each beginning of a list of curves. */
function running(curves: readonly (readonly number[])[]): AxisRange[] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  return curves.map((curve) => {
    low = Math.min(low, least(curve))
    high = Math.max(high, greatest(curve))
    return [low, high]
  })
}

/** A point of a chart; null in a direction where it has no place. */
export interface Placed {
  readonly x: number | null | undefined
  readonly y: number | null | undefined
}

/** A sentence on the points that lie outside of the frame, with how far out; none if all are inside. */
export function outsideNote(points: readonly Placed[], x: AxisRange, y: AxisRange): string[] {
  const shown = points.filter((p): p is { x: number; y: number } => typeof p.x === 'number' && typeof p.y === 'number')
  const out = shown.filter((point) => !within(point.x, x) || !within(point.y, y))
  if (out.length === 0) return []
  const above = greatest(out.map((point) => point.y))
  const below = least(out.map((point) => point.y))
  const far = [
    ...(above > y[1] ? [`up to ${shortNumber(above)}`] : []),
    ...(below < y[0] ? [`down to ${shortNumber(below)}`] : []),
  ]
  const ends = far.length > 0 ? `, ${far.join(' and ')}` : ''
  return [`${out.length} of ${plural(shown.length, 'point')} lie outside of the frame${ends}.`]
}
