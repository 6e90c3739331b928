import { crossing } from '../../../../stats/bisect.ts'
import { argument, define, NON_NEGATIVE, OPEN_UNIT, POSITIVE, REAL, UNIT } from '../define.ts'
import { quotientMean } from './laplace.ts'
import { MEMORY } from './two-point.ts'

const source = 'adopt/sharpened-rmsprop-limit'

/**
 * As the step size tends to 0 RMSProp settles where E[(h + xi) / sqrt(v + eps^2)] = 0, h the gradient of the objective. At
 * h = 0 the rare large value of a skewed xi is divided by the v that it made, so the mean there has the sign of the
 * frequent value; at h = minus that value every gradient has one sign. In between lies the root.
 */
function limit(a: number, p: number, beta2: number, eps: number): number {
  const other = (-p * a) / (1 - p)
  if (p > 1 / 2) return limit(other, 1 - p, beta2, eps)
  // Symmetric noise: by symmetry, and exactly.
  if (p === 1 / 2 || a === 0) return 0
  if (a < 0) return -limit(-a, p, beta2, eps)
  const update = (h: number) => quotientMean({ a: h + a, c: h + other, p }, beta2, { power: 0.5, beta1: 0, eps })
  return crossing(0, -other, (h) => update(h) < 0)
}

export const rmspropLimit = define({
  name: 'rmsprop_limit',
  title: 'Gradient at which RMSProp settles under two-point noise of mean 0, step size to 0, eps inside the root',
  source,
  parameters: [
    argument('a', 'one value of the noise; the other is -p a / (1 - p)', REAL),
    argument('p', 'its probability', OPEN_UNIT),
    MEMORY,
    argument('eps', 'constant whose square is added to v', NON_NEGATIVE),
  ],
  value: limit,
})

/** Expansion of the same mean in 1 - b2 about h = 0. */
export const rmspropLimitLaw = define({
  name: 'rmsprop_limit_law',
  title: 'First order of that gradient for any noise: (1 - beta2) E xi^3 / (2 E xi^2)',
  source,
  parameters: [
    argument('variance', 'E xi^2', POSITIVE),
    argument('third', 'E xi^3', REAL),
    argument('beta2', 'coefficient of the second moment', UNIT),
  ],
  value: (variance, third, beta2) => ((1 - beta2) * third) / (2 * variance),
})
