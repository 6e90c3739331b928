import { spend } from '../../budget/meter.ts'
import type { TwoPoint } from './two-point.ts'
import { moment } from './two-point.ts'

/** E[numerator / V^power] for the stationary second moment V of a two-point gradient X. */
export interface Quotient {
  /** 1/2 for an update, 1 for its mean square. */
  readonly power: 0.5 | 1
  /** null: numerator 1. Else the stationary EMA of X with this coefficient, which shares its gradients with V. */
  readonly beta1: number | null
  /** V + eps^2 takes the place of V. */
  readonly eps?: number
}

// The integrand in x = ln s is analytic in |Im x| < pi/2, where the trapezoid rule with this step is exact to rounding.
const WIDEST_STEP = 0.05
// Below s E V = 1e-13 the transform is 1 - s E V to rounding, above s min V = 50 it is below the last bit of the sum.
const NEGLIGIBLE = 1e-13
const DEAD = 50

/**
 * With V = sum_i w_i X_(t-i)^2, w_i = (1-b2) b2^i, the transform E e^(-sV) is the product over i of
 * p e^(-s w_i a^2) + (1-p) e^(-s w_i c^2); E V^-q = 1/Gamma(q) integral of s^(q-1) E e^(-sV) ds; and a factor X_(t-i)
 * under the mean replaces factor i of the product, that is, multiplies it by the tilted mean r(s w_i) of X.
 *
 * On nodes of s in steps of b2^(1/m) the logarithm H of the product and the EMA R of the tilted means obey
 * H(s) = h(s w_0) + H(b2 s) and R(s) = (1-b1) r(s w_0) + b1 R(b2 s): every lag is there, at one evaluation a node, for any
 * b2 < 1. Left of the first node H is linear and R is E X; the rest of the trapezoid sum there is a geometric series.
 *
 * @param beta2 0 <= beta2 < 1; nodes grow like 1 / (1 - beta2)
 * @returns NaN or Infinity where the mean does not exist, for instance for a point at 0 with a long memory of it
 */
export function quotientMean(law: TwoPoint, beta2: number, { power, beta1, eps = 0 }: Quotient): number {
  // Ordered by modulus, so that every exponential below is at most 1.
  const { a, c, p } = Math.abs(law.a) >= Math.abs(law.c) ? law : { a: law.c, c: law.a, p: 1 - law.p }
  const excess = a * a - c * c
  const second = moment(law, 2)
  const mean = moment(law, 1)
  const lag = -Math.log(beta2)
  const perLag = Math.ceil(lag / WIDEST_STEP)
  const step = Number.isFinite(lag) ? lag / perLag : WIDEST_STEP
  const start = Math.log(NEGLIGIBLE / (second + eps * eps))
  // A gradient of 0 leaves the transform a power's tail: thirty decades of it are below the last bit of a finite mean.
  const end = Math.log(DEAD / Math.max(c * c + eps * eps, 1e-30 * second))
  const nodes = Math.ceil((end - start) / step) + 1
  spend(20 * nodes)
  const logs = new Float64Array(nodes)
  const averages = new Float64Array(beta1 === null ? 0 : nodes)
  let sum = 0
  for (let k = 0; k < nodes; k++) {
    const x = start + k * step
    const s = Math.exp(x)
    const y = s * (1 - beta2)
    const far = Math.exp(-y * excess)
    const before = k >= perLag ? (logs[k - perLag] as number) : -s * beta2 * second
    const log = Math.log1p(p * Math.expm1(-y * excess)) - y * c * c + before
    logs[k] = log
    let numerator = 1
    if (beta1 !== null) {
      const tilted = (p * a * far + (1 - p) * c) / (p * far + (1 - p))
      numerator = (1 - beta1) * tilted + beta1 * (k >= perLag ? (averages[k - perLag] as number) : mean)
      averages[k] = numerator
    }
    sum += Math.exp(power * x + log - s * eps * eps) * numerator
  }
  const head = (Math.exp(power * start) / Math.expm1(power * step)) * (beta1 === null ? 1 : mean)
  return ((sum + head) * step) / (power === 1 ? 1 : Math.sqrt(Math.PI))
}
