import { crossing } from '../../stats/bisect.ts'
import { adamDrift, momentumFirstDrift } from './random-drift.ts'
import { linear, moment, type TwoPoint } from './two-point.ts'

/** First order in 1 - b2: E X / sqrt(v) changes sign at 1 - b2 = 2 E X E X^2 / E X^3. */
const gapLaw = (law: TwoPoint): number => (2 * moment(law, 1) * moment(law, 2)) / moment(law, 3)

// The gap 1 - beta2 is searched in factors of this; a divergent interval that fits between two of them is missed.
const FACTOR = 1.15
const SMALLEST = 1e-5

/**
 * The beta2 above which the drift is positive: downwards from a beta2 far inside the first-order law to the first one at
 * which it is not, then bisection. 0 where the drift is positive at all of them; NaN where E X <= 0, since it is then
 * positive at none near 1, and where the critical gap is below 1e-5.
 */
function criticalBeta2(law: TwoPoint, drift: (beta2: number) => number): number {
  if (!(moment(law, 1) > 0)) return Number.NaN
  const expected = gapLaw(law)
  let safe = Math.max(SMALLEST, Math.min(expected > 0 ? expected : 1, 1) / 8)
  if (!(drift(1 - safe) > 0)) return Number.NaN
  while (safe < 1) {
    const gap = Math.min(1, safe * FACTOR)
    if (!(drift(1 - gap) > 0)) return 1 - crossing(safe, gap, (x) => drift(1 - x) > 0)
    safe = gap
  }
  return 0
}

export const randomCriticalAdam = (C: number, p: number, beta1: number): number =>
  criticalBeta2(linear(C, p), (beta2) => adamDrift(linear(C, p), beta1, beta2))

export const randomCriticalMomentumFirst = (C: number, p: number, beta1: number): number =>
  criticalBeta2(linear(C, p), (beta2) => momentumFirstDrift(linear(C, p), beta1, beta2))

/** Upwards from C = delta, below which there is no such problem, to eight times the first-order 2 delta / (1 - b2). */
export function randomCriticalJump(delta: number, beta1: number, beta2: number): number {
  const converges = (C: number) => adamDrift(linear(C, (1 + delta) / (C + 1)), beta1, beta2) > 0
  const most = 8 * Math.max(1 + delta, (2 * delta) / (1 - beta2))
  let low = Math.max(1, delta) * FACTOR
  if (!converges(low)) return Number.NaN
  while (low < most) {
    const high = low * FACTOR
    if (!converges(high)) return crossing(low, high, converges)
    low = high
  }
  return Number.NaN
}
