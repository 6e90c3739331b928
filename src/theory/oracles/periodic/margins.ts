import { define } from '../analytic/define.ts'
import { problem1 } from './gradients.ts'
import { margin } from './method.ts'
import { acprop } from './methods/acprop.ts'
import { adopt } from './methods/async.ts'
import { BETA1_CENTRED, BETA2, BIG, PERIOD } from './parameters.ts'
import type { Wide } from './wide.ts'

// The proof of acprop/async-always-converges: a denominator that is lowest after phase P - 1 makes each of the P - 1 unit
// steps at most 1 / sqrt(v_(P-1)), and the big step exactly C / sqrt(v_(P-1)); so D sqrt(v_(P-1)) >= C - P + 1.

const asynchronous = define({
  name: 'margin_async',
  title: 'Drift of ASYNC(1) and ADOPT on problem (1), times sqrt(v_(P-1)): at least C - P + 1',
  source: 'claim acprop/async-always-converges',
  parameters: [PERIOD, BIG, BETA2],
  value: (P: number, C: number, beta2: number) => overLowest(adopt.terms(problem1(P, C), beta2)),
})

const centred = define({
  name: 'margin_acprop',
  title: 'Drift of ACProp on problem (1), times sqrt(s_(P-1)): at least C - P + 1',
  source: 'claim acprop/async-always-converges',
  parameters: [PERIOD, BIG, BETA1_CENTRED, BETA2],
  value: (P: number, C: number, beta1: number, beta2: number) => overLowest(acprop.terms(problem1(P, C), beta1, beta2)),
})

/** With delay 1 the big gradient of phase 0 meets the moment of phase P - 1. */
function overLowest(terms: { numerators: readonly Wide[]; moments: readonly Wide[] }): number {
  return margin(terms, terms.moments[0] as Wide)
}

export const MARGINS = [asynchronous, centred]
