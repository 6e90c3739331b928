import { STEPS } from '../arguments.ts'
import { argument, define, UNIT } from '../define.ts'
import { momentumGain } from '../momentum-gain.ts'
import { gaussianTail } from '../numeric/gaussian.ts'

const source = 'ahn/clip-needed'

/** M_n = n b^n and V_n = n b^(2n) on g_j = b^j. */
export const clipRatioWorst = define({
  name: 'clip_ratio_worst',
  title: 'M_n / sqrt(V_n) of clipped Adam before the clip on g_j = beta^j: sqrt(n), the largest of all sequences',
  source,
  parameters: [STEPS],
  value: Math.sqrt,
})

/** sum b^i over the root of sum b^(2i). */
export const clipRatioConstant = define({
  name: 'clip_ratio_constant',
  title: 'Limit of M_t / sqrt(V_t) of clipped Adam before the clip on a constant gradient',
  source,
  parameters: [argument('beta', 'discount', UNIT)],
  value: (beta) => Math.sqrt(momentumGain(beta)),
})

/**
 * Long memory makes M Gaussian with variance 1/(1 - beta^2) and V constant at 1/(1 - beta2), in units of the noise: the
 * clip acts where |N| > sqrt((1 - beta^2) / (1 - beta2)), which is 1 for the method's own beta2 = beta^2.
 */
export const clipFraction = define({
  name: 'clip_fraction',
  title: 'Fraction of the steps that the clip shortens on pure noise, in the limit of long memory',
  source,
  parameters: [
    argument('beta', 'discount of M', UNIT),
    argument('beta2', 'discount of V: beta^2, or another for a mutant', UNIT),
  ],
  value: (beta, beta2) => gaussianTail(Math.sqrt((1 - beta ** 2) / (1 - beta2))),
})
