import { clipLevelRandom } from './clip-level-random.ts'
import { adamomentumConstantUpdate } from './constant-update.ts'
import { randomCriticalAdam, randomCriticalJump, randomCriticalMomentumFirst } from './critical.ts'
import { gaussianNormFactor, gaussianTail } from './gaussian.ts'
import { jumpCapAdamomentum } from './jump-cap.ts'
import { oneMinusPower } from './powers.ts'
import { adamDrift, adoptDrift, adoptMeanSquare, inverseRoot, momentumFirstDrift } from './random-drift.ts'
import { rmspropLimit } from './rmsprop-limit.ts'
import { theorem2Condition, theorem2Period } from './theorem2.ts'
import { linear } from './two-point.ts'

/**
 * What pages of predictions call by name because no formula of the language states it: series, integrals, roots. The arguments come in the order of the page's parameters, and within their ranges.
 */
export const CODE: ReadonlyMap<string, (...args: number[]) => number> = new Map<string, (...args: number[]) => number>([
  ['expm1', Math.expm1],
  ['log1p', Math.log1p],
  ['one_minus_power', oneMinusPower],
  ['gaussian_tail', gaussianTail],
  ['gaussian_norm_factor', gaussianNormFactor],
  ['random_inverse_root', (C, p, beta2) => inverseRoot(linear(C, p), beta2)],
  ['random_drift_adopt', (C, p, beta2) => adoptDrift(linear(C, p), beta2)],
  ['random_drift_adam', (C, p, beta1, beta2) => adamDrift(linear(C, p), beta1, beta2)],
  ['random_drift_momentum_first', (C, p, beta1, beta2) => momentumFirstDrift(linear(C, p), beta1, beta2)],
  ['random_mean_square_adopt', (C, p, beta2) => adoptMeanSquare(linear(C, p), beta2)],
  ['random_critical_adam', randomCriticalAdam],
  ['random_critical_momentum_first', randomCriticalMomentumFirst],
  ['random_critical_jump', randomCriticalJump],
  ['clip_level_random', clipLevelRandom],
  ['rmsprop_limit', rmspropLimit],
  ['adamomentum_constant_update', adamomentumConstantUpdate],
  ['jump_cap_adamomentum', jumpCapAdamomentum],
  ['reddi_thm2_condition', theorem2Condition],
  ['reddi_thm2_period', theorem2Period],
])
