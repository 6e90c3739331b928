import { GAP, HORIZON, SMOOTHNESS } from '../arguments.ts'
import { type Argument, argument, define, POSITIVE, UNIT } from '../define.ts'

const EPS = argument('eps', 'accuracy, at most C', POSITIVE)
const C = argument('C', 'G + sigma; in experiments the constant kappa that takes its place', POSITIVE)
const LAMBDA = argument('lambda', 'weight of the spread', POSITIVE)
const scale = (factor: number, by: string): Argument =>
  argument('factor', `${factor} with proved constants, ${by}`, POSITIVE)
const BETA_FACTOR = scale(5, '10 in the paper as recalled, 1 in experiments')
const RADIUS_FACTOR = scale(1, '1/4 in the paper as recalled')

/** 1 - (eps / (factor C))^2; NaN where the accuracy asks for no averaging at all. */
function discount(eps: number, c: number, factor: number): number {
  const gap = (eps / (factor * c)) ** 2
  return gap <= 1 ? 1 - gap : Number.NaN
}

export const rateBeta = define({
  name: 'ahn_beta',
  title: 'Discount for accuracy eps: 1 - (eps / (factor C))^2',
  source: 'ahn/nonsmooth-rate',
  parameters: [EPS, C, BETA_FACTOR],
  value: discount,
})

/** lambda = L^2 / eps turns it into the radius of the smooth case, (1 - beta) eps / L. */
export const rateRadius = define({
  name: 'ahn_radius',
  title: 'Radius of a step for accuracy eps: factor (1 - beta) sqrt(eps / lambda)',
  source: 'ahn/nonsmooth-rate',
  parameters: [EPS, argument('beta', 'discount', UNIT), LAMBDA, RADIUS_FACTOR],
  value: (eps, beta, lambda, factor) => factor * (1 - beta) * Math.sqrt(eps / lambda),
})

export const nonsmoothSteps = define({
  name: 'nonsmooth_steps',
  title: 'Steps after which the certificate is at most 4.2 eps, with factors 5 and 1',
  source: 'ahn/nonsmooth-rate',
  parameters: [EPS, C, GAP, LAMBDA],
  value: (eps, c, Delta, lambda) =>
    eps <= c ? 25 * (c / eps) ** 2 * Math.max(Delta * Math.sqrt(lambda) * eps ** -1.5, c / eps) : Number.NaN,
})

/** The constant of that guarantee: the five terms of the conversion bound at these parameters (same claim). */
export const nonsmoothGuarantee = define({
  name: 'nonsmooth_guarantee',
  title: 'What the certificate is at most after `nonsmooth_steps`',
  source: 'ahn/nonsmooth-rate',
  parameters: [EPS],
  value: (eps) => 4.2 * eps,
})

export const nonsmoothAccuracy = define({
  name: 'nonsmooth_accuracy',
  title: 'Accuracy within reach of T steps: (C^2 Delta lambda^(1/2) / T)^(2/7)',
  source: 'ahn/nonsmooth-rate; with lambda = H/2 also ahn/second-order-rate',
  parameters: [HORIZON, C, GAP, LAMBDA],
  value: (T, c, Delta, lambda) => ((c ** 2 * Delta * Math.sqrt(lambda)) / T) ** (2 / 7),
})

export const smoothAccuracy = define({
  name: 'smooth_accuracy',
  title: 'Accuracy within reach of T steps on an L-smooth objective: (C^2 Delta L / T)^(1/4)',
  source: 'ahn/smooth-rate',
  parameters: [HORIZON, C, GAP, SMOOTHNESS],
  value: (T, c, Delta, L) => ((c ** 2 * Delta * L) / T) ** (1 / 4),
})
