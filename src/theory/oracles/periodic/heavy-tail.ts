import { above, argument, define } from '../analytic/define.ts'
import { BETA1 } from './parameters.ts'

const K = argument('k', "parameter of ADOPT's toy: the big gradient comes with probability 1 / k", above(1))

/**
 * The largest beta2 at which ACProp's mean inverse denominator is infinite on ADOPT's toy; 0 if at none.
 *
 * Derivation (claim acprop/sharpened-heavy-tail): between two big gradients 1 / sqrt(s) grows by the smaller of beta2^(-1/2) and
 * 1 / beta1 a step, and a run without a big gradient survives a step with probability q = 1 - 1/k. The mean is infinite iff
 * q times that growth is at least 1: iff beta2 <= q^2 and beta1 <= q.
 */
export const heavyTail = define({
  name: 'acprop_infinite_mean_beta2',
  title: "Largest beta2 at which ACProp's mean inverse denominator is infinite on ADOPT's toy; 0 if at none",
  source: 'claim acprop/sharpened-heavy-tail',
  parameters: [K, BETA1],
  value: (k: number, beta1: number) => (beta1 <= 1 - 1 / k ? (1 - 1 / k) ** 2 : 0),
})
