import { crossing } from '../../../../stats/bisect.ts'
import { BETA1, BETA1_POSITIVE } from '../arguments.ts'
import { argument, define, POSITIVE } from '../define.ts'
import { adamDrift, momentumFirstDrift } from './random-drift.ts'
import { CHANCE, JUMP, linear, MEMORY, moment, type TwoPoint } from './two-point.ts'

const source = 'adopt/sharpened-toy-critical'

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

export const randomCriticalRmsprop = define({
  name: 'random_critical_rmsprop',
  title: 'The beta2 above which RMSProp moves towards the optimum of the stochastic linear problem; 0 if always',
  source,
  parameters: [JUMP, CHANCE],
  value: (C, p) => criticalBeta2(linear(C, p), (beta2) => adamDrift(linear(C, p), 0, beta2)),
})

export const randomCriticalAdam = define({
  name: 'random_critical_adam',
  title: 'The same for Adam',
  source,
  parameters: [JUMP, CHANCE, BETA1],
  value: (C, p, beta1) => criticalBeta2(linear(C, p), (beta2) => adamDrift(linear(C, p), beta1, beta2)),
})

export const randomCriticalMomentumFirst = define({
  name: 'random_critical_momentum_first',
  title: 'The same for m_t / sqrt(v_(t-1)); without momentum that is ADOPT, and it is 0',
  source,
  parameters: [JUMP, CHANCE, BETA1],
  value: (C, p, beta1) => criticalBeta2(linear(C, p), (beta2) => momentumFirstDrift(linear(C, p), beta1, beta2)),
})

export const randomCriticalLaw = define({
  name: 'random_critical_gap_law',
  title: 'First-order law of 1 - beta2 at which Adam and RMSProp turn: 2 E g E g^2 / E g^3; NaN unless E g^3 > 0',
  source,
  parameters: [JUMP, CHANCE],
  value: (C, p) => (moment(linear(C, p), 3) > 0 ? gapLaw(linear(C, p)) : Number.NaN),
})

/** Only the share b1 of the numerator is correlated with the denominator. */
export const momentumFirstLaw = define({
  name: 'random_critical_gap_law_momentum_first',
  title: 'The same law for m_t / sqrt(v_(t-1)): divided by beta1',
  source,
  parameters: [JUMP, CHANCE, BETA1_POSITIVE],
  value: (C, p, beta1) => (moment(linear(C, p), 3) > 0 ? gapLaw(linear(C, p)) / beta1 : Number.NaN),
})

/** Upwards from C = delta, below which there is no such problem, to eight times the first-order 2 delta / (1 - b2). */
export const criticalJump = define({
  name: 'random_critical_jump',
  title: 'The C above which Adam diverges on the stochastic problem with mean gradient delta, p = (1+delta)/(C+1)',
  source: 'reddi/thm3',
  parameters: [argument('delta', 'mean gradient', POSITIVE), BETA1, MEMORY],
  value: (delta, beta1, beta2) => {
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
  },
})
