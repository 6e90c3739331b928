import { define } from '../analytic/define.ts'
import { BIG_FIRST, PERIOD } from './parameters.ts'

/**
 * AMSGrad in the dialect that takes the maximum of the corrected v_t / (1 - beta2^t), started on the big gradient.
 *
 * Derivation (claim reddi/amsgrad-dialects): the corrected v is a weighted mean of squares, so never above C^2, and equal to
 * C^2 after the first gradient, where it stays; the first moment keeps the period sum C - P + 1.
 */
export const amsgradOptax = define({
  name: 'drift_amsgrad_optax',
  title: 'Drift per period on problem (1): AMSGrad, maximum of the corrected v, whatever the betas',
  source: 'claim reddi/amsgrad-dialects',
  parameters: [PERIOD, BIG_FIRST],
  value: (P: number, C: number) => (C - P + 1) / C,
})
