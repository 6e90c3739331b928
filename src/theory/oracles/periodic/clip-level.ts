import { problem1 } from './gradients.ts'
import { secondMoment } from './orbit.ts'
import { narrow } from './wide.ts'

/** The clip from which on ADOPT moves towards the optimum of problem (1): the sum of 1 / sqrt(v) over the small steps. */
export function clipLevelPeriodic(P: number, C: number, beta2: number): number {
  const steps = secondMoment(problem1(P, C), beta2).map((v) => 1 / Math.sqrt(narrow(v)))
  const big = C * (steps.pop() as number)
  const small = steps.reduce((sum, r) => sum + r, 0)
  return big >= small ? small : Number.NaN
}
