import { problem2 } from './gradients.ts'
import { delayed, secondMoment } from './orbit.ts'
import { narrow, over } from './wide.ts'

/** The second moment that the big gradient of problem (2) meets over the one that the small gradient meets. */
export function problem2Quotient(P: number, n: number, beta2: number): number {
  const v = secondMoment(problem2(P), beta2)
  return narrow(over(delayed(v, 0, n), delayed(v, P - 3, n)))
}
