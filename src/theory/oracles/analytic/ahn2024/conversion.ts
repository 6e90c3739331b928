import { GAP, HORIZON } from '../arguments.ts'
import { argument, define, NON_NEGATIVE, POSITIVE, UNIT } from '../define.ts'
import { REGRET_CONSTANT } from './discounted-regret.ts'
import { spreadConstant } from './ema-spread.ts'

/** Where the conversion runs: horizon, discount, radius of a step. */
export interface Run {
  readonly T: number
  readonly beta: number
  readonly D: number
}

/** What is known of the objective: stationarity weight, gap, Lipschitz constant, noise. */
export interface Facts {
  readonly lambda: number
  readonly Delta: number
  readonly G: number
  readonly sigma: number
}

/**
 * Worst-case right side of the conversion theorem: descent, regret with R_t <= 3.0616 D sqrt((G^2 + sigma^2)/(1-b^2)),
 * noise of the comparator, the first iterates' missing weight, spread of the average (`ahn/conversion`).
 */
export function conversion({ T, beta, D }: Run, { lambda, Delta, G, sigma }: Facts): number {
  const gap = 1 - beta
  const regret = REGRET_CONSTANT * Math.sqrt((G ** 2 + sigma ** 2) / (1 - beta ** 2)) * (beta / T + gap)
  const noise = (sigma / Math.sqrt(1 + beta)) * (Math.sqrt(gap) + beta / (T * Math.sqrt(gap)))
  const start = (beta * G) / (gap * T)
  return Delta / (D * T) + regret + noise + start + lambda * spreadConstant(beta) * D ** 2
}

export const conversionBound = define({
  name: 'conversion_bound',
  title: 'Bound of E||grad F(xbar_tau)||^[lambda] of clipped Adam with model EMA, uniform tau',
  source: 'ahn/conversion',
  parameters: [
    HORIZON,
    argument('beta', 'discount', UNIT),
    argument('D', 'largest step', POSITIVE),
    argument('lambda', 'weight of the spread', NON_NEGATIVE),
    GAP,
    argument('G', 'Lipschitz constant of the objective', NON_NEGATIVE),
    argument('sigma', "root of the noise's variance", NON_NEGATIVE),
  ],
  value: (T, beta, D, lambda, Delta, G, sigma) => conversion({ T, beta, D }, { lambda, Delta, G, sigma }),
})
