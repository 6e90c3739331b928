import { spend } from '../../../../budget/meter.ts'
import { BETA1, BETA2, STEPS } from '../arguments.ts'
import { argument, define, NON_NEGATIVE } from '../define.ts'
import { biasCorrection } from '../gould2024/max-update.ts'
import { oneMinusPower } from '../numeric/powers.ts'

/** The part of v that eps feeds is eps (1 - b2^t) / (1 - b2), and the bias correction takes the bracket away. */
export const epsFloor = define({
  name: 'adamomentum_eps_floor',
  title: 'Smallest denominator of AdaMomentum, at every step: sqrt(eps / (1 - beta2))',
  source: 'adamomentum/eps-floor',
  parameters: [argument('eps', 'constant added to v at each step', NON_NEGATIVE), BETA2],
  value: (eps, beta2) => Math.sqrt(eps / (1 - beta2)),
})

/** v_t >= (1-b2) m_t^2, with equality where all gradients before the last are 0. */
export const adamomentumMaxUpdate = define({
  name: 'adamomentum_max_update',
  title: 'Supremum of the update of AdaMomentum at step n over all gradients; at n = 1 it is every update',
  source: 'adamomentum/bounded-update, adamomentum/sharpened-first-step',
  parameters: [STEPS, BETA1, BETA2],
  value: (n, beta1, beta2) => biasCorrection(n, beta1, beta2) / Math.sqrt(1 - beta2),
})

// beta1^s no longer changes 1 - beta1^s after this many times 1 / (1 - beta1) steps.
const SETTLED = 40

/**
 * mh = g and v / g^2 = (1-b2) sum_s b2^(t-s) (1 - b1^s)^2, summed as the recursion it is while b1^s counts, and from then
 * on as v tends to 1 with the factor b2. From 1/(1-b1) at n = 1 down to 1.
 */
export const adamomentumConstant = define({
  name: 'adamomentum_constant_update',
  title: 'Update of AdaMomentum at step n on a constant gradient',
  source: 'derived; adamomentum/bounded-update',
  parameters: [STEPS, BETA1, BETA2],
  value: (n, beta1, beta2) => {
    const early = Math.min(n, Math.ceil(SETTLED / (1 - beta1)))
    spend(20 * early)
    let v = 0
    for (let s = 1; s <= early; s++) v = beta2 * v + (1 - beta2) * oneMinusPower(beta1, s) ** 2
    const late = n - early
    return Math.sqrt(oneMinusPower(beta2, n) / (v * beta2 ** late + (late > 0 ? oneMinusPower(beta2, late) : 0)))
  },
})
