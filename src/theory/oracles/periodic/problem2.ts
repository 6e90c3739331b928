import { define } from '../analytic/define.ts'
import { problem2 } from './gradients.ts'
import { delayed, secondMoment } from './orbit.ts'
import { BETA2, DELAY, PERIOD_2 } from './parameters.ts'
import { narrow, over } from './wide.ts'

/**
 * ASYNC(n) on problem (2) converges iff the moment that the big gradient meets is below P^2 / 4 times the one that the small
 * gradient meets.
 *
 * Derivation (claims acprop/problem2-threshold and acprop/sharpened-problem2-delays): with a delay of 1 to 3 the last gradient
 * in the moment of the big one is the small one, and the quotient of the moments is beta2^3 + beta2^(6-P) (1 - beta2^P) /
 * (P^2/4 + beta2^3); with a delay of P - 2 to P the last in the moment of the small one is the small one, and it is
 * (P^2/4 + beta2^3) / (1 + beta2^(P-3) P^2/4). Both conditions simplify to beta2^(6-P) < P^4/16, which for P <= 6 always
 * holds. With a delay between them the two moments are three decays apart: beta2^3, always below P^2/4. For P <= 5 a delay
 * may be of both kinds: then they are P - 3 decays apart the other way round, beta2^(3-P).
 */
function threshold(P: number, n: number): number {
  const delay = n % P || P
  const [early, late] = [delay <= 3, delay >= P - 2]
  if (early && late) return (2 / P) ** (2 / (P - 3))
  return P > 6 && (early || late) ? (2 / P) ** (4 / (P - 6)) : 0
}

const first = define({
  name: 'problem2_threshold',
  title: 'The beta2 above which ASYNC(1) converges on problem (2); 0 if always',
  source: 'claim acprop/problem2-threshold',
  parameters: [PERIOD_2],
  value: (P: number) => threshold(P, 1),
})

const anyDelay = define({
  name: 'problem2_threshold_delay',
  title: 'The beta2 above which ASYNC(n) converges on problem (2); 0 if always',
  source: 'claim acprop/sharpened-problem2-delays',
  parameters: [PERIOD_2, DELAY],
  value: threshold,
})

const quotient = define({
  name: 'problem2_quotient',
  title:
    'Second moment that the big gradient meets over the one that the small gradient meets, ASYNC(n) on problem (2)',
  source: 'claims acprop/problem2-threshold and acprop/sharpened-problem2-delays',
  parameters: [PERIOD_2, DELAY, BETA2],
  value: (P: number, n: number, beta2: number) => {
    const v = secondMoment(problem2(P), beta2)
    return narrow(over(delayed(v, 0, n), delayed(v, P - 3, n)))
  },
})

export const PROBLEM2 = [first, anyDelay, quotient]
