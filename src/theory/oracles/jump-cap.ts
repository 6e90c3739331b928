import { spend } from '../../budget/meter.ts'

// The sum needs about 80 / (1 - r) terms, r = beta1^2 / beta2: closer to 1 it is not a prediction to wait for.
const SLOWEST = 1 - 1e-6

/**
 * After a spike S the total move of AdaMomentum, over alpha. Here v_i = (1-b2) (1-b1)^2 S^2 sum_(j<=i) b2^(i-j) b1^(2j), so with r = b1^2 / b2 the i-th term is
 * (b1 / sqrt b2)^i sqrt((1-r) / (1-r^(i+1))), over sqrt(1-b2). Summed until a term no longer counts.
 */
export function jumpCapAdamomentum(beta1: number, beta2: number): number {
  const r = beta1 ** 2 / beta2
  if (r >= 1) return Number.POSITIVE_INFINITY
  if (r > SLOWEST) return Number.NaN
  const root = Math.sqrt(r)
  let sum = 0
  let power = 1
  // What is left out is below power / (1 - root), as each later term is below root times the one before.
  while (power > 1e-17 * (1 - root) * (sum + 1)) {
    spend(2)
    sum += power * Math.sqrt((1 - r) / (1 - r * power * power))
    power *= root
  }
  return sum / Math.sqrt(1 - beta2)
}
