import type { Argument } from './parameters.ts'
import { magnitude, narrow, over, root, sum, times, type Wide } from './wide.ts'

/** What a method adds up over one period: at phase j the numerator over the square root of the second moment. */
export interface Terms {
  readonly numerators: readonly Wide[]
  readonly moments: readonly Wide[]
}

/** An update rule on its stationary orbit, `eps` = 0 and bias corrections at their limit 1. */
export interface Method {
  /** Ends the names of its oracles, as in `drift_adam`. */
  readonly key: string
  readonly title: string
  /** Claims of the ledger that try it. */
  readonly claims: readonly string[]
  /** What the rule takes besides the problem; beta2 last. */
  readonly parameters: readonly Argument[]
  /**
   * @param gradients one period
   * @param args the values of `parameters`
   */
  terms(gradients: readonly Wide[], ...args: number[]): Terms
}

/** The steps of one period, in units of the step size and towards falling x. */
function steps({ numerators, moments }: Terms): Wide[] {
  return numerators.map((numerator, j) => over(numerator, root(moments[j] as Wide)))
}

/** The drift D: displacement over one period, towards falling x, divided by the step size. */
export function drift(terms: Terms): number {
  return narrow(sum(steps(terms)))
}

/**
 * The drift as a share of the path: D divided by the sum of the steps' sizes, in [-1, 1]. It has D's sign at every
 * scale of the denominators, also where D itself is beyond all doubles.
 */
export function balance(terms: Terms): number {
  const moves = steps(terms)
  return narrow(over(sum(moves), sum(moves.map(magnitude))))
}

/** D times the root of the second moment after phase `phase`: at least 1 where a bound of the form D >= 1 / sqrt(v) holds. */
export function margin(terms: Terms, moment: Wide): number {
  return narrow(times(sum(steps(terms)), root(moment)))
}
