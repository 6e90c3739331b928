import type { Span } from '../config/claim.ts'
import type { Formula } from '../lang/syntax.ts'

type Names = Readonly<Record<string, number>>

/** The value of a formula of a claim; null if it has none. */
export type Evaluate = (formula: Formula, names: Names) => number | null

/** Steps of a run, both ends included. */
export interface Steps {
  readonly from: number
  readonly to: number
}

/** Whether a claim speaks of one step (`at`): then both ends are the same formula. */
export const isOneStep = ({ from, to }: Span): boolean => from === to

/** Whether that step is the last one of every run, as the page writes it. */
export const isLastStep = (span: Span): boolean =>
  isOneStep(span) && span.to.expr.kind === 'name' && span.to.expr.name === 'T'

/** Whether a claim speaks of all steps, as the page writes it. */
export const isWholeRun = ({ from, to }: Span): boolean =>
  from.expr.kind === 'number' && from.expr.value <= 1 && to.expr.kind === 'name' && to.expr.name === 'T'

/** The ends of the steps that a claim speaks of at a run with these constants, NaN where a formula has no value; from may be beyond to. */
export function spanAt(claim: Span, names: Names, evaluate: Evaluate): Steps {
  const { T = Number.NaN } = names
  const [from, to] = [claim.from, claim.to].map((formula) => evaluate(formula, names) ?? Number.NaN)
  return { from: from ?? Number.NaN, to: Math.min(to ?? Number.NaN, T) }
}
