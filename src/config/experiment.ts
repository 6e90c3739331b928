import type { Position } from '../lang/source.ts'
import type { Formula } from '../lang/syntax.ts'
import type { AveragePage, MeasurePage, OptimizerPage, ProblemPage } from './pages.ts'
import type { Property } from './properties.ts'

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
}

/** A problem in use. Settings of its noise are named `noise.nu`; `d` is a setting too. */
export type ProblemEntry = Entry<ProblemPage>
export type OptimizerEntry = Entry<OptimizerPage>

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

export type VerdictStatus = 'holds' | 'violated' | 'hypotheses-not-met' | 'inconclusive' | 'not-measured' | 'error'

interface ClaimBase {
  readonly id: string
  readonly title: string | null
  readonly source: string | null
  /** The sentence that is judged. */
  readonly statement: string | null
  /** Labels of the optimizers that are judged, each on its own. */
  readonly optimizers: readonly string[]
  /** Restricts the grid: only points at which every named setting has this value. */
  readonly where: Readonly<Record<string, number>>
  /** Predicates over facts, hyperparameters and the horizon; not 0 is true. */
  readonly hypotheses: readonly Formula[]
  readonly expect: VerdictStatus
  /** Labels of the entries made for this claim's mutants. */
  readonly mutants: readonly string[]
  readonly at: Position
}

/** The final value of `measure` lies within `within` of `predict`. */
export interface LimitClaim extends ClaimBase {
  readonly judge: 'limit'
  readonly measure: string
  readonly predict: Formula
  readonly within: Formula
}

/** The mean of `measure` over seeds is at most `bound` (a formula in t, T, hyperparameters, facts) at every recorded t from `from` on. */
export interface BoundClaim extends ClaimBase {
  readonly judge: 'bound'
  readonly measure: string
  readonly bound: Formula
  readonly from: number
}

/** `measure` of the optimizer equals `ratio` times that of `against`, to the relative tolerance `within`, at every recorded t. */
export interface IdentityClaim extends ClaimBase {
  readonly judge: 'identity'
  readonly measure: string
  readonly against: string
  readonly ratio: Formula
  readonly within: Formula
}

/** The rule has a property that its dependency graph decides; nothing is run for it. */
export interface StaticClaim extends ClaimBase {
  readonly judge: 'static'
  readonly property: Property
  /** The rules of its mutants, which are not among the experiment's optimizers. */
  readonly rules: readonly OptimizerEntry[]
}

/** A claim that is judged by what was measured. */
export type MeasuredClaim = LimitClaim | BoundClaim | IdentityClaim

export type Claim = MeasuredClaim | StaticClaim

interface PlotBase {
  /** File name without ending; unique. */
  readonly name: string
  readonly title: string | null
  readonly measure: string
}

export interface TrajectoryPlot extends PlotBase {
  readonly kind: 'trajectory'
  /** Quantiles of the band over seeds. */
  readonly band: readonly [number, number]
  readonly x: 'log' | 'linear'
  readonly y: 'log' | 'linear'
}

/** Log-log curve of the measure against t (one horizon) or against T (several), with its fitted slope. */
export interface RatePlot extends PlotBase {
  readonly kind: 'rate'
}

/** Heat map of the final measure over two axes of the grid, with a predicted boundary drawn where `boundary` is 0. */
export interface RegionPlot extends PlotBase {
  readonly kind: 'region'
  readonly x: string
  readonly y: string
  /** A formula in the axes, the other hyperparameters and the facts. */
  readonly boundary: Formula | null
  readonly scale: 'log' | 'linear'
}

export type Plot = TrajectoryPlot | RatePlot | RegionPlot

/** A checked page. Pure data: the plan is a function of it. */
export interface Experiment {
  readonly name: string
  readonly title: string
  readonly description: string | null
  readonly problems: readonly ProblemEntry[]
  readonly optimizers: readonly OptimizerEntry[]
  readonly average: { readonly page: AveragePage; readonly settings: Readonly<Record<string, Formula>> } | null
  /** Ascending. One entry for `steps`, several for `horizons`: each is its own run. */
  readonly horizons: readonly number[]
  readonly seeds: readonly number[]
  readonly record: Recording
  readonly measures: readonly MeasureEntry[]
  readonly claims: readonly Claim[]
  readonly plots: readonly Plot[]
}
