import type { Blind, Tail } from './blind.ts'
import { chanceAtLeast, chanceAtMost, type Estimate, lowerLimit, upperLimit } from './estimate.ts'
import { chanceMeanAtLeast, chanceMeanAtMost, lowerMean, meanEvidence, upperMean } from './mean-limits.ts'
import { fairLowerTail, fewestForMedian, medianWithInterval } from './median.ts'
import { medianStatistic } from './statistic.ts'

/** What a sample, or the lack of chance, says of one number. */
export interface Inference {
  readonly value: number
  /** Standard error; 0 where nothing was left to chance. */
  readonly error: number
  /** Why no upper, and why no lower limit can be trusted; null if one can. */
  readonly blind: { readonly above: Blind | null; readonly below: Blind | null }
  /** The limit above which the number lies with probability `alpha` at most, where it can be trusted. */
  upper(alpha: number): number
  /** The limit below which it lies with probability `alpha` at most. */
  lower(alpha: number): number
  /** P value of "the number is at least `limit`"; 1 where no upper limit can be trusted. */
  chanceAtLeast(limit: number): number
  /** P value of "the number is at most `limit`". */
  chanceAtMost(limit: number): number
}

const SIGHTED = { above: null, below: null } as const

/** A number that is known. */
export const known = (value: number): Inference => ofEstimate({ value, error: 0, df: 0 })

/** Student's limits of an estimate. */
export const ofEstimate = (estimate: Estimate): Inference => ({
  value: estimate.value,
  error: estimate.error,
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
    blind: evidence.blind,
    upper: (alpha) => upperMean(evidence, alpha),
    lower: (alpha) => lowerMean(evidence, alpha),
    chanceAtLeast: (limit) => chanceMeanAtLeast(evidence, limit),
    chanceAtMost: (limit) => chanceMeanAtMost(evidence, limit),
  }
}

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
  blind: one.blind,
  upper: (alpha) => one.upper(alpha) * factor,
  lower: (alpha) => one.lower(alpha) * factor,
  chanceAtLeast: (limit) => one.chanceAtLeast(limit / factor),
  chanceAtMost: (limit) => one.chanceAtMost(limit / factor),
})

/** Whether the number is at most `limit`, but for a chance of `alpha`. */
export const surelyAtMost = (one: Inference, limit: number, alpha: number): boolean =>
  one.error === 0 ? one.blind.above === null && one.value <= limit : one.chanceAtLeast(limit) <= alpha

/** Whether the number is at least `limit`, but for a chance of `alpha`. */
export const surelyAtLeast = (one: Inference, limit: number, alpha: number): boolean =>
  one.error === 0 ? one.blind.below === null && one.value >= limit : one.chanceAtMost(limit) <= alpha

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
