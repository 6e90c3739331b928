import { BETA1 } from '../arguments.ts'
import { define } from '../define.ts'
import { quotientMean } from './laplace.ts'
import { CHANCE, JUMP, linear, MEMORY, moment, type TwoPoint } from './two-point.ts'

// Drifts are mean steps towards the optimum, divided by the step size, stationary v, eps = 0, away from the walls.
const source = 'adopt/toy-drift'

/** E V^-1/2 */
const inverseRoot = (law: TwoPoint, beta2: number) => quotientMean(law, beta2, { power: 0.5, beta1: null })

/** E m / sqrt(V): Adam; RMSProp is beta1 = 0. */
export const adamDrift = (law: TwoPoint, beta1: number, beta2: number): number =>
  quotientMean(law, beta2, { power: 0.5, beta1 })

/** The denominator is of the past, so the gradient's mean factors out: E X E V^-1/2, of the sign of E X. */
export const adoptDrift = (law: TwoPoint, beta2: number): number => moment(law, 1) * inverseRoot(law, beta2)

/** m_t over sqrt(v_(t-1)): (1-b1) times the new gradient's share, which is ADOPT's, and b1 m_(t-1) over its own v. */
export const momentumFirstDrift = (law: TwoPoint, beta1: number, beta2: number): number =>
  (1 - beta1) * adoptDrift(law, beta2) + beta1 * adamDrift(law, beta1, beta2)

export const randomDriftAdopt = define({
  name: 'random_drift_adopt',
  title: 'Mean step of unclipped ADOPT on the stochastic linear problem, whatever beta1',
  source,
  parameters: [JUMP, CHANCE, MEMORY],
  value: (C, p, beta2) => adoptDrift(linear(C, p), beta2),
})

/** Momentum after the division averages steps and leaves their mean as it is. */
export const randomDriftRmsprop = define({
  name: 'random_drift_rmsprop',
  title: 'Mean step of RMSProp on the stochastic linear problem; also of ADOPT with v_t for v_(t-1), whatever beta1',
  source,
  parameters: [JUMP, CHANCE, MEMORY],
  value: (C, p, beta2) => adamDrift(linear(C, p), 0, beta2),
})

export const randomDriftAdam = define({
  name: 'random_drift_adam',
  title: 'Mean step of Adam on the stochastic linear problem',
  source: `${source}; reddi/thm3`,
  parameters: [JUMP, CHANCE, BETA1, MEMORY],
  value: (C, p, beta1, beta2) => adamDrift(linear(C, p), beta1, beta2),
})

export const randomDriftMomentumFirst = define({
  name: 'random_drift_momentum_first',
  title: 'Mean step of m_t / sqrt(v_(t-1)) on the stochastic linear problem: ADOPT with the momentum taken first',
  source,
  parameters: [JUMP, CHANCE, BETA1, MEMORY],
  value: (C, p, beta1, beta2) => momentumFirstDrift(linear(C, p), beta1, beta2),
})

/** v comes as close to max(C, 1)^2 as one likes in some run of rare gradients, and the maximum keeps it. */
export const randomDriftAmsgrad = define({
  name: 'random_drift_amsgrad',
  title: 'Limit of the mean step of AMSGrad on the stochastic linear problem; soon reached for small beta2 only',
  source: 'adopt/amsgrad-slow',
  parameters: [JUMP, CHANCE],
  value: (C, p) => moment(linear(C, p), 1) / Math.max(C, 1),
})

export const randomInverseRoot = define({
  name: 'random_inverse_root',
  title: 'E V^(-1/2) of the stationary second moment on the stochastic linear problem',
  source: 'derived; adopt/toy-drift',
  parameters: [JUMP, CHANCE, MEMORY],
  value: (C, p, beta2) => inverseRoot(linear(C, p), beta2),
})

/** Of independent numerator and denominator. */
export const adoptMeanSquare = (law: TwoPoint, beta2: number): number =>
  moment(law, 2) * quotientMean(law, beta2, { power: 1, beta1: null })

export const randomMeanSquare = define({
  name: 'random_mean_square_adopt',
  title: 'E u^2 of u = g_t / sqrt(v_(t-1)) on the stochastic linear problem',
  source: 'adopt/sharpened-boundary-layer',
  parameters: [JUMP, CHANCE, MEMORY],
  value: (C, p, beta2) => adoptMeanSquare(linear(C, p), beta2),
})
