import { argument, between, OPEN_UNIT, POSITIVE } from '../define.ts'

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

/** Arguments of the oracles on the stochastic linear problem. */
export const JUMP = argument('C', "size of the rare gradient, the other one is -1; k on ADOPT's toy", POSITIVE)
export const CHANCE = argument('p', 'probability of the rare gradient; 1/k on the toy', OPEN_UNIT)
/** Closer to 1 the integrals would need more than the few million nodes that a prediction may cost. */
export const MEMORY = argument('beta2', 'coefficient of the second moment', between(0, 0.99999))
