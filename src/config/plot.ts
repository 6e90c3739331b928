import type { Formula } from '../lang/syntax.ts'

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
