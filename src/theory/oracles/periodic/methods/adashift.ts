import { spend } from '../../../../budget/meter.ts'
import type { Method } from '../method.ts'
import { delayed, secondMoment } from '../orbit.ts'
import { BETA1, BETA2, WINDOW } from '../parameters.ts'
import { over, plus, scale, sum, times, type Wide, wide, ZERO } from '../wide.ts'

/** AdaShift: the average of the last n gradients with weights beta1^i, over the root of the v that ends n steps ago. */
export const adashift: Method = {
  key: 'adashift',
  title: 'AdaShift, window and delay n',
  claims: ['acprop/adashift-equals-adam'],
  parameters: [WINDOW, BETA1, BETA2],
  terms: (g, n: number, beta1: number, beta2: number) => {
    const v = secondMoment(g, beta2)
    return {
      numerators: windowAverage(g, n, beta1),
      moments: g.map((_, j) => delayed(v, j, n)),
    }
  },
}

/** What a weight costs at a phase. */
const OPERATIONS = 10

/** The gradient i steps ago recurs every period, so a window longer than one folds onto it. */
function windowAverage(g: readonly Wide[], n: number, beta1: number): Wide[] {
  const weights = Array.from({ length: Math.min(n, g.length) }, () => ZERO)
  let weight = wide(1)
  for (let i = 0; i < n && weight.mantissa !== 0; i++) {
    spend(OPERATIONS)
    const lag = i % g.length
    weights[lag] = plus(weights[lag] as Wide, weight)
    weight = scale(weight, beta1)
  }
  spend(OPERATIONS * g.length * weights.length)
  const total = sum(weights)
  return g.map((_, j) => over(sum(weights.map((w, lag) => times(w, delayed(g, j, lag)))), total))
}
