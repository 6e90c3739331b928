import { BETA1_POSITIVE, BETA2 } from '../arguments.ts'
import { argument, define, POSITIVE } from '../define.ts'

const source = 'gould/sharpened-eps-saturation'
const parameters = [
  BETA1_POSITIVE,
  BETA2,
  argument('eps', 'constant added to the root', POSITIVE),
  argument('s', 'size of the impulse', POSITIVE),
] as const

/**
 * The k = n - 1 >= 0 that maximises A b1^k / (B b2^(k/2) + eps), A = (1-b1) s, B = sqrt(1-b2) s: the derivative of the
 * logarithm vanishes where b2^(k/2) = eps (-ln b1) / (B (ln b1 - ln(b2)/2)). NaN where b1^2 <= b2: there is no peak, the
 * update shrinks from the start.
 */
function peak(beta1: number, beta2: number, eps: number, s: number): number {
  const growth = Math.log(beta1) - Math.log(beta2) / 2
  if (!(growth > 0)) return Number.NaN
  const power = (eps * -Math.log(beta1)) / (Math.sqrt(1 - beta2) * s * growth)
  return Math.max(0, (2 * Math.log(power)) / Math.log(beta2))
}

export const epsPeakStep = define({
  name: 'eps_peak_step',
  title: 'Step n, a real number, at which the update after an impulse is largest; the recursion peaks at a neighbour',
  source,
  parameters,
  value: (beta1, beta2, eps, s) => peak(beta1, beta2, eps, s) + 1,
})

export const epsPeakHeight = define({
  name: 'eps_peak_height',
  title: 'Largest update after an impulse, without bias correction',
  source,
  parameters,
  value: (beta1, beta2, eps, s) => {
    const k = peak(beta1, beta2, eps, s)
    return ((1 - beta1) * s * beta1 ** k) / (Math.sqrt(1 - beta2) * s * beta2 ** (k / 2) + eps)
  },
})
