import { BETA1, STEP_SIZE, WEIGHT_DECAY } from '../arguments.ts'
import { argument, define, POSITIVE } from '../define.ts'
import { momentumGain } from '../momentum-gain.ts'

/**
 * <W_n, g_(n-k)> = -eta sum_(i<k) <u_(n-k+i), g_(n-k)> does not vanish as the paper assumes: with momentum the weight
 * has moved along u since g was taken. For stationary gradients of any autocorrelation the growth of ||W||^2 per step is
 * (1+b1)/(1-b1) times eta^2 ||u||^2 (proof at the claim).
 */
export const normGrowthFactor = define({
  name: 'norm_growth_factor',
  title: 'Growth of ||W||^2 per step of a scale-invariant weight, over lr^2 ||u||^2',
  source: 'gould/sharpened-norm-law',
  parameters: [BETA1],
  value: momentumGain,
})

/** The norm at which the growth of that law and the decay 1 - (1 - alpha wd)^2 = 2 alpha wd - (alpha wd)^2 balance. */
export const equilibriumNorm = define({
  name: 'equilibrium_norm',
  title: 'Norm of a scale-invariant weight under AdamW at equilibrium',
  source: 'gould/sharpened-rotation',
  parameters: [STEP_SIZE, WEIGHT_DECAY, BETA1, argument('u', 'norm of the update', POSITIVE)],
  value: (alpha, wd, beta1, u) =>
    alpha * wd < 2 ? u * Math.sqrt((alpha * momentumGain(beta1)) / (2 * wd - alpha * wd ** 2)) : Number.NaN,
})

/** alpha ||u|| / ||W|| at equilibrium, to first order in alpha wd. */
export const rotationPerStep = define({
  name: 'rotation_per_step',
  title: 'Angle by which a scale-invariant weight under AdamW turns per step at equilibrium, small alpha wd',
  source: 'gould/sharpened-rotation',
  parameters: [STEP_SIZE, WEIGHT_DECAY, BETA1],
  value: (alpha, wd, beta1) => Math.sqrt((2 * alpha * wd) / momentumGain(beta1)),
})

export const rotationUncorrected = define({
  name: 'rotation_per_step_uncorrected',
  title: 'The same angle by the norm law without the factor of momentum: sqrt(2 alpha wd)',
  source: 'gould/sharpened-rotation',
  parameters: [STEP_SIZE, WEIGHT_DECAY],
  value: (alpha, wd) => Math.sqrt(2 * alpha * wd),
})
