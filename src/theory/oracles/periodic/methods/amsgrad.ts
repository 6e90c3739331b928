import type { Method } from '../method.ts'
import { secondMoment } from '../orbit.ts'
import { BETA2 } from '../parameters.ts'
import { narrow, over, type Wide } from '../wide.ts'

/**
 * AMSGrad, m_t over the root of the largest v so far; from a zero state, in the dialects that take the maximum of the
 * uncorrected v. Once the transient is over the denominator is constant, and m has the period sum of g: beta1 drops out.
 */
export const amsgrad: Method = {
  key: 'amsgrad',
  title: 'AMSGrad, maximum of the uncorrected v, whatever beta1',
  claims: ['reddi/amsgrad-drift'],
  parameters: [BETA2],
  terms: (g, beta2: number) => {
    const largest = secondMoment(g, beta2).reduce(larger)
    return { numerators: g, moments: g.map(() => largest) }
  },
}

function larger(a: Wide, b: Wide): Wide {
  return narrow(over(b, a)) > 1 ? b : a
}
