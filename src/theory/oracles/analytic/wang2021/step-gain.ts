import { BETA1 } from '../arguments.ts'
import { argument, define, NON_NEGATIVE } from '../define.ts'
import { momentumGain } from '../momentum-gain.ts'

const source = 'adamomentum/noise-gain'
const parameters = [
  argument('snr', 'mean of the gradients over the standard deviation of their noise', NON_NEGATIVE),
  argument('rho', 'correlation of successive noises, AR(1); 0 for independent ones', {
    text: '(-1, 1)',
    holds: (x) => Math.abs(x) < 1,
  }),
  BETA1,
] as const

/** E m^2 over the variance of AR(1) noise: (1-b1)/(1+b1) [1 + 2 sum_k (b1 rho)^k]. */
const averagedNoise = (beta1: number, rho: number) => momentumGain(beta1 * rho) / momentumGain(beta1)

/** (mu^2 + E m_noise^2) / (mu^2 + sigma^2), in units of the noise. */
const ratio = (snr: number, rho: number, beta1: number) => (snr ** 2 + averagedNoise(beta1, rho)) / (snr ** 2 + 1)

export const adamomentumMomentRatio = define({
  name: 'adamomentum_moment_ratio',
  title: "Stationary E v of AdaMomentum over Adam's",
  source,
  parameters,
  value: ratio,
})

export const adamomentumStepGain = define({
  name: 'adamomentum_step_gain',
  title: "Step of AdaMomentum over Adam's, beta2 near 1: sqrt((1+beta1)/(1-beta1)) on independent noise of mean 0",
  source,
  parameters,
  value: (snr, rho, beta1) => 1 / Math.sqrt(ratio(snr, rho, beta1)),
})
