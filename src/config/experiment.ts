import type { Place, Position } from '../lang/source.ts'
import type { Formula } from '../lang/syntax.ts'
import type { AveragePage, MeasurePage, OptimizerPage, ProblemPage } from './pages.ts'
import type { Property } from './properties.ts'
import type { Strength } from './strengths.ts'

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

/** The final value of `measure` lies within `within` of `predict`. */
export interface LimitClaim extends MeasuredBase {
  readonly judge: 'limit'
  readonly predict: Formula
  readonly within: Formula
}

/** The mean of `measure` over seeds is at most `bound` (a formula in t, T, hyperparameters, facts) at every recorded t from `from` on. */
export interface BoundClaim extends MeasuredBase {
  readonly judge: 'bound'
  readonly bound: Formula
  readonly from: number
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
export interface GrowthClaim extends MeasuredBase {
  readonly judge: 'growth'
  readonly rate: Formula
  readonly within: Formula
  readonly from: number
  /** Infinity for the whole run. */
  readonly to: number
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

/** The ends of an axis, ascending. */
export type Ends = readonly [low: number, high: number]

/** What the page wants of the axes of a plot; without it they are as long as what is drawn, but for what lies far from all else. */
export interface PlotDomains {
  readonly xDomain?: Ends
  readonly yDomain?: Ends
}

interface PlotBase extends PlotDomains {
  /** File name without ending; unique. */
  readonly name: string
  readonly title: string | null
}

interface MeasurePlot extends PlotBase {
  readonly measure: string
}

export type PlotScale = 'log' | 'linear'

/** `symlog`: linear around 0, logarithmic further out, for values of both signs. */
export type ColourType = PlotScale | 'symlog'

export interface TrajectoryPlot extends MeasurePlot {
  readonly kind: 'trajectory'
  /** Quantiles of the band over seeds. */
  readonly band: readonly [number, number]
  readonly x: PlotScale
  readonly y: PlotScale
}

/** Log-log curve of the measure against t (one horizon) or against T (several), with fitted and claimed slopes. */
export interface RatePlot extends MeasurePlot {
  readonly kind: 'rate'
}

/** The mean of the measure against the bounds that claims state of it, and below it how many times the bound is above it. */
export interface BoundPlot extends MeasurePlot {
  readonly kind: 'bound'
  readonly x: PlotScale
  readonly y: PlotScale
}

/** Heat map of the final measure over two axes of the grid, with a predicted boundary drawn where `boundary` is 0. */
export interface RegionPlot extends MeasurePlot {
  readonly kind: 'region'
  readonly x: string
  readonly y: string
  /** A formula in the axes, the other hyperparameters and the facts; null for that of the region claim on the measure, if any. */
  readonly boundary: Formula | null
  /** Scale of the colours; null for the one that fits the values. */
  readonly scale: ColourType | null
}

/** The measure on a log axis against t on a linear one, with fitted and claimed exponential rates. */
export interface GrowthPlot extends MeasurePlot {
  readonly kind: 'growth'
}

/** The final value of every run, a row a group of seeds, with what limit claims predict. */
export interface DistributionPlot extends MeasurePlot {
  readonly kind: 'distribution'
  readonly scale: PlotScale
}

/** The path of a run in the plane of two measures, coloured by a third one if there is one. */
export interface PhasePlot extends PlotBase {
  readonly kind: 'phase'
  readonly x: string
  readonly y: string
  readonly colour: string | null
  readonly xScale: PlotScale
  readonly yScale: PlotScale
}

/** Optimizers by the steps that they need until the measure is at most a target. */
export interface ComparisonPlot extends MeasurePlot {
  readonly kind: 'comparison'
  /** The share of runs that are there after so many steps, or within a factor of the fastest optimizer's steps. */
  readonly form: 'ecdf' | 'profile'
  readonly targets: readonly number[]
}

/** The final measure against one axis of the grid, and below it the ratio of two optimizers on the same random numbers. */
export interface HeterogeneityPlot extends MeasurePlot {
  readonly kind: 'heterogeneity'
  /** A setting. */
  readonly x: string
  readonly scale: PlotScale
  /** Labels: the first over the second; null for none. */
  readonly ratio: readonly [string, string] | null
}

/** Level lines of the objective over two measures that hold the coordinates of a two-dimensional iterate, with its paths. */
export interface LandscapePlot extends PlotBase {
  readonly kind: 'landscape'
  readonly x: string
  readonly y: string
}

/** A Vega-Lite chart of the page's own over the table of traces. */
export interface VegaLitePlot extends PlotBase {
  readonly kind: 'vega-lite'
  readonly spec: Readonly<Record<string, unknown>>
  /** Measures whose rows are wanted; empty for all. */
  readonly measures: readonly string[]
}

export type Plot =
  | TrajectoryPlot
  | RatePlot
  | BoundPlot
  | RegionPlot
  | GrowthPlot
  | DistributionPlot
  | PhasePlot
  | ComparisonPlot
  | HeterogeneityPlot
  | LandscapePlot
  | VegaLitePlot

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
  readonly record: Recording
  readonly measures: readonly MeasureEntry[]
  readonly claims: readonly Claim[]
  readonly plots: readonly Plot[]
}
