import { spend } from '../../../budget/meter.ts'
import { type Wide, wide } from './wide.ts'

/** One period of problem (1): C, then P - 1 times -1 of Zhuang et al. 2021; Reddi et al. have P = 3. */
export function problem1(P: number, C: number): Wide[] {
  spend(P)
  return Array.from({ length: P }, (_, j) => wide(j === 0 ? C : -1))
}

/**
 * One period of problem (2): P/2 where t mod P = 1, -1 where t mod P = P - 2, else 0 of Zhuang et al. 2021. Phase 0
 * is the step of the big gradient, so the small one sits at phase P - 3.
 */
export function problem2(P: number): Wide[] {
  spend(P)
  return Array.from({ length: P }, (_, j) => wide(j === 0 ? P / 2 : j === P - 3 ? -1 : 0))
}
