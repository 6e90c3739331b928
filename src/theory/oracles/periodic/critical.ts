import { foresee } from '../../../budget/meter.ts'
import { type Argument, define } from '../analytic/define.ts'
import type { Oracle } from '../oracle.ts'
import { problem1, problem2 } from './gradients.ts'
import { divergentInterval, type Interval, NODES } from './interval.ts'
import { balance, type Method } from './method.ts'
import { OPERATIONS } from './orbit.ts'
import { BIG, PERIOD, PERIOD_2 } from './parameters.ts'
import type { Wide } from './wide.ts'

/**
 * The critical beta2 of a method on problem (1), by root finding on its exact drift (claim acprop/sync-threshold): the drift
 * is positive for all beta2 above `critical_beta2_...`, which is 0 if it always is and 1 if it never is up to 1; and it is
 * positive for all beta2 below `critical_beta2_low_...`, which is above 0 where the divergent set is an interval.
 */
export function criticalOnProblem1(method: Method): Oracle[] {
  return both('', 'problem (1)', [PERIOD, BIG], method, (P: number, C: number) => problem1(P, C))
}

/** The same on problem (2). */
export function criticalOnProblem2(method: Method): Oracle[] {
  return both('problem2_', 'problem (2)', [PERIOD_2], method, (P: number) => problem2(P))
}

function both(
  prefix: string,
  problem: string,
  problemParameters: readonly Argument[],
  method: Method,
  gradients: (...args: number[]) => Wide[],
): Oracle[] {
  const parameters = [...problemParameters, ...method.parameters.slice(0, -1)]
  const oracle = (name: string, title: string, end: (interval: Interval) => number) =>
    define({
      name: `${prefix}${name}_${method.key}`,
      title: `${title} on ${problem}: ${method.title}`,
      source: 'claim acprop/sync-threshold',
      parameters,
      value: (...args) => {
        const split = problemParameters.length
        return end(divergent(method, gradients(...args.slice(0, split)), args.slice(split)))
      },
    })
  return [
    oracle('critical_beta2', 'The beta2 above which the drift is positive', ({ high }) => high),
    oracle('critical_beta2_low', 'The beta2 below which the drift is positive', ({ low }) => low),
  ]
}

/** Where the drift of a method is negative, as a set of beta2; `args` are its parameters but beta2. */
export function divergent(method: Method, gradients: readonly Wide[], args: readonly number[]): Interval {
  // A moment is the sum of P rounded terms, and the balance a quotient of sums of P such steps.
  // Every method has a second moment, and its orbit is made anew at each beta2.
  foresee(OPERATIONS * gradients.length * NODES)
  const noise = 16 * gradients.length * Number.EPSILON
  return divergentInterval((beta2) => balance(method.terms(gradients, ...args, beta2)), noise)
}
