import { problem1 } from './gradients.ts'
import { balance } from './method.ts'
import { adam } from './methods/adam.ts'

// 1 - beta2* ~ 4 / P^2: at beta2 = 1 - 1e-5, the largest that is asked for, the first period is near 650. Beyond that law by a
// factor of three no search ends well.
const LONGEST = 2000

/**
 * The smallest period P at which Adam diverges on problem (1) with C = P, by trying P = 3, 4, ...: the divergent set need not
 * be an interval in beta2, so nothing can be bisected. NaN if there is none up to 2000, as for beta1 very close to 1.
 */
export function firstDivergingPeriod(beta1: number, beta2: number): number {
  for (let P = 3; P <= LONGEST; P++) if (balance(adam.terms(problem1(P, P), beta1, beta2)) < 0) return P
  return Number.NaN
}
