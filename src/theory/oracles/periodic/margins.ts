import { problem1 } from './gradients.ts'
import { margin } from './method.ts'
import { acprop } from './methods/acprop.ts'
import { adopt } from './methods/async.ts'
import type { Wide } from './wide.ts'

export const marginAsync = (P: number, C: number, beta2: number): number =>
  overLowest(adopt.terms(problem1(P, C), beta2))

export const marginAcprop = (P: number, C: number, beta1: number, beta2: number): number =>
  overLowest(acprop.terms(problem1(P, C), beta1, beta2))

/** With delay 1 the big gradient of phase 0 meets the moment of phase P - 1. */
function overLowest(terms: { numerators: readonly Wide[]; moments: readonly Wide[] }): number {
  return margin(terms, terms.moments[0] as Wide)
}
