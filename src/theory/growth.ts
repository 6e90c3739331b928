import type { GrowthClaim } from '../config/claim.ts'
import { growthRate } from '../stats/growth.ts'
import { fewestForMedian, medianWithInterval } from '../stats/median.ts'
import type { Case } from './case.ts'
import { apart, short } from './digits.ts'
import { type Finding, unmeasured } from './finding.ts'
import { outsideByChance, seedsForMedian, wouldDecide } from './median-rule.ts'
import { type Steps, stepsOf } from './span.ts'

/** Points that a window has at least: two always lie on a line. */
const FEWEST = 3

/**
 * Is ln(measure) a straight line of slope `rate` in t over the window, to the relative tolerance `within`? Each seed gives one
 * slope by least squares, with its sign; decided by the order-statistic interval of their median, as a limit is. Where the slope
 * changes over the window, that counts: what does not grow exponentially has no rate that a claim could meet by its average.
 */
export function judgeGrowth(
  claim: GrowthClaim,
  { sample, traces, measure, names, evaluator, random, alpha }: Case,
): Finding {
  const n = sample.runs.length
  const rate = evaluator.evaluate(claim.rate, names) ?? Number.NaN
  const within = evaluator.evaluate(claim.within, names) ?? Number.NaN
  if (!Number.isFinite(rate) || rate === 0) return unmeasured('error', n, 'the rate is not a number other than 0')
  if (!(within >= 0)) return unmeasured('error', n, 'the tolerance is not a number from 0')
  const steps = stepsOf(claim, names, evaluator)
  if (typeof steps === 'string') return unmeasured('not-measured', n, steps)
  const broken = firstBroken(claim.measure, steps, sample, traces, measure)
  if (broken) return unmeasured('error', n, broken)
  const growths = sample.runs.map(({ index, run }) => ({
    seed: run.seed,
    ...growthRate(traces.times(index), [...traces.values(index, measure)], steps.from, steps.to),
  }))
  const span = `t = ${steps.from} to ${steps.to}`
  const sparse = growths.find(({ points }) => points < FEWEST)
  if (sparse) {
    const dropped = sparse.dropped > 0 ? `, ${sparse.dropped} more are not positive` : ''
    const reason = `${sparse.points} recorded steps of seed ${sparse.seed} from ${span} have a logarithm${dropped}; ${FEWEST} are needed`
    return unmeasured('not-measured', n, reason)
  }

  const slopes = growths.map(({ slope }) => slope)
  const certain = !random
  const { median, interval } = medianWithInterval(slopes, alpha)
  const [low, high] = certain ? [median, median] : (interval ?? [Number.NaN, Number.NaN])
  const tolerance = within * Math.abs(rate)
  const away = Math.abs(median - rate)
  const finding = {
    predicted: rate,
    measured: median,
    interval: certain || interval ? ([low, high] as const) : null,
    slack: away === 0 ? Number.POSITIVE_INFINITY : tolerance / away,
    n,
    chance: certain ? null : outsideByChance(slopes, rate, tolerance),
  }
  if (!certain && !interval) {
    const seeds = n === 1 ? 'one seed' : `${n} seeds`
    const reason = `${seeds} of a random experiment: ${fewestForMedian(alpha)} would give an interval`
    return { ...finding, status: 'inconclusive', reason }
  }
  const bend = bendOf(
    growths.map(({ change }) => change),
    certain,
    alpha,
  )
  const dropped = growths.reduce((sum, growth) => sum + growth.dropped, 0)
  const told = apart([low, high], [rate - tolerance, rate + tolerance])
  const sentence = [
    certain
      ? `ln ${claim.measure} grows by ${told(median)} a step`
      : `the median growth of ln ${claim.measure} is in [${told(low)}, ${told(high)}] a step`,
    ` from ${span}, predicted ${told(rate)} +- ${short(tolerance)}`,
    dropped > 0 ? `; ${dropped} values that are not positive are left out` : '',
  ].join('')
  const [least, most] = [low - Math.abs(bend) / 2, high + Math.abs(bend) / 2]
  if (Math.abs(least - rate) <= tolerance && Math.abs(most - rate) <= tolerance) {
    return { ...finding, status: 'holds', reason: sentence }
  }
  if (least - rate > tolerance || rate - most > tolerance) return { ...finding, status: 'violated', reason: sentence }
  const inside = Math.abs(low - rate) <= tolerance && Math.abs(high - rate) <= tolerance
  if (inside || low - rate > tolerance || rate - high > tolerance) {
    const reason = `${sentence}; not an exponential: the growth changes by ${short(bend)} over the window; another window would decide`
    return { ...finding, chance: null, status: 'inconclusive', reason }
  }
  const more = wouldDecide(seedsForMedian(n, [low, high], away - tolerance))
  return { ...finding, status: 'inconclusive', reason: `${sentence}; ${more}` }
}

/** The first step of the window at which a seed has no finite value any more, and where the window may end; null if there is none. */
function firstBroken(
  name: string,
  { from, to }: Steps,
  { runs }: Case['sample'],
  traces: Case['traces'],
  measure: number,
): string | null {
  const found = runs.flatMap(({ index, run }) => {
    const values = traces.values(index, measure)
    const times = traces.times(index)
    const row = times.findIndex(
      (t, k) => t >= from && t <= to && !((values[k] ?? Number.NaN) < Number.POSITIVE_INFINITY),
    )
    const ended = run.status === 'diverged' && run.steps <= to ? [run.steps] : []
    return [...(row < 0 ? [] : [times[row] ?? Number.NaN]), ...ended].map((t) => ({ t, seed: run.seed, times }))
  })
  const [first, ...others] = found
  if (!first) return null
  const { t, seed, times } = others.reduce((a, b) => (b.t < a.t ? b : a), first)
  const before = times.filter((time) => time >= from && time < t)
  const more = before.length < FEWEST ? '' : `; a window with to: ${before.at(-1)} ends before that`
  return `${name} of seed ${seed} is no longer finite at t = ${t}${more}`
}

/** How much the growth changes over the window, as far as that is beyond chance: 0 where its interval contains 0. */
function bendOf(changes: readonly number[], certain: boolean, alpha: number): number {
  const { median, interval } = medianWithInterval(changes, alpha)
  const [low, high] = certain ? [median, median] : (interval ?? [Number.NaN, Number.NaN])
  return low > 0 ? low : high < 0 ? high : 0
}
