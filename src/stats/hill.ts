import { erlangLimit } from './erlang.ts'

/** The exponent a of a tail P(X > x) ~ c x^-a. */
export interface TailIndex {
  /** Hill's estimate; Infinity where the largest values are all equal, NaN where fewer than two values are positive. */
  readonly index: number
  readonly interval: readonly [number, number]
  /** How many of the largest values it rests on. */
  readonly top: number
}

/**
 * The usual number of largest values: the root of n. The tail's exponent shows in the limit only; more values would
 * narrow the interval but bring in the body of the law, whose bias no interval includes.
 */
export function usualTop(n: number): number {
  return Math.max(1, Math.floor(Math.sqrt(n)))
}

/**
 * Hill's estimator of the tail index (Hill, Annals of Statistics 3, 1975): one over the mean of ln(X_i / X_{k+1}) over
 * the k largest values. Beyond a power law's threshold these logarithms are exponential variables of mean 1 / a
 * (Renyi's representation), so k a / estimate has the Erlang law of shape k and the interval is exact there.
 *
 * @param values independent, one a seed; the upper tail is meant, so give |x| for both tails. Values that are not positive
 *   only count as not being among the largest; a NaN makes the index NaN
 * @param alpha probability with which the interval may miss the index
 * @param top how many of the largest, the root of their number unless said otherwise
 */
export function tailIndex(values: readonly number[], alpha: number, top = usualTop(values.length)): TailIndex {
  const unknown = { index: Number.NaN, interval: [Number.NaN, Number.NaN], top: 0 } as const
  if (values.some(Number.isNaN)) return unknown
  const sorted = values.filter((value) => value > 0).sort((a, b) => b - a)
  const k = Math.min(top, sorted.length - 1)
  const threshold = sorted[k]
  if (!(k >= 1) || threshold === undefined) return unknown
  // ln X - ln u rather than ln(X / u): the quotient can overflow.
  const excess = sorted.slice(0, k).reduce((sum, value) => sum + Math.log(value) - Math.log(threshold), 0)
  return {
    index: k / excess,
    interval: [erlangLimit(k, 1 - alpha / 2) / excess, erlangLimit(k, alpha / 2) / excess],
    top: k,
  }
}

/**
 * Whether E X^order is finite, which it is iff the tail index exceeds the order: order 1 asks for the mean, 2 for the
 * variance. `unknown` where the interval of the index contains the order. A finite sample cannot see a tail that
 * begins beyond its largest value; `finite` is about the tail that shows.
 */
export function momentIs({ interval }: TailIndex, order: number): 'finite' | 'infinite' | 'unknown' {
  if (interval[0] > order) return 'finite'
  if (interval[1] <= order) return 'infinite'
  return 'unknown'
}
