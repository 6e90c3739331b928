import { spend } from '../../budget/meter.ts'
import { oneMinusPower } from './powers.ts'

// beta1^s no longer changes 1 - beta1^s after this many times 1 / (1 - beta1) steps.
const SETTLED = 40

/**
 * mh = g and v / g^2 = (1-b2) sum_s b2^(t-s) (1 - b1^s)^2, summed as the recursion it is while b1^s counts, and from then
 * on as v tends to 1 with the factor b2. From 1/(1-b1) at n = 1 down to 1.
 */
export function adamomentumConstantUpdate(n: number, beta1: number, beta2: number): number {
  const early = Math.min(n, Math.ceil(SETTLED / (1 - beta1)))
  spend(20 * early)
  let v = 0
  for (let s = 1; s <= early; s++) v = beta2 * v + (1 - beta2) * oneMinusPower(beta1, s) ** 2
  const late = n - early
  return Math.sqrt(oneMinusPower(beta2, n) / (v * beta2 ** late + (late > 0 ? oneMinusPower(beta2, late) : 0)))
}
