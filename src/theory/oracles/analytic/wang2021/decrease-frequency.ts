import { BETA1 } from '../arguments.ts'
import { argument, define, NON_NEGATIVE } from '../define.ts'
import { momentumGain } from '../momentum-gain.ts'
import { gaussianBelow } from '../numeric/gaussian.ts'

/**
 * v falls where m_t^2 < v_(t-1), and v stays near E m^2 = mu^2 + s^2, s^2 the variance of m: the probability of
 * |mu + s N| < sqrt(mu^2 + s^2). It is P(|N| < 1) = .6827 at mu = 0.
 */
export const decreaseFrequency = define({
  name: 'decrease_frequency',
  title: "Frequency of steps at which AdaMomentum's second moment falls, Gaussian noise, beta2 near 1",
  source: 'adamomentum/sharpened-v-not-monotone',
  parameters: [
    argument('snr', 'mean of the gradients over the standard deviation of their noise', NON_NEGATIVE),
    BETA1,
  ],
  value: (snr, beta1) => {
    const mean = snr * Math.sqrt(momentumGain(beta1))
    const root = Math.hypot(mean, 1)
    return gaussianBelow(root - mean) - gaussianBelow(-root - mean)
  },
})
