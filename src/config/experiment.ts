import type { Formula } from '../lang/syntax.ts'
import type { Claim } from './claim.ts'
import type { OptimizerEntry, ProblemEntry } from './entry.ts'
import type { AveragePage, MeasurePage } from './pages.ts'
import type { Plot } from './plot.ts'

export interface MeasureEntry {
  readonly name: string
  readonly page: MeasurePage
  /** Formulas in everything a measure sees (`of: norminf(x - x_before)`). */
  readonly settings: Readonly<Record<string, Formula>>
}

/** Which steps are recorded. The horizon always is. */
export interface Recording {
  readonly points: number
  readonly scale: 'log' | 'linear'
}

/** A checked page. Pure data: the plan is a function of it. */
export interface Experiment {
  readonly name: string
  readonly title: string
  readonly description: string | null
  /** `fast`: it is among the pages that `check --fast` runs. */
  readonly tier: 'fast' | 'full'
  readonly problems: readonly ProblemEntry[]
  readonly optimizers: readonly OptimizerEntry[]
  readonly average: { readonly page: AveragePage; readonly settings: Readonly<Record<string, Formula>> } | null
  /** Ascending. One entry for `steps`, several for `horizons`: each is its own run. */
  readonly horizons: readonly number[]
  readonly seeds: readonly number[]
  /** After how many of the seeds verdicts are looked at, ascending, the last being all of them; absent if that is done once. */
  readonly stages?: readonly number[]
  readonly record: Recording
  readonly measures: readonly MeasureEntry[]
  readonly claims: readonly Claim[]
  readonly plots: readonly Plot[]
}
