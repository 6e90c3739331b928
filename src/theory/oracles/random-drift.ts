import { quotientMean } from './laplace.ts'
import { moment, type TwoPoint } from './two-point.ts'

// Drifts are mean steps towards the optimum, divided by the step size, stationary v, eps = 0, away from the walls.

/** E V^-1/2 */
export const inverseRoot = (law: TwoPoint, beta2: number): number =>
  quotientMean(law, beta2, { power: 0.5, beta1: null })

/** E m / sqrt(V): Adam; RMSProp is beta1 = 0. */
export const adamDrift = (law: TwoPoint, beta1: number, beta2: number): number =>
  quotientMean(law, beta2, { power: 0.5, beta1 })

/** The denominator is of the past, so the gradient's mean factors out: E X E V^-1/2, of the sign of E X. */
export const adoptDrift = (law: TwoPoint, beta2: number): number => moment(law, 1) * inverseRoot(law, beta2)

/** m_t over sqrt(v_(t-1)): (1-b1) times the new gradient's share, which is ADOPT's, and b1 m_(t-1) over its own v. */
export const momentumFirstDrift = (law: TwoPoint, beta1: number, beta2: number): number =>
  (1 - beta1) * adoptDrift(law, beta2) + beta1 * adamDrift(law, beta1, beta2)

/** E u^2 of u = g_t / sqrt(v_(t-1)), of independent numerator and denominator. */
export const adoptMeanSquare = (law: TwoPoint, beta2: number): number =>
  moment(law, 2) * quotientMean(law, beta2, { power: 1, beta1: null })
