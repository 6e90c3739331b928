import { STEP_SIZE } from '../arguments.ts'
import { argument, define, POSITIVE } from '../define.ts'

/**
 * Kramers: with step alpha / Q, Q = sigma, the noise has temperature alpha sigma / 2 and tau ~ (1 / rate) e^(barrier /
 * temperature); AdaMomentum's step is `gain` times as long, in the prefactor as in the temperature.
 */
export const escapeTimeRatio = define({
  name: 'escape_time_ratio',
  title: "Escape time of Adam over AdaMomentum's from a well, Gaussian noise, small step size",
  source: 'adamomentum/escape-faster',
  parameters: [
    argument('barrier', 'height of the barrier', POSITIVE),
    STEP_SIZE,
    argument('sigma', 'standard deviation of the noise', POSITIVE),
    argument('gain', "step of AdaMomentum over Adam's: adamomentum_step_gain(0, 0, beta1)", POSITIVE),
  ],
  value: (barrier, alpha, sigma, gain) => gain * Math.exp(((2 * barrier) / (alpha * sigma)) * (1 - 1 / gain)),
})
