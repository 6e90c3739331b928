import { BETA1, STEP_SIZE } from '../arguments.ts'
import { argument, define, POSITIVE } from '../define.ts'
import { momentumGain } from '../momentum-gain.ts'

const source = 'adamomentum/stationary-variance'
const parameters = [
  STEP_SIZE,
  argument('sigma', "standard deviation of the gradient's noise", POSITIVE),
  argument('H', 'curvature of the quadratic', POSITIVE),
  BETA1,
] as const

/**
 * Var x of x -= eta m, m = b1 m + (1-b1)(H x + sigma xi). With a = eta (1-b1) the iterates are the AR(2) sequence
 * x_(n+1) = (1 + b1 - aH) x_n - b1 x_(n-1) - a sigma xi, whose variance is
 * a^2 sigma^2 (1+b1) / ((1-b1) [(1+b1)^2 - (1+b1-aH)^2]), the solution of the Lyapunov equation.
 * NaN from a H = 2 (1+b1) on, where nothing is stationary.
 */
function variance(eta: number, sigma: number, H: number, beta1: number): number {
  const a = eta * (1 - beta1)
  const margin = 2 * (1 + beta1) - a * H
  return margin > 0 ? (a * sigma ** 2 * (1 + beta1)) / ((1 - beta1) * H * margin) : Number.NaN
}

export const adamVariance = define({
  name: 'stationary_variance_adam',
  title: 'Stationary variance of Adam on a noisy quadratic with its denominator frozen at sigma',
  source,
  parameters,
  value: (alpha, sigma, H, beta1) => variance(alpha / sigma, sigma, H, beta1),
})

export const adamomentumVariance = define({
  name: 'stationary_variance_adamomentum',
  title: 'The same for AdaMomentum, frozen at sigma sqrt((1-beta1)/(1+beta1))',
  source,
  parameters,
  value: (alpha, sigma, H, beta1) => variance((alpha / sigma) * Math.sqrt(momentumGain(beta1)), sigma, H, beta1),
})

/** a sigma^2 / (2H (1-b1)) at small a. */
export const adamVarianceLaw = define({
  name: 'stationary_variance_law',
  title: "Adam's stationary variance for small step sizes: alpha sigma / (2H)",
  source,
  parameters: [parameters[0], parameters[1], parameters[2]],
  value: (alpha, sigma, H) => (alpha * sigma) / (2 * H),
})
