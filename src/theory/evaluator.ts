import type { FormulaHelp } from '../lang/formula-value.ts'
import type { Formula } from '../lang/syntax.ts'
import type { Message } from '../messages/message.ts'
import type { Run } from '../run/traces.ts'

/** Numbers by name, as a formula of a claim sees them. */
export type Names = Readonly<Record<string, number>>

/** How judges read the formulas of claims; the judges themselves know no language. */
export interface Evaluator {
  /** Hyperparameters, the problem's settings, facts, `T` and `d` at the run's point of the grid. */
  constants(run: Pick<Run, 'problem' | 'optimizer' | 'hyper' | 'given' | 'horizon'>): Names
  /** The value of a scalar formula; null, with a diagnostic where diagnostics go, if it has none. */
  evaluate(formula: Formula, names: Names, help?: FormulaHelp): number | null
  /** Why names have no value at the run's point; absent where nobody is told. */
  absences?(run: Pick<Run, 'problem' | 'optimizer' | 'hyper' | 'given' | 'horizon'>): Readonly<Record<string, string>>
  /** Says what is wrong with a formula that has a value. */
  complain?(formula: Formula, message: Message): void
}
