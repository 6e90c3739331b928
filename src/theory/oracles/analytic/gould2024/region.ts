import { BETA1, BETA1_POSITIVE, BETA2, STEPS } from '../arguments.ts'
import { argument, define, OPEN_UNIT, REAL } from '../define.ts'
import { biasCorrection } from './max-update.ts'

/** C(beta1, beta2) = 2/b1 - 1/b2 - 1; +Infinity without momentum. */
export const stabilityOf = (beta1: number, beta2: number): number => 2 / beta1 - 1 / beta2 - 1

export const stability = define({
  name: 'stability',
  title: 'C(beta1, beta2) of the continuous-time model, which is stable where C > 0',
  source: 'gould/stable-region',
  parameters: [BETA1, BETA2],
  value: stabilityOf,
})

/** With the kernels' rates (1-b)/b replaced by -ln b, continuous time has the boundary of the recursion itself. */
export const stabilityLog = define({
  name: 'stability_log',
  title: 'ln(beta2) - 2 ln(beta1): positive exactly where the discrete update is bounded',
  source: 'gould/sharpened-discrete-region',
  parameters: [BETA1, BETA2],
  value: (beta1, beta2) => Math.log(beta2) - 2 * Math.log(beta1),
})

export const discreteBoundary = define({
  name: 'discrete_boundary',
  title: 'The beta2 above which the discrete update is bounded: beta1^2',
  source: 'gould/sharpened-discrete-region',
  parameters: [BETA1],
  value: (beta1) => beta1 ** 2,
})

/** C = 0 solved for beta2. */
export const continuousBoundary = define({
  name: 'continuous_boundary',
  title: 'The beta2 above which the continuous-time update is bounded: beta1 / (2 - beta1)',
  source: 'gould/sharpened-discrete-region',
  parameters: [BETA1],
  value: (beta1) => beta1 / (2 - beta1),
})

/** integral of e^(-Cs) over [0, n] */
const decayed = (C: number, n: number) => (C === 0 ? n : -Math.expm1(-C * n) / C)

/** Cauchy-Schwarz with exponential kernels of rates (1-b)/b (continuous-time form). */
export const continuousBound = define({
  name: 'continuous_update_bound',
  title: 'Bound of |u_n| of the continuous-time model, with bias correction',
  source: 'gould/max-update-bound',
  parameters: [STEPS, BETA1_POSITIVE, BETA2],
  value: (n, beta1, beta2) =>
    ((biasCorrection(n, beta1, beta2) * (1 - beta1)) / beta1) *
    Math.sqrt((beta2 / (1 - beta2)) * decayed(stabilityOf(beta1, beta2), n)),
})

/** The curve through a pair of coefficients along which the gradient of C points: dC = (-2 b1^-2, b2^-2). */
export const normalCurve = define({
  name: 'normal_curve',
  title: 'The beta2 at beta1 on the curve beta1^3 + 2 beta2^3 = const through a given pair',
  source: 'gould/growth-rate',
  parameters: [
    argument('beta1', 'where the curve is asked for', REAL),
    argument('through1', 'beta1 of the given pair', OPEN_UNIT),
    argument('through2', 'beta2 of the given pair', OPEN_UNIT),
  ],
  value: (beta1, through1, through2) => Math.cbrt((through1 ** 3 + 2 * through2 ** 3 - beta1 ** 3) / 2),
})

export const levelCurve = define({
  name: 'level_curve',
  title: 'The beta2 at beta1 on the curve of constant C(beta1, beta2); NaN where the level has none in (0, 1)',
  source: 'derived; gould/stable-region',
  parameters: [BETA1_POSITIVE, argument('level', 'value of C', REAL)],
  value: (beta1, level) => {
    const beta2 = 1 / (2 / beta1 - 1 - level)
    return beta2 > 0 && beta2 < 1 ? beta2 : Number.NaN
  },
})
