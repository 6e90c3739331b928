import type { Place } from '../lang/source.ts'
import type { Formula } from '../lang/syntax.ts'
import type { OptimizerPage, ProblemPage } from './pages.ts'

/** One value of a setting: a number, or a formula in `t`, `T`, `d` and the other hyperparameters. */
export type Choice = number | Formula

/** Settings by hyperparameter name; more than one choice makes the setting an axis of the grid. */
export type Settings = Readonly<Record<string, readonly Choice[]>>

/** A page in use. */
export interface Entry<P> {
  readonly page: P
  /** How plots, claims and traces name it; unique within its list. `adam`, `adopt@original`, or the page's own `label`. */
  readonly label: string
  readonly settings: Settings
  /** Id of the claim for which this entry is a mutant that must be caught; null for what the page asks for. */
  readonly mutantOf: string | null
  /** Where the page says so; absent for what stands in no page. */
  readonly at?: EntryPlaces
}

export interface EntryPlaces {
  readonly use: Place
  /** The place of each choice. */
  readonly settings: Readonly<Record<string, readonly Place[]>>
}

/** A problem in use. Settings of its noise are named `noise.nu`; `d` is a setting too. */
export type ProblemEntry = Entry<ProblemPage>
export interface OptimizerEntry extends Entry<OptimizerPage> {
  /** What the page says that it uses, `adopt@original`; absent where that is told by its label alone. */
  readonly use?: string
  /** Whether the page gives it a label of its own. */
  readonly labelled?: boolean
}
