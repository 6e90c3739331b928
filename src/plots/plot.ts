import type { Experiment, Plot } from '../config/experiment.ts'
import type { Traces } from '../run/traces.ts'
import type { Chart } from './frame.ts'
import { ratePlotSpec } from './rate.ts'
import { regionSpec } from './region.ts'
import type { BoundaryOf } from './region-layers.ts'
import { trajectorySpec } from './trajectory.ts'

export type { Chart } from './frame.ts'
export type { BoundaryOf } from './region-layers.ts'

/** What a chart cannot know from the traces. */
export interface PlotOptions {
  /** Value of the plot's `boundary` formula; settings by name (both axes, the other numbers of the grid point, `T`). */
  readonly boundary?: BoundaryOf
}

/**
 * The Vega-Lite chart of a plot, with its data: a pure function of its arguments. Runs of mutants are not shown.
 * @returns the chart, and notes: whole sentences on what is not drawn or was fitted
 */
export function plotSpec(plot: Plot, _experiment: Experiment, traces: Traces, options: PlotOptions = {}): Chart {
  switch (plot.kind) {
    case 'trajectory':
      return trajectorySpec(plot, traces)
    case 'rate':
      return ratePlotSpec(plot, traces)
    case 'region':
      return regionSpec(plot, traces, options.boundary)
  }
}
