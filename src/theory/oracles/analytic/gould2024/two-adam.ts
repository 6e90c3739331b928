import { BETA1, STEP_SIZE, WEIGHT_DECAY } from '../arguments.ts'
import { argument, define, POSITIVE } from '../define.ts'
import { momentumGain } from '../momentum-gain.ts'

const source = 'gould/two-adam'

/** (1 - alpha wd)^2, by which AdamW's decay multiplies the squared norm; NaN unless it is in (0, 1). */
function decay(alpha: number, wd: number): number {
  return alpha * wd < 1 ? (1 - alpha * wd) ** 2 : Number.NaN
}

export const twoAdamBeta2 = define({
  name: 'two_adam_beta2',
  title: 'Second-stage beta2 of the 2-Adam that a scale-invariant weight under AdamW follows',
  source,
  parameters: [STEP_SIZE, WEIGHT_DECAY],
  value: decay,
})

export const twoAdamFactor = define({
  name: 'two_adam_factor',
  title: 'Factor of the EMA of ||u||^2 under the root of the second stage',
  source,
  parameters: [BETA1],
  value: momentumGain,
})

export const twoAdamStep = define({
  name: 'two_adam_step',
  title: 'Step on the sphere of the equivalent 2-Adam: sqrt((1 - beta2) / beta2) of its second stage',
  source,
  parameters: [STEP_SIZE, WEIGHT_DECAY],
  value: (alpha, wd) => Math.sqrt((1 - decay(alpha, wd)) / decay(alpha, wd)),
})

/** The value at which the second stage's EMA stands for the initial norm. */
export const twoAdamStart = define({
  name: 'two_adam_start',
  title: 'Start of the EMA of ||u||^2 of the second stage',
  source,
  parameters: [STEP_SIZE, WEIGHT_DECAY, BETA1, argument('norm', 'norm of the weight at the start', POSITIVE)],
  value: (alpha, wd, beta1, norm) => (norm ** 2 * (1 - decay(alpha, wd))) / alpha ** 2 / momentumGain(beta1),
})
