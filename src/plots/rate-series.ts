import type { RateClaim } from '../config/claim.ts'
import type { Traces } from '../run/traces.ts'
import { FLOOR_FACTOR, TRANSIENT_FACTOR } from '../stats/ladder.ts'
import { type RateLadder, rateLadder, rateLaw, slopeLimits } from '../theory/rate.ts'
import { samples } from './bands.ts'
import type { ClaimOnGroup } from './claims.ts'
import type { RunGroup } from './groups.ts'
import { type Interval, intervalAround, meanInterval } from './intervals.ts'
import { type LawPoint, type PowerLine, powerLaw } from './power-law.ts'
import { onAxis } from './range.ts'
import { MAX_POINTS } from './thin.ts'

/** A measured point of a rate chart. */
export interface RatePoint extends Interval {
  readonly at: number
  /** Whether it enters the fit; if not, whether it is for its length, or for its own sake: noise, floor. */
  readonly used: boolean
  readonly short: boolean
}

/** One series of a rate chart. */
export interface RateSeries {
  /** Drawn as points with intervals. */
  readonly points: readonly RatePoint[]
  /** Drawn as a line: the mean along the run. */
  readonly curve: readonly RatePoint[]
  readonly fit: PowerLine | null
  /** Where the fit begins and ends. */
  readonly span: readonly [number, number]
  /** Limits of the slope that the verdict rests on, where a claim's own fit is drawn. */
  readonly limits: readonly [number, number] | null
  readonly claimed: { readonly exponent: number; readonly form: RateClaim['form'] } | null
  /** Steps below which nothing counts; 0 for none. */
  readonly burnIn: number
  /** Values below which nothing counts, and where; empty if there is no floor. */
  readonly floor: readonly LawPoint[]
  /** The power that is drawn of what was measured. */
  readonly outer: number
}

/** Means along the runs, with the slope of their last decade. */
export function alongRuns(traces: Traces, measure: number, group: RunGroup): RateSeries {
  const curve = samples(traces, measure, group, MAX_POINTS, 'log').flatMap(({ t, values }) =>
    values.length > 0 ? [{ at: t, ...USED, ...meanInterval(values) }] : [],
  )
  const last = curve.at(-1)?.at ?? 0
  return {
    ...NOTHING,
    curve,
    fit: powerLaw(drawable(curve).filter(({ at }) => at >= last / 10)),
    span: [last / 10, last],
  }
}

/** Means of the final values at each horizon, with the slope over all of them. */
export function overHorizons(traces: Traces, measure: number, family: readonly RunGroup[]): RateSeries {
  const points = family.flatMap(({ horizon, finished }) => {
    const values = finished.map((run) => traces.runs.at(run)?.final[measure] ?? Number.NaN).filter(Number.isFinite)
    return values.length > 0 ? [{ at: horizon, ...USED, ...meanInterval(values) }] : []
  })
  return { ...NOTHING, points, fit: powerLaw(drawable(points)), span: ends(points) }
}

/** What the judge of a rate claim measured and fitted; null where it could not. Along runs, `curve` is what it chose its points from. */
export function asJudged({ claim, context }: ClaimOnGroup<RateClaim>, curve: readonly RatePoint[]): RateSeries | null {
  const ladder = rateLadder(claim, context)
  if ('status' in ladder) return null
  const { exponent, outer, transient, judged, seeds } = ladder
  const raised = (value: number) => (value < 0 ? Number.NaN : value ** outer)
  const points = judged.map(({ horizon, value, error, values, out }) => {
    const byMean = claim.statistic === 'mean' && values.every(Number.isFinite)
    const { low, high } = byMean ? meanInterval(values) : intervalAround(value, error, context.random ? seeds : 1)
    return {
      at: horizon,
      value: raised(value),
      low: raised(low),
      high: raised(high),
      used: out === null,
      short: out === 'transient',
    }
  })
  const floor = judged.flatMap(({ horizon, floor = 0 }) =>
    floor === 0 ? [] : [{ at: horizon, value: raised(FLOOR_FACTOR * Math.abs(floor)) }],
  )
  return {
    points,
    curve: curve.map((point) => ({ ...point, value: raised(point.value), low: Number.NaN, high: Number.NaN })),
    ...fitOf(ladder, claim.form),
    span: ends(points.filter((point) => point.used)),
    claimed: { exponent, form: claim.form },
    burnIn: TRANSIENT_FACTOR * transient,
    floor,
    outer,
  }
}

/** What was measured, with the slope of a claim that its judge could not measure. */
export function withClaim(made: RateSeries, { claim, context }: ClaimOnGroup<RateClaim>): RateSeries {
  const [exponent, outer] = [claim.exponent, claim.outer].map((one) => context.evaluator.evaluate(one, context.names))
  // Another power would be of another quantity than is drawn.
  if (outer !== 1 || typeof exponent !== 'number' || !Number.isFinite(exponent)) return made
  return { ...made, claimed: { exponent, form: claim.form } }
}

function fitOf(ladder: RateLadder, form: RateClaim['form']): Pick<RateSeries, 'fit' | 'limits'> {
  const { used, outer } = ladder
  if (new Set(used.map(({ horizon }) => horizon)).size < 2) return { fit: null, limits: null }
  const law = rateLaw(ladder)
  const [low, high] = slopeLimits(form, law.slope)
  const limits = [low * outer, high * outer] as const
  const fit = { slope: law.slope.value * outer, scale: Math.exp(law.intercept * outer) }
  return { fit, limits: law.slope.error > 0 && limits.every(Number.isFinite) ? limits : null }
}

const USED = { used: true, short: false }
const NOTHING = { points: [], curve: [], limits: null, claimed: null, burnIn: 0, floor: [], outer: 1 }

/** Points that have a place on log axes. */
export const drawable = <P extends LawPoint>(points: readonly P[]): P[] =>
  points.filter(({ at, value }) => at > 0 && onAxis('log', value))

function ends(points: readonly LawPoint[]): readonly [number, number] {
  const places = points.map(({ at }) => at)
  return [Math.min(...places), Math.max(...places)]
}
