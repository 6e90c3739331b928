import { define } from '../analytic/define.ts'
import { BETA1, PERIOD } from './parameters.ts'

/**
 * The first two terms of 1 - beta2* for Adam on problem (1) with C = P, up to O(P^-4): it converges iff 1 - beta2 is below
 * 4 / P^2 (1 + (4/3 + 2 beta1 / (1 - beta1)) / P).
 *
 * Derivation: as in limits.ts, one order further, with c = (1 - beta2) P^2 and the moment relative to its mean. Momentum
 * delays the big gradient by beta1 / (1 - beta1) steps on average, and the moment falls by c / P^2 a step, so the excess c / (2 P)
 * that it meets shrinks by the factor 1 - 2 beta1 / ((1 - beta1) P). For beta1 = 0 the excess is (c / 2)(1 - 2/P) / P +
 * c^2 / (12 P^2), and half of P + 1 times it is (c / 4)(1 - 1/P) + c^2 / (24 P); the squares of the excesses in 1 / sqrt(1 + e) add
 * (3/8) c^2 / (4 P) at the big gradient and take off (3/8) c^2 / (12 P) over the period. At c = 4 that leaves
 * 0 = 1 - (c / 4) + (1 - 2/3 + 3/2 - 1/2) / P, hence 4/3. Without the 4/3 it errs by 16 / (3 P^3).
 */
export const gapRule = define({
  name: 'gap_rule_adam',
  title: '1 - beta2* of Adam on problem (1) to second order in 1 / P; beta1 = 0 is RMSProp',
  source: 'claims reddi/sharpened-default-adam and acprop/sharpened-p2-law, with a term that they leave out',
  parameters: [PERIOD, BETA1],
  value: (P: number, beta1: number) => (4 / P ** 2) * (1 + (4 / 3 + (2 * beta1) / (1 - beta1)) / P),
})
