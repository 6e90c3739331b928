import { spend } from '../../../../budget/meter.ts'
import { BETA1, BETA1_POSITIVE, BETA2, STEPS } from '../arguments.ts'
import { argument, COUNT, define, NON_NEGATIVE, POSITIVE } from '../define.ts'
import { geometricSum } from '../numeric/powers.ts'
import { biasCorrection } from './max-update.ts'
import { stabilityOf } from './region.ts'

const source = 'gould/sharpened-growth-rate'
const RATIO = argument('rho', 'factor between successive gradients; 0 is a single impulse', NON_NEGATIVE)

/** Of the two exponentials in m_n and in v_n, b1^n and rho^n, b2^n and rho^(2n), the slower ones are left. */
const rate = (rho: number, beta1: number, beta2: number) =>
  Math.log(Math.max(rho, beta1)) - Math.log(Math.max(rho, Math.sqrt(beta2)))

/** Negative where the update shrinks; -Infinity without momentum after an impulse. */
export const growthRate = define({
  name: 'growth_rate',
  title: 'Growth of ln|u_n| per step once the gradient has died: ln(beta1 / sqrt(beta2))',
  source,
  parameters: [BETA1, BETA2],
  value: (beta1, beta2) => rate(0, beta1, beta2),
})

export const growthRateGeometric = define({
  name: 'growth_rate_geometric',
  title: 'Growth of ln|u_n| per step on the gradients rho^n',
  source,
  parameters: [RATIO, BETA1, BETA2],
  value: rate,
})

export const growthRateContinuous = define({
  name: 'growth_rate_continuous',
  title: 'Growth of ln|u_n| per step in the continuous-time model: |C| / 2 outside the region, 0 inside',
  source: 'gould/growth-rate',
  parameters: [BETA1, BETA2],
  value: (beta1, beta2) => Math.max(0, -stabilityOf(beta1, beta2) / 2),
})

const WINDOW = [
  argument('n0', 'first step', COUNT),
  argument('n1', 'last step, above n0', COUNT),
  BETA1_POSITIVE,
  BETA2,
] as const

/** Once the gradient has died ln|u_n| is this plus a constant. */
const logUpdate = (n: number, beta1: number, beta2: number) =>
  n * rate(0, beta1, beta2) + Math.log(biasCorrection(n, beta1, beta2))

export const growthRateWindow = define({
  name: 'growth_rate_window',
  title: 'Difference quotient of ln|u_n| over steps n0 and n1 once the gradient has died, with bias correction',
  source,
  parameters: WINDOW,
  value: (n0, n1, beta1, beta2) =>
    n0 < n1 ? (logUpdate(n1, beta1, beta2) - logUpdate(n0, beta1, beta2)) / (n1 - n0) : Number.NaN,
})

/** The weights n - mean(n) of least squares on equally spaced steps. */
export const growthRateFitted = define({
  name: 'growth_rate_fitted',
  title: 'Least-squares slope of ln|u_n| over the steps n0..n1 once the gradient has died, with bias correction',
  source,
  parameters: WINDOW,
  value: (n0, n1, beta1, beta2) => {
    spend(20 * Math.max(0, n1 - n0))
    const middle = (n0 + n1) / 2
    let product = 0
    let square = 0
    for (let n = n0; n <= n1; n++) {
      product += (n - middle) * logUpdate(n, beta1, beta2)
      square += (n - middle) ** 2
    }
    return n0 < n1 ? product / square : Number.NaN
  },
})

/**
 * m_n = (1-b1) rho (rho^n - b1^n) / (rho - b1) and v_n likewise with rho^2 and b2, both divided by their largest term so
 * that nothing underflows.
 */
export const geometricUpdate = define({
  name: 'geometric_update',
  title: '|u_n| of Adam on the gradients rho^j, j = 1..n, with bias correction, eps = 0',
  source: 'derived; gould/growth-rate',
  parameters: [STEPS, argument('rho', 'factor between successive gradients', POSITIVE), BETA1_POSITIVE, BETA2],
  value: (n, rho, beta1, beta2) => {
    const first = Math.log(beta1) - Math.log(rho)
    const second = Math.log(beta2) - 2 * Math.log(rho)
    const m = Math.log1p(-beta1) + logGeometricSum(first, n)
    const v = Math.log1p(-beta2) + logGeometricSum(second, n)
    return biasCorrection(n, beta1, beta2) * Math.exp(m - v / 2)
  },
})

/** ln(1 + e^x + ... + e^((n-1)x)); a growing sum is turned round, so that it cannot overflow. */
function logGeometricSum(x: number, n: number): number {
  return Math.log(geometricSum(-Math.abs(x), n)) + (x > 0 ? (n - 1) * x : 0)
}
