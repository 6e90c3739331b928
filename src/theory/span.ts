import { isOneStep, type Steps, spanAt } from '../compose/span.ts'
import type { Span } from '../config/claim.ts'
import { short } from './digits.ts'
import type { Evaluator, Names } from './evaluator.ts'

export { isOneStep, type Steps } from '../compose/span.ts'

/** The steps that a claim speaks of in a run with the given constants; a sentence if there are none. */
export function stepsOf(claim: Span, names: Names, evaluator: Evaluator): Steps | string {
  const { T = Number.NaN } = names
  const { from, to } = spanAt(claim, names, evaluator.evaluate)
  const [first, last] = [short(from), short(to)]
  if (Number.isNaN(from) || Number.isNaN(to)) return 'the first or the last step that is meant is not a number'
  if (isOneStep(claim) && !(Number.isInteger(from) && from >= 1 && from <= T))
    return `t = ${first} is no step of a run of ${T} steps: a whole number from 1 to T is`
  return from <= to ? { from, to } : `no step is from t = ${first} on and up to t = ${last}`
}

/** Whether a claim speaks of a step of a run with the given constants. */
export function speaksOf(claim: Span, names: Names, evaluator: Evaluator): (t: number) => boolean {
  const steps = stepsOf(claim, names, evaluator)
  return typeof steps === 'string' ? () => false : (t) => t >= steps.from && t <= steps.to
}
