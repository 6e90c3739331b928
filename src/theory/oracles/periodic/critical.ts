import { foresee } from '../../../budget/meter.ts'
import { divergentInterval, type Interval, NODES } from './interval.ts'
import { balance, type Method } from './method.ts'
import { OPERATIONS } from './orbit.ts'
import type { Wide } from './wide.ts'

/**
 * Where the drift of a method is negative, as a set of beta2, by root finding on its exact drift (claim acprop/sync-threshold).
 *
 * @param args its parameters but beta2
 */
export function divergent(method: Method, gradients: readonly Wide[], args: readonly number[]): Interval {
  // A moment is the sum of P rounded terms, and the balance a quotient of sums of P such steps.
  // Every method has a second moment, and its orbit is made anew at each beta2.
  foresee(OPERATIONS * gradients.length * NODES)
  const noise = 16 * gradients.length * Number.EPSILON
  return divergentInterval((beta2) => balance(method.terms(gradients, ...args, beta2)), noise)
}
