import { binomialLowerTail } from './binomial.ts'
import { quantile } from './quantile.ts'

/** P(Bin(n, 1/2) <= k). */
export function fairLowerTail(k: number, n: number): number {
  return binomialLowerTail(k, n, 0.5)
}

/** A median with its confidence interval; no interval where there are too few values for one. */
export interface Median {
  readonly median: number
  readonly interval: readonly [number, number] | null
}

/**
 * The order-statistic interval of the median (David and Nagaraja, Order Statistics, 7.1): from the r-th smallest to the
 * r-th largest value, r the largest rank at which each end misses with probability at most alpha / 2. It holds for every
 * continuous law, however heavy its tails.
 *
 * @param values at least one, none of them NaN
 * @param alpha probability with which the interval may miss the median
 * @param lean from 0 to 1/2: the interval then covers every number that lies above a value with a probability from
 *   1/2 - lean to 1/2 + lean
 */
export function medianWithInterval(values: readonly number[], alpha: number, lean = 0): Median {
  const sorted = [...values].sort((a, b) => a - b)
  const median = quantile(sorted, 0.5) ?? Number.NaN
  let rank = 0
  // The r-th smallest value exceeds the median iff fewer than r values are below it: likeliest at the lowest probability.
  while (rank < sorted.length / 2 && binomialLowerTail(rank, sorted.length, 0.5 - lean) <= alpha / 2) rank++
  const low = sorted[rank - 1]
  const high = sorted[sorted.length - rank]
  return { median, interval: low === undefined || high === undefined ? null : [low, high] }
}

/** The smallest number of values that have an order-statistic interval at all: 2 (1/2 + lean)^n <= alpha. */
export function fewestForMedian(alpha: number, lean = 0): number {
  return Math.ceil(Math.log2(2 / alpha) / Math.log2(1 / (0.5 + lean)))
}
