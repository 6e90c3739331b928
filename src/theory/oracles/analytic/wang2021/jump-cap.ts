import { spend } from '../../../../budget/meter.ts'
import { BETA1, BETA2 } from '../arguments.ts'
import { define } from '../define.ts'

// The sum needs about 80 / (1 - r) terms, r = beta1^2 / beta2: closer to 1 it is not a prediction to wait for.
const SLOWEST = 1 - 1e-6

const source = 'adamomentum/sharpened-jump-cap'

/** After a spike S: m = (1-b1) b1^i S, v = (1-b2) b2^i S^2; the sum of m / sqrt(v) over i is a geometric series. */
export const adamJumpCap = define({
  name: 'jump_cap_adam',
  title: 'Total move of Adam after one spike in a quiet phase, over alpha; infinite from beta1^2 = beta2 on',
  source,
  parameters: [BETA1, BETA2],
  value: (beta1, beta2) =>
    beta1 ** 2 < beta2 ? (1 - beta1) / (1 - beta1 / Math.sqrt(beta2)) / Math.sqrt(1 - beta2) : Number.POSITIVE_INFINITY,
})

/**
 * Here v_i = (1-b2) (1-b1)^2 S^2 sum_(j<=i) b2^(i-j) b1^(2j), so with r = b1^2 / b2 the i-th term is
 * (b1 / sqrt b2)^i sqrt((1-r) / (1-r^(i+1))), over sqrt(1-b2). Summed until a term no longer counts.
 */
export const adamomentumJumpCap = define({
  name: 'jump_cap_adamomentum',
  title: 'The same for AdaMomentum; NaN within 1e-6 of beta1^2 = beta2',
  source,
  parameters: [BETA1, BETA2],
  value: (beta1, beta2) => {
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
  },
})
