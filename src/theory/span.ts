import type { Span } from '../config/claim.ts'
import { short } from './digits.ts'
import type { Evaluator, Names } from './evaluator.ts'

/** Steps of a run, both ends included. */
export interface Steps {
  readonly from: number
  readonly to: number
}

/** Whether a claim speaks of one step (`at`): then both ends are the same formula. */
export const isOneStep = ({ from, to }: Span): boolean => from === to

/** The steps that a claim speaks of in a run with the given constants, as a sentence if there are none. */
export function stepsOf(claim: Span, names: Names, evaluator: Evaluator): Steps | string {
  const { T = Number.NaN } = names
  const [from, to] = [claim.from, claim.to].map((formula) => evaluator.evaluate(formula, names) ?? Number.NaN) as [
    number,
    number,
  ]
  if (Number.isNaN(from) || Number.isNaN(to)) return `${isOneStep(claim) ? 'at' : 'from, or to,'} is not a number`
  if (isOneStep(claim) && !(Number.isInteger(from) && from >= 1 && from <= T))
    return `t = ${short(from)} is no step of a run of ${T} steps: a whole number from 1 to T is`
  if (!(from <= Math.min(to, T))) return `no step is from t = ${short(from)} on and up to t = ${short(Math.min(to, T))}`
  return { from, to: Math.min(to, T) }
}

/** Whether a claim speaks of a step of a run with the given constants. */
export function speaksOf(claim: Span, names: Names, evaluator: Evaluator): (t: number) => boolean {
  const steps = stepsOf(claim, names, evaluator)
  return typeof steps === 'string' ? () => false : (t) => t >= steps.from && t <= steps.to
}
