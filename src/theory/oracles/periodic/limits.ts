import { type Argument, define } from '../analytic/define.ts'
import type { Oracle } from '../oracle.ts'
import { BETA1, BETA1_CENTRED } from './parameters.ts'

/**
 * The limit of (1 - beta2*) P^2 for P = C -> infinity at fixed beta1 (claim acprop/sharpened-p2-law).
 *
 * Derivation: with gamma = 1 - beta2 ~ c / P^2 the moment is nearly constant over a period. If a period injects the energy E,
 * the moment's mean is E / P; the decay lowers it by gamma E evenly over the period, so it is gamma E / 2 below its mean just
 * before the big gradient and gamma (e_j - E / 2) above it j steps later, e_j the energy of phases 0..j. Dividing by its root
 * takes half of that relative excess off a step. The numerators, which add up to 1, are P w_j - 1 to first order, w_j
 * the share of the big gradient in the numerator of phase j; the excesses add up to 0; so the drift vanishes where
 *   1 = (c / 2) sum over j of w_j (e_j / E - 1/2),   with e_(j-1) for e_j where the denominator is delayed.
 * RMSProp has w_0 = 1, momentum w_j = (1 - b) b^j, b = beta1. To first order e_j = E for v; e_j / E = 1 - b^(2j+2) for the
 * average of m^2; and e_j is proportional to 1 + (1 - b) (1 - b^(2j)) / (1 + b) for that of (g - m)^2.
 */
function limit(
  key: string,
  method: string,
  parameters: readonly Argument[],
  value: (...args: number[]) => number,
): Oracle {
  return define({
    name: `limit_p2_${key}`,
    title: `Limit of (1 - beta2*) P^2 on problem (1) for long periods: ${method}`,
    source: 'claim acprop/sharpened-p2-law',
    parameters: [...parameters],
    value,
  })
}

/**
 * Where the sum over j is 0 or less, no beta2 with 1 - beta2 ~ 1 / P^2 diverges, and (1 - beta2*) P^2 grows beyond all
 * bounds. That is not convergence for every beta2: at fixed beta2 the drift of m_t / sqrt(v_(t-1)) is near -beta1 P.
 */
const ifPositive = (half: number, value: number) => (half > 0 ? value : Number.POSITIVE_INFINITY)

/** 1 + b + b^2 = (1 - b^3) / (1 - b), from the sums of b^(3j). */
const cubic = (b: number) => 1 + b + b * b

export const LIMITS = [
  limit('rmsprop', 'RMSProp', [], () => 4),
  limit('adam', 'Adam', [BETA1], () => 4),
  limit('adabelief', 'AdaBelief', [BETA1_CENTRED], (b: number) => (4 * cubic(b)) / (b * (2 + b))),
  limit('adamomentum', 'AdaMomentum', [BETA1], (b: number) => (4 * cubic(b)) / (1 + b - b * b)),
  limit('momentum_first', 'm_t / sqrt(v_(t-1)); infinite for beta1 <= 1/2', [BETA1], (b: number) =>
    ifPositive(b - 1 / 2, 2 / (b - 1 / 2)),
  ),
  limit('acprop_m', 'ACProp with m_t; infinite for 2 beta1^3 + 2 beta1^2 <= 1', [BETA1_CENTRED], (b: number) => {
    const half = 2 * b ** 3 + 2 * b ** 2 - 1
    return ifPositive(half, (4 * cubic(b)) / half)
  }),
  limit('acprop_s_now', 'ACProp with s_t for s_(t-1)', [BETA1_CENTRED], (b: number) => 4 / b),
]
