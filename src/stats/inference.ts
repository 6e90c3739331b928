import { chanceByBets } from './betting.ts'
import { crossing } from './bisect.ts'
import type { Blind, Tail } from './blind.ts'
import { chanceAtLeast, chanceAtMost, type Estimate, lowerLimit, upperLimit } from './estimate.ts'
import { chanceMeanAtLeast, chanceMeanAtMost, lowerMean, meanEvidence, upperMean } from './mean-limits.ts'
import { fairLowerTail, fewestForMedian, medianWithInterval } from './median.ts'
import { momentsOf } from './moments.ts'
import { medianStatistic } from './statistic.ts'

/** What a sample, or the lack of chance, says of one number. */
export interface Inference {
  readonly value: number
  /** Standard error. */
  readonly error: number
  /** Whether nothing was left to chance. */
  readonly certain: boolean
  /** Why no upper, and why no lower limit can be trusted; null if one can. */
  readonly blind: { readonly above: Blind | null; readonly below: Blind | null }
  /** The limit above which the number lies with probability `alpha` at most, where it can be trusted. */
  upper(alpha: number): number
  /** The limit below which it lies with probability `alpha` at most. */
  lower(alpha: number): number
  /** P value of "the number is above `limit`"; 1 where no upper limit can be trusted. */
  chanceAtLeast(limit: number): number
  /** P value of "the number is at most `limit`"; 1 where no lower limit can be trusted. */
  chanceAtMost(limit: number): number
}

const SIGHTED = { above: null, below: null } as const

/** A number that is known. */
export const known = (value: number): Inference => ({
  ...ofEstimate({ value, error: 0, df: 0 }),
  certain: true,
})

/** Student's limits of an estimate. */
export const ofEstimate = (estimate: Estimate): Inference => ({
  value: estimate.value,
  error: estimate.error,
  certain: false,
  blind: SIGHTED,
  upper: (alpha) => upperLimit(estimate, alpha),
  lower: (alpha) => lowerLimit(estimate, alpha),
  chanceAtLeast: (limit) => chanceAtLeast(estimate, limit),
  chanceAtMost: (limit) => chanceAtMost(estimate, limit),
})

/** The mean of the law of a sample of at least one value, all finite. */
export function ofMean(values: readonly number[], tail: Tail = 'any'): Inference {
  const evidence = meanEvidence(values, tail)
  return {
    value: evidence.mean,
    error: evidence.sd / Math.sqrt(evidence.n),
    certain: false,
    blind: evidence.blind,
    upper: (alpha) => upperMean(evidence, alpha),
    lower: (alpha) => lowerMean(evidence, alpha),
    chanceAtLeast: (limit) => chanceMeanAtLeast(evidence, limit),
    chanceAtMost: (limit) => chanceMeanAtMost(evidence, limit),
  }
}

/**
 * The mean of the law of a sample whose values are known to lie in [low, high], both finite: bets decide within the range, and what
 * lies beyond it is excluded.
 *
 * @param alpha level for which the bets are planned
 */
export function ofBounded(values: readonly number[], [low, high]: readonly [number, number], alpha: number): Inference {
  const { mean, sd, n } = momentsOf(values)
  const negative = values.map((value) => -value)
  const atLeast = (limit: number) => chanceByBets(values, limit, [low, high], alpha)
  const atMost = (limit: number) => chanceByBets(negative, -limit, [-high, -low], alpha)
  return within([low, high], {
    value: mean,
    error: sd / Math.sqrt(n),
    certain: false,
    blind: SIGHTED,
    upper: (level) => crossing(mean, high, (limit) => atLeast(limit) > level),
    lower: (level) => crossing(low, mean, (limit) => atMost(limit) <= level),
    chanceAtLeast: atLeast,
    chanceAtMost: atMost,
  })
}

/** The number, which is also known to lie in a range: it is not above its upper end, nor below its lower one. */
export const within = ([low, high]: readonly [number, number], one: Inference): Inference => ({
  ...one,
  chanceAtLeast: (limit) => (limit >= high ? 0 : one.chanceAtLeast(limit)),
  chanceAtMost: (limit) => (limit < low ? 0 : one.chanceAtMost(limit)),
})

/**
 * The median of the law of a sample of at least one value, none of them NaN: limits are order statistics, P values those of the
 * sign test, and hold for every law.
 *
 * @param alpha level at which decisions will be made: fewer values than have a limit there are `few`
 */
export function ofMedian(values: readonly number[], alpha: number): Inference {
  const end = (level: number, side: 0 | 1) => medianWithInterval(values, 2 * level).interval?.[side] ?? Number.NaN
  const blind = values.length < fewestForMedian(2 * alpha) ? 'few' : null
  const { value, error } = medianStatistic(values)
  return {
    value,
    error,
    certain: false,
    blind: { above: blind, below: blind },
    upper: (level) => end(level, 1),
    lower: (level) => end(level, 0),
    // If the median is at least the limit, each value is so with a probability of at least 1/2.
    chanceAtLeast: (limit) => fairLowerTail(values.filter((one) => one >= limit).length, values.length),
    chanceAtMost: (limit) => fairLowerTail(values.filter((one) => one <= limit).length, values.length),
  }
}

/** The number multiplied by a positive factor. */
export const scaled = (one: Inference, factor: number): Inference => ({
  value: one.value * factor,
  error: one.error * factor,
  certain: one.certain,
  blind: one.blind,
  upper: (alpha) => one.upper(alpha) * factor,
  lower: (alpha) => one.lower(alpha) * factor,
  chanceAtLeast: (limit) => one.chanceAtLeast(limit / factor),
  chanceAtMost: (limit) => one.chanceAtMost(limit / factor),
})

/** Whether the number is at most `limit`, but for a chance of `alpha`. */
export const surelyAtMost = (one: Inference, limit: number, alpha: number): boolean =>
  one.certain ? one.value <= limit : one.chanceAtLeast(limit) <= alpha

/** Whether the number is at least `limit`, but for a chance of `alpha`. */
export const surelyAtLeast = (one: Inference, limit: number, alpha: number): boolean =>
  one.certain ? one.value >= limit : one.chanceAtMost(limit) <= alpha

/** The upper limit, as far as it can be trusted: infinity where it cannot. */
export const trustedUpper = (one: Inference, alpha: number): number =>
  one.blind.above === null ? one.upper(alpha) : Number.POSITIVE_INFINITY

/** The lower limit, as far as it can be trusted: minus infinity where it cannot. */
export const trustedLower = (one: Inference, alpha: number): number =>
  one.blind.below === null ? one.lower(alpha) : Number.NEGATIVE_INFINITY

/** The two-sided interval that misses the number with probability `alpha`, half of it on each side, as far as it can be trusted. */
export const limitsOf = (one: Inference, alpha: number): readonly [number, number] => [
  trustedLower(one, alpha / 2),
  trustedUpper(one, alpha / 2),
]
