import type { FormulaHelp } from '../lang/formula-value.ts'
import type { Formula } from '../lang/syntax.ts'
import type { Message } from '../messages/message.ts'
import type { Run } from '../run/traces.ts'

/** Numbers by name, as a formula of a claim sees them. */
export type Names = Readonly<Record<string, number>>

/** What holds of a measure in every run of a program. */
export interface MeasureFacts {
  /** All its values lie between these; infinite where nothing is known. */
  readonly range: readonly [number, number]
  /** At steps before this one all seeds have the same value: the first that may depend on a random number. */
  readonly random: number
}

/** How judges read the formulas of claims; the judges themselves know no language. */
export interface Evaluator {
  /** Hyperparameters, the problem's settings, facts, `T` and `d` at the run's point of the grid. */
  constants(run: Pick<Run, 'problem' | 'optimizer' | 'hyper' | 'given' | 'horizon'>): Names
  /** The value of a scalar formula; null, with a diagnostic where diagnostics go, if it has none. */
  evaluate(formula: Formula, names: Names, help?: FormulaHelp): number | null
  /** Why names have no value at the run's point; absent where nobody is told. */
  absences?(run: Pick<Run, 'problem' | 'optimizer' | 'hyper' | 'given' | 'horizon'>): Readonly<Record<string, string>>
  /** What the program of a run says of a measure; null where nobody knows. */
  measureFacts?(run: Pick<Run, 'problem' | 'optimizer' | 'point' | 'horizon'>, measure: string): MeasureFacts | null
  /** Says what is wrong with a formula that has a value. */
  complain?(formula: Formula, message: Message): void
}
