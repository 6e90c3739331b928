/** A random number that is `a` with probability `p`, else `c`. */
export interface TwoPoint {
  readonly a: number
  readonly c: number
  readonly p: number
}

/** The stochastic linear problem in units of its small gradient: C with probability p, else -1. */
export const linear = (C: number, p: number): TwoPoint => ({ a: C, c: -1, p })

/** E X^n */
export const moment = ({ a, c, p }: TwoPoint, n: number): number => p * a ** n + (1 - p) * c ** n
