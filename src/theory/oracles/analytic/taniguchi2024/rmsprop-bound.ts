import { BETA2, GAP, HORIZON, SMOOTHNESS, STEP_SIZE } from '../arguments.ts'
import { argument, COUNT, define, POSITIVE } from '../define.ts'
import { MEAN_SQUARE } from './adopt-bound.ts'

const source = 'adopt/rmsprop-neighbourhood'
const DIMENSION = argument('d', 'dimension', COUNT)

/**
 * C1 [Delta / (alpha T) + (C2 / T) ln(1 + G^2/eps^2) - C2 ln b2], C1 = 2 sqrt(G^2 + eps^2),
 * C2 = alpha d L / (2 (1-b2)) + 2 d G / sqrt(1-b2): two Young inequalities, the log-sum lemma, Jensen, Hoelder.
 */
export const rmspropBound = define({
  name: 'rmsprop_bound',
  title: 'Bound of grad43 of RMSProp with constant step size, eps inside the root',
  source,
  parameters: [
    HORIZON,
    STEP_SIZE,
    BETA2,
    argument('eps', 'constant whose square is added to v', POSITIVE),
    MEAN_SQUARE,
    SMOOTHNESS,
    GAP,
    DIMENSION,
  ],
  value: (T, alpha, beta2, eps, G2, L, Delta, d) => {
    const first = 2 * Math.sqrt(G2 + eps ** 2)
    const second = (alpha * d * L) / (2 * (1 - beta2)) + (2 * d * Math.sqrt(G2)) / Math.sqrt(1 - beta2)
    return first * (Delta / (alpha * T) + (second / T) * Math.log1p(G2 / eps ** 2) - second * Math.log(beta2))
  },
})

/** -C1 C2 ln b2 for small alpha and eps; near b2 = 1 about 4 d G^2 sqrt(1 - b2). */
export const rmspropFloor = define({
  name: 'rmsprop_floor',
  title: 'What is left of that bound at T = infinity, alpha and eps to 0: -4 d G^2 ln(beta2) / sqrt(1 - beta2)',
  source,
  parameters: [BETA2, MEAN_SQUARE, DIMENSION],
  value: (beta2, G2, d) => (-4 * d * G2 * Math.log(beta2)) / Math.sqrt(1 - beta2),
})
