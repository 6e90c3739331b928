import { binomialLowerTail } from './binomial.ts'
import { crossing } from './bisect.ts'

/** A share k / n with its confidence interval. */
export interface Share {
  readonly share: number
  readonly interval: readonly [number, number]
}

/**
 * The exact interval of a probability from k successes in n trials (Clopper and Pearson, Biometrika 26, 1934): each end
 * is the probability at which so extreme a count has the chance alpha / 2. It never covers less often than it promises,
 * for any probability and any n; a control that must stay below 1 % needs no less.
 *
 * @param k successes, a whole number from 0 to n
 * @param n trials, a whole number from 1
 * @param alpha probability with which the interval may miss, between 0 and 1; for a one-sided limit give twice its level
 * @throws RangeError if k or n is no such number
 */
export function shareWithInterval(k: number, n: number, alpha: number): Share {
  if (!(Number.isInteger(n) && n >= 1 && Number.isInteger(k) && k >= 0 && k <= n && alpha > 0 && alpha < 1)) {
    throw new RangeError(`the share of ${k} in ${n} at level ${alpha}`)
  }
  // P(Bin(n, p) >= k) rises with p and P(Bin(n, p) <= k) falls. The first is P(Bin(n, 1 - p) <= n - k), without cancellation.
  const low = k === 0 ? 0 : crossing(0, 1, (p) => binomialLowerTail(n - k, n, 1 - p) <= alpha / 2)
  const high = k === n ? 1 : crossing(0, 1, (p) => binomialLowerTail(k, n, p) > alpha / 2)
  return { share: k / n, interval: [low, high] }
}
