import { define } from '../analytic/define.ts'
import type { Oracle } from '../oracle.ts'
import { problem1, problem2 } from './gradients.ts'
import { drift, type Method } from './method.ts'
import { BIG, PERIOD, PERIOD_2 } from './parameters.ts'

/**
 * The drift on problem (1): displacement over one period of the stationary orbit, towards -1, divided by the step size. For
 * a small constant step size, or alpha / sqrt(t), x ends at -1 if it is positive and at +1 if it is negative. Infinite, with the right sign, where it is beyond the largest double.
 */
export function driftOnProblem1({ key, title, source, parameters, terms }: Method): Oracle {
  return define({
    name: `drift_${key}`,
    title: `Drift per period on problem (1): ${title}`,
    source,
    parameters: [PERIOD, BIG, ...parameters],
    value: (P: number, C: number, ...args: number[]) => drift(terms(problem1(P, C), ...args)),
  })
}

/** The drift on problem (2), towards its optimum 0. */
export function driftOnProblem2({ key, title, source, parameters, terms }: Method): Oracle {
  return define({
    name: `problem2_drift_${key}`,
    title: `Drift per period on problem (2): ${title}`,
    source: `${source}; on problem (2) of Zhuang et al. 2021`,
    parameters: [PERIOD_2, ...parameters],
    value: (P: number, ...args: number[]) => drift(terms(problem2(P), ...args)),
  })
}
