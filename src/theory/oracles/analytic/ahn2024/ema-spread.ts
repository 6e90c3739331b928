import { argument, define, NON_NEGATIVE, UNIT } from '../define.ts'

const parameters = [
  argument('beta', 'discount and decay of the average', UNIT),
  argument('D', 'largest step', NON_NEGATIVE),
] as const

/**
 * With Exp(1) scaling E||x_s - x_s'||^2 <= D^2 (k^2 + k), k = |s - s'|, since a sum of k of them has mean k and variance
 * k; the spread is half the mean of that over two independent geometric ages. Equality for z_t = z, ||z|| = D.
 */
export const spreadConstant = (beta: number): number => (2 * beta) / ((1 + beta) * (1 - beta) ** 2)

export const emaSpreadBound = define({
  name: 'ema_spread_bound',
  title: 'Bound of the spread of the iterates about their average, attained by ballistic motion',
  source: 'ahn/sharpened-ema-spread',
  parameters,
  value: (beta, D) => spreadConstant(beta) * D ** 2,
})

export const emaSpreadPublished = define({
  name: 'ema_spread_bound_published',
  title: 'The same bound with the constant recalled from the paper: 12 D^2 / (1 - beta)^2',
  source: 'ahn/sharpened-ema-spread',
  parameters,
  value: (beta, D) => (12 * D ** 2) / (1 - beta) ** 2,
})

/** sum_k of the law of |s - s'|, (1-b)/(1+b) 2 b^k for k >= 1, times D^2 k^2 / 2: the variance of the ages. */
export const emaSpreadUnscaled = define({
  name: 'ema_spread_unscaled',
  title: 'Spread of ballistic motion without random scaling: D^2 beta / (1 - beta)^2',
  source: 'ahn/sharpened-ema-spread, trap',
  parameters,
  value: (beta, D) => (beta * D ** 2) / (1 - beta) ** 2,
})
