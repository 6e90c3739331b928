import type { Experiment } from '../config/experiment.ts'
import type { Formula } from '../lang/syntax.ts'
import type { Evaluator } from '../theory/evaluator.ts'

/** Value of a boundary formula at a point of the map: its settings by name. Null where it has none. */
export type BoundaryOf = (names: Record<string, number>, formula: Formula) => number | null

/** The objective of a problem at a point of the plane; null where it has no value. */
export type ObjectiveOf = (x: number, y: number) => number | null

/** What a chart cannot know from the traces. Without it, what claims predict is not drawn. */
export interface PlotOptions {
  /** Value of a boundary (both axes, the other numbers of the grid point, `T`). */
  readonly boundary?: BoundaryOf
  /** How formulas of claims are read. */
  readonly evaluator?: Evaluator
  /** The objective of the problem with this label and these settings; null if it has none, or not two coordinates. */
  readonly objective?: (problem: string, given: Readonly<Record<string, number | string>>) => ObjectiveOf | null
}

export interface PlotContext extends PlotOptions {
  readonly experiment: Experiment
}
