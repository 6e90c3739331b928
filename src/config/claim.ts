import type { Position } from '../lang/source.ts'
import type { Formula } from '../lang/syntax.ts'
import type { OptimizerEntry } from './entry.ts'
import type { Property } from './properties.ts'
import type { Strength } from './strengths.ts'
import type { Where } from './where.ts'

export type VerdictStatus = 'holds' | 'violated' | 'hypotheses-not-met' | 'inconclusive' | 'not-measured' | 'error'

/** What a theorem presupposes of a run: a condition on states and locals of the rule, true at every step or at a share of them. */
export interface RunHypothesis {
  /** Its place among the claim's hypotheses. */
  readonly number: number
  readonly condition: Formula
  /** The least share of steps; null for all of them. */
  readonly share: Formula | null
}

interface ClaimBase {
  readonly id: string
  readonly title: string | null
  readonly source: string | null
  /** The sentence that is judged. */
  readonly statement: string | null
  /** Labels of the optimizers that are judged, each on its own. */
  readonly optimizers: readonly string[]
  /** Restricts the grid, and the horizons by the name `T`: only points at which every named setting has such a value. */
  readonly where: Where
  /** Predicates over facts, hyperparameters and the horizon; not 0 is true. */
  readonly hypotheses: readonly Formula[]
  /** Hypotheses on a run: what its states and locals do at its steps. A run that breaks one is not judged. */
  readonly during: readonly RunHypothesis[]
  /** How strong the statement is, in one of the words of the field; null if the page does not say. */
  readonly strength: Strength | null
  readonly expect: VerdictStatus
  /** Whether this is a sweep that looks for places to look closer: some of its `violated` may be false alarms. */
  readonly exploratory: boolean
  /** Labels of the entries made for this claim's mutants. */
  readonly mutants: readonly string[]
  readonly at: Position
}

interface MeasuredBase extends ClaimBase {
  readonly measure: string
  /** Steps that the transient lasts, at a point of the grid; a run shorter than three of them says nothing. 0 for none. */
  readonly burnIn: Formula
}

/** All values of `measure` in the last steps of a run, or the one at one step, lie within `within` of `predict`. */
export interface LimitClaim extends MeasuredBase, Span {
  readonly judge: 'limit'
  /** How many of the last steps the span is; null if it is one step. */
  readonly window: Formula | null
  readonly predict: Formula
  readonly within: Formula
}

/** The steps that a claim speaks of, both ends included: formulas in what is fixed at a point of the grid, and `T`. */
export interface Span {
  readonly from: Formula
  readonly to: Formula
}

/** A statistic over seeds, or each of them. */
export type BoundStatistic = 'mean' | 'median' | 'median-of-means' | 'every'

/** The mean (or another statistic) of `measure` over seeds is at most `bound` (a formula in t, T, hyperparameters, facts) at every t of the span, at every horizon. */
export interface BoundClaim extends MeasuredBase, Span {
  readonly judge: 'bound'
  readonly bound: Formula
  readonly statistic: BoundStatistic
  /** The least and the greatest value that the measure can have, if that is stated; formulas as `bound`. */
  readonly range: readonly [Formula, Formula] | null
  /** Whether it is stated that no tail of the measure's law is heavier than exponential. */
  readonly tail: 'any' | 'exponential'
}

/** `measure` of the optimizer equals `ratio` times that of `against`, to the relative tolerance `within`, at every recorded t. */
export interface IdentityClaim extends MeasuredBase {
  readonly judge: 'identity'
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

/** `measure` decays (or grows) with the horizon like a power: the exponent of a statistic over seeds. */
export interface RateClaim extends MeasuredBase {
  readonly judge: 'rate'
  /** Of T, with its sign: -1/2 is decay like 1/sqrt(T). */
  readonly exponent: Formula
  /** Largest deviation of the exponent that still agrees with the claim. */
  readonly margin: Formula
  /** `upper`: the exponent is at most this; `tight`: it is this. */
  readonly form: 'upper' | 'tight'
  readonly statistic: 'mean' | 'median' | 'median-of-means'
  /** The power that is taken of the statistic, outside of it. */
  readonly outer: Formula
  /** What the same pipeline measures at the optimum, in units of `measure`; 0 if there is no floor. */
  readonly floor: Formula
  /** `horizons`: each has runs of its own; `t`: recorded steps of the runs at the largest horizon. */
  readonly over: 'horizons' | 't'
}

/** The final `measure` is better than that of each of `against`, by more than `by`, in pairs with the same random numbers. */
export interface OrderClaim extends MeasuredBase {
  readonly judge: 'order'
  readonly against: readonly string[]
  readonly better: 'lower' | 'higher'
  readonly by: Formula
  /** What `by` is: a difference, a ratio of geometric means, or its logarithm. */
  readonly scale: 'difference' | 'ratio' | 'log'
  readonly statistic: 'mean' | 'median'
}

/** ln `measure` grows by `rate` a step, to the relative tolerance `within`, in a window of recorded steps. */
export interface GrowthClaim extends MeasuredBase, Span {
  readonly judge: 'growth'
  readonly rate: Formula
  readonly within: Formula
}

/** Over the cells of a grid, the final `measure` fulfils `outcome` where `inside` is positive and not where it is not. */
export interface RegionClaim extends MeasuredBase {
  readonly judge: 'region'
  /** Axes of the grid; one verdict for each combination of the others. */
  readonly x: string
  readonly y: string | null
  /** Positive inside. */
  readonly inside: Formula
  /** A predicate of `value`, the final measure of one run. */
  readonly outcome: Formula
  /** True for cells too near the boundary to be judged. */
  readonly exempt: Formula
  /** The least share of cells that agree. */
  readonly agreement: number
  /** How a run that is no longer finite counts; null makes it an error. */
  readonly diverged: 'inside' | 'outside' | null
}

/** A claim that has a verdict at each point of the grid. */
export type PointClaim = LimitClaim | BoundClaim | IdentityClaim | RateClaim | OrderClaim | GrowthClaim

/** A claim that is judged by what was measured. */
export type MeasuredClaim = PointClaim | RegionClaim

export type Claim = MeasuredClaim | StaticClaim
