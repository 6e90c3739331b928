import { BETA1, BETA1_POSITIVE, BETA2, STEPS } from '../arguments.ts'
import { define } from '../define.ts'
import { momentumGain } from '../momentum-gain.ts'
import { geometricSum, oneMinusPower } from '../numeric/powers.ts'

const source = 'gould/sharpened-discrete-sup'

/**
 * U_n = (1-b1) / sqrt(1-b2) sqrt((1-r^n) / (1-r)), r = b1^2 / b2: the supremum of |m_n| / sqrt(v_n) over all gradient
 * sequences, eps = 0. Cauchy-Schwarz on m_n = (1-b1) sum_j b1^(n-j) g_j with weights b2^(n-j); equality at
 * g_j = (b2/b1)^j.
 */
export function maxUpdateUncorrected(n: number, beta1: number, beta2: number): number {
  const sum = geometricSum(2 * Math.log(beta1) - Math.log(beta2), n)
  return ((1 - beta1) / Math.sqrt(1 - beta2)) * Math.sqrt(sum)
}

/** The factor by which Adam's bias corrections change m_n / sqrt(v_n). */
export const biasCorrection = (n: number, beta1: number, beta2: number): number =>
  Math.sqrt(oneMinusPower(beta2, n)) / oneMinusPower(beta1, n)

/** The supremum of Adam's update, with bias corrections: U_n sqrt(1-b2^n) / (1-b1^n). */
export const maxUpdateOf = (n: number, beta1: number, beta2: number): number =>
  biasCorrection(n, beta1, beta2) * maxUpdateUncorrected(n, beta1, beta2)

export const maxUpdate = define({
  name: 'max_update',
  title: 'Supremum of |u_n| of Adam over all gradients, with bias correction, eps = 0',
  source,
  parameters: [STEPS, BETA1, BETA2],
  value: maxUpdateOf,
})

export const maxUpdatePlain = define({
  name: 'max_update_uncorrected',
  title: 'Supremum of |m_n| / sqrt(v_n) over all gradients, eps = 0',
  source,
  parameters: [STEPS, BETA1, BETA2],
  value: maxUpdateUncorrected,
})

export const maxUpdateLimit = define({
  name: 'max_update_limit',
  title: "Supremum of Adam's update over all gradients and steps; infinite from beta1^2 = beta2 on",
  source,
  parameters: [BETA1, BETA2],
  value: (beta1, beta2) =>
    beta1 ** 2 < beta2
      ? (1 - beta1) * Math.sqrt(beta2 / ((1 - beta2) * (beta2 - beta1 ** 2)))
      : Number.POSITIVE_INFINITY,
})

/** On beta2 = beta1^2 all terms of the sum in U_n are equal, and (1-b1)^2 / (1-b1^2) = (1-b1) / (1+b1). */
export const boundaryUpdate = define({
  name: 'boundary_update',
  title: 'Supremum of |m_n| / sqrt(v_n) at beta2 = beta1^2: proportional to sqrt(n)',
  source: 'gould/boundary-sqrt',
  parameters: [STEPS, BETA1_POSITIVE],
  value: (n, beta1) => Math.sqrt(n / momentumGain(beta1)),
})

/** The last stage sees some gradient sequence, whatever the stages before it do, and the supremum is over all of them. */
export const kAdamUpdate = define({
  name: 'kadam_max_update',
  title: 'Bound of |u_n| of k-Adam, from the coefficients of its last stage alone',
  source: 'gould/k-adam-algebra',
  parameters: [STEPS, BETA1, BETA2],
  value: maxUpdateOf,
})
