import type { Experiment } from '../config/experiment.ts'
import type { Plot } from '../config/plot.ts'
import type { Traces } from '../run/traces.ts'
import { boundPlotSpec } from './bound.ts'
import { comparisonSpec } from './comparison.ts'
import type { PlotContext, PlotOptions } from './context.ts'
import { distributionSpec } from './distribution.ts'
import type { Chart } from './frame.ts'
import { growthPlotSpec } from './growth.ts'
import { heterogeneitySpec } from './heterogeneity.ts'
import { landscapeSpec } from './landscape.ts'
import { ownNames } from './own-names.ts'
import { phaseSpec } from './phase.ts'
import { ratePlotSpec } from './rate.ts'
import { regionSpec } from './region.ts'
import { trajectorySpec } from './trajectory.ts'
import { vegaLiteSpec } from './vega-lite.ts'

export type { PlotOptions } from './context.ts'
export type { Chart } from './frame.ts'

/**
 * The Vega-Lite chart of a plot, with its data: a pure function of its arguments. Runs of mutants are not shown.
 * @returns the chart, and notes: whole sentences on what is not drawn or was fitted
 */
export function plotSpec(plot: Plot, experiment: Experiment, traces: Traces, options: PlotOptions = {}): Chart {
  const chart = chartOf(plot, traces, { experiment, ...options })
  // A chart of the page's own may have such names as fields.
  return plot.kind === 'vega-lite' ? chart : { ...chart, spec: ownNames(chart.spec) }
}

function chartOf(plot: Plot, traces: Traces, page: PlotContext): Chart {
  switch (plot.kind) {
    case 'trajectory':
      return trajectorySpec(plot, traces, page)
    case 'rate':
      return ratePlotSpec(plot, traces, page)
    case 'bound':
      return boundPlotSpec(plot, traces, page)
    case 'region':
      return regionSpec(plot, traces, page)
    case 'growth':
      return growthPlotSpec(plot, traces, page)
    case 'distribution':
      return distributionSpec(plot, traces, page)
    case 'phase':
      return phaseSpec(plot, traces)
    case 'comparison':
      return comparisonSpec(plot, traces)
    case 'heterogeneity':
      return heterogeneitySpec(plot, traces, page)
    case 'landscape':
      return landscapeSpec(plot, traces, page)
    case 'vega-lite':
      return vegaLiteSpec(plot, traces, page)
  }
}
