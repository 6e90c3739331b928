import { medianSorted } from 'simple-statistics'

/** P(Bin(n, 1/2) <= k). Summed in logarithms: 2^-n underflows from n = 1075 on. */
export function fairLowerTail(k: number, n: number): number {
  if (k < 0) return 0
  if (k >= n) return 1
  let logChoose = 0
  let sum = 0
  for (let i = 0; i <= k; i++) {
    sum += Math.exp(logChoose - n * Math.LN2)
    logChoose += Math.log((n - i) / (i + 1))
  }
  return Math.min(1, sum)
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
 */
export function medianWithInterval(values: readonly number[], alpha: number): Median {
  const sorted = [...values].sort((a, b) => a - b)
  const median = medianSorted(sorted)
  let rank = 0
  // The r-th smallest value exceeds the median iff fewer than r values are below it.
  while (rank < sorted.length / 2 && fairLowerTail(rank, sorted.length) <= alpha / 2) rank++
  const low = sorted[rank - 1]
  const high = sorted[sorted.length - rank]
  return { median, interval: low === undefined || high === undefined ? null : [low, high] }
}

/** The smallest number of values that have an order-statistic interval at all: 2 * 2^-n <= alpha. */
export function fewestForMedian(alpha: number): number {
  return Math.ceil(1 - Math.log2(alpha))
}
