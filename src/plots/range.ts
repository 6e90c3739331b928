import type { PlotScale } from '../config/experiment.ts'
import type { Traces } from '../run/traces.ts'
import { plural } from '../text/plural.ts'
import { greatest, least, shortNumber } from './numbers.ts'

/** From the least to the greatest value that is shown. */
export type Range = readonly [low: number, high: number]

export const within = (value: number, [low, high]: Range): boolean => value >= low && value <= high

/** What is drawn along an axis: the values of a line, or one point. */
export type Curve = readonly (number | null | undefined)[]

/**
 * When a few curves make all others flat. On a logarithmic axis: where it is longer than 25 decades and leaves them a fifth of it. On a
 * linear one, where the others have the same place among small numbers whatever else is drawn: a run that goes a hundred times as far from 0 as they.
 */
const FLAT = { linear: 1 / 100, log: 1 / 5 }
const LONG = 25

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

/** Numbers that an axis can carry. */
const LARGEST = 1e300

const lift = (scale: PlotScale, value: number): number => (scale === 'log' ? Math.log10(value) : value)
const lower = (scale: PlotScale, at: number): number => (scale === 'log' ? 10 ** at : at)

/** The values that have a place on the scale, on it. */
const placed = (scale: PlotScale, curve: Curve): number[] =>
  curve.flatMap((value) =>
    typeof value !== 'number' || !(Math.abs(value) <= LARGEST) || (scale === 'log' && !(value > 0))
      ? []
      : [lift(scale, value)],
  )

/**
 * The range of an axis: that of all curves, but for those that reach so far out that the others would be flat, of which there are
 * never more than half; with room at both ends unless `room` is 0.
 * @param usual a size that is ordinary for what is drawn, such as that of its beginning: on a linear axis nothing of that size is far
 */
export function robustRange(scale: PlotScale, curves: readonly Curve[], room = ROOM, usual = 0): Range {
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
  const short = (at: number) => Number(lower(scale, at).toPrecision(6))
  return [short(low - extra), short(high + extra)]
}

const span = (values: readonly number[]): Range => [least(values), greatest(values)]

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
  const outwards = curves
    .map((curve) => ({ curve, reach: greatest(curve.map((value) => Math.abs(value - centre))) }))
    .sort((a, b) => a.reach - b.reach)
  const farthest = outwards.at(-1)?.reach ?? 0
  const spans = running(outwards.map(({ curve }) => curve))
  const small = (kept: number): boolean => {
    const [from, to] = spans[kept - 1] ?? [0, 0]
    if (scale === 'log') return to - from <= FLAT.log * (high - low)
    const reach = Math.max(usual, outwards[kept - 1]?.reach ?? 0)
    return reach > 0 && reach <= FLAT.linear * farthest
  }
  for (let kept = curves.length - 1; 2 * kept >= curves.length; kept--)
    if (small(kept)) return outwards.slice(0, kept).map(({ curve }) => curve)
  return curves
}

/** The span of each beginning of a list of curves. */
function running(curves: readonly (readonly number[])[]): Range[] {
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
export function outsideNote(points: readonly Placed[], x: Range, y: Range): string[] {
  const shown = points.filter((p): p is { x: number; y: number } => typeof p.x === 'number' && typeof p.y === 'number')
  const out = shown.filter((point) => !within(point.x, x) || !within(point.y, y))
  if (out.length === 0) return []
  const above = greatest(out.map((point) => point.y))
  const below = least(out.map((point) => point.y))
  const far = above > y[1] ? `, up to ${shortNumber(above)}` : below < y[0] ? `, down to ${shortNumber(below)}` : ''
  return [`${out.length} of ${plural(shown.length, 'point')} lie outside of the frame${far}.`]
}
