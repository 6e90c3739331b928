import { argument, COUNT, define, UNIT } from '../define.ts'
import { momentumGain } from '../momentum-gain.ts'
import { gaussianNormFactor } from '../numeric/gaussian.ts'

const BETA = argument('beta', 'discount', UNIT)
const source = 'ahn/momentum-noise'

/** Jensen: the mean of the norm is at most the root of the mean square, (1-b)^2 sum b^(2i) = (1-b)/(1+b). */
export const momentumNoiseBound = define({
  name: 'momentum_noise_bound',
  title: 'Bound of E||EMA of independent noise||, over the root of its mean square sigma',
  source,
  parameters: [BETA],
  value: (beta) => 1 / Math.sqrt(momentumGain(beta)),
})

/** An EMA of Gaussian noise is Gaussian, so only the norm's mean in d dimensions is left. */
export const momentumNoise = define({
  name: 'momentum_noise',
  title: 'Stationary E||EMA of Gaussian noise|| in d dimensions, over sigma',
  source,
  parameters: [BETA, argument('d', 'dimension', COUNT)],
  value: (beta, d) => gaussianNormFactor(d) / Math.sqrt(momentumGain(beta)),
})
