import { argument, define } from '../analytic/define.ts'
import { problem1 } from './gradients.ts'
import { balance } from './method.ts'
import { adam } from './methods/adam.ts'
import { BETA1 } from './parameters.ts'

// 1 - beta2* ~ 4 / P^2: at beta2 = 1 - 1e-5 the first period is near 650, and each period before it takes P steps.
const BETA2 = argument('beta2', 'coefficient of the second moment', {
  text: '(0, 0.99999]',
  holds: (x) => x > 0 && x <= 0.99999,
})

// Beyond the first-order law 4 / P^2 = 1e-5 by a factor of three: no longer search ends well.
const LONGEST = 2000

/**
 * The smallest period P at which Adam diverges on problem (1) with C = P, by trying P = 3, 4, ...: the divergent set need not
 * be an interval in beta2, so nothing can be bisected. NaN if there is none up to 2000, as for beta1 very close to 1.
 */
export const firstDivergingPeriod = define({
  name: 'first_diverging_period_adam',
  title: 'Smallest period of problem (1) at which Adam diverges; beta1 = 0 is RMSProp',
  source: 'claim reddi/sharpened-thm2-slack',
  parameters: [BETA1, BETA2],
  value: (beta1: number, beta2: number) => {
    for (let P = 3; P <= LONGEST; P++) if (balance(adam.terms(problem1(P, P), beta1, beta2)) < 0) return P
    return Number.NaN
  },
})
