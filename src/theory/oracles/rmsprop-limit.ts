import { crossing } from '../../stats/bisect.ts'
import { quotientMean } from './laplace.ts'

/**
 * As the step size tends to 0 RMSProp settles where E[(h + xi) / sqrt(v + eps^2)] = 0, h the gradient of the objective. At
 * h = 0 the rare large value of a skewed xi is divided by the v that it made, so the mean there has the sign of the
 * frequent value; at h = minus that value every gradient has one sign. In between lies the root.
 */
export function rmspropLimit(a: number, p: number, beta2: number, eps: number): number {
  const other = (-p * a) / (1 - p)
  if (p > 1 / 2) return rmspropLimit(other, 1 - p, beta2, eps)
  // Symmetric noise: by symmetry, and exactly.
  if (p === 1 / 2 || a === 0) return 0
  if (a < 0) return -rmspropLimit(-a, p, beta2, eps)
  const update = (h: number) => quotientMean({ a: h + a, c: h + other, p }, beta2, { power: 0.5, beta1: 0, eps })
  return crossing(0, -other, (h) => update(h) < 0)
}
