import type { TopLevelSpec } from 'vega-lite'
import type { BoundClaim, Experiment, LimitClaim, TrajectoryPlot } from '../config/experiment.ts'
import type { Traces } from '../run/traces.ts'
import type { Evaluator, Names } from '../theory/evaluator.ts'
import { matches, samplesByOptimizer } from '../theory/sample.ts'
import type { PlotContext } from './context.ts'
import type { Chart } from './frame.ts'
import { shortNumber } from './numbers.ts'
import { PREDICTED } from './theme.ts'
import { thin } from './thin.ts'

/** Lines of predictions that a chart can carry; of more, the first are drawn and this is said. */
const MAX_LINES = 8
/** Points of the curve of a bound. */
const MAX_POINTS = 120
const DASHES = { line: [7, 4], edge: [2, 3] }

/** What a claim says of the measure along a run. */
interface Line {
  readonly label: string
  /** Whether it is the edge of a tolerance. */
  readonly edge: boolean
  readonly points: readonly { readonly t: number; readonly predicted: number }[]
}

/** Draws into a chart along the run what the page's claims predict of its measure: limits with their tolerance, and bounds. */
export function withPredictions(
  chart: Chart,
  plot: TrajectoryPlot,
  traces: Traces,
  { experiment, evaluator }: PlotContext,
): Chart {
  if (!evaluator) return chart
  const all = distinct(predictedLines(plot, experiment, traces, evaluator))
  const place = (at: Line['points'][number]) =>
    Number.isFinite(at.predicted) && (plot.y === 'linear' || at.predicted > 0) && (plot.x === 'linear' || at.t > 0)
  const drawable = all
    .map((line) => ({ ...line, points: line.points.filter(place) }))
    .filter(({ points }) => points.length > 0)
  const lines = drawable.slice(0, MAX_LINES)
  const spec = lines.length > 0 ? addLayer(chart.spec, lines) : chart.spec
  const lost = all.length - drawable.length
  const notes = [
    ...chart.notes,
    ...(lost > 0
      ? [`${lost} of ${all.length} predicted lines ${lost === 1 ? 'has' : 'have'} no place on the axes.`]
      : []),
    ...(drawable.length > lines.length ? [`${lines.length} of ${drawable.length} predicted lines are drawn.`] : []),
  ]
  return { spec, notes }
}

function predictedLines(
  { measure }: TrajectoryPlot,
  experiment: Experiment,
  traces: Traces,
  evaluator: Evaluator,
): Line[] {
  const samples = samplesByOptimizer(experiment, traces)
  return experiment.claims.flatMap((claim) => {
    if ((claim.judge !== 'limit' && claim.judge !== 'bound') || claim.measure !== measure) return []
    return claim.optimizers.flatMap((optimizer) =>
      (samples.get(optimizer) ?? [])
        .filter((sample) => matches(sample, claim.where))
        .flatMap(({ runs: [lead] }) => {
          if (!lead) return []
          const names = evaluator.constants(lead.run)
          const times = traces.times(lead.index)
          return claim.judge === 'limit'
            ? limitLines(claim, names, times, evaluator)
            : [boundLine(claim, names, times, evaluator)]
        }),
    )
  })
}

function limitLines(claim: LimitClaim, names: Names, times: readonly number[], evaluator: Evaluator): Line[] {
  const predicted = evaluator.evaluate(claim.predict, names)
  const within = evaluator.evaluate(claim.within, names)
  if (predicted === null || within === null || !Number.isFinite(predicted)) return []
  const ends = [times[0] ?? 1, times.at(-1) ?? 1]
  const tolerated = within > 0 && Number.isFinite(within)
  const label = `predicted ${shortNumber(predicted)}${tolerated ? ` ± ${shortNumber(within)}` : ''}`
  const level = (value: number, edge: boolean): Line => ({
    label,
    edge,
    points: ends.map((t) => ({ t, predicted: value })),
  })
  const edges = tolerated ? [level(predicted - within, true), level(predicted + within, true)] : []
  return [level(predicted, false), ...edges]
}

function boundLine(claim: BoundClaim, names: Names, times: readonly number[], evaluator: Evaluator): Line {
  const from = times.filter((t) => t >= claim.from)
  const points = thin(from, MAX_POINTS, 'log').flatMap((k) => {
    const t = from[k] ?? 0
    const predicted = evaluator.evaluate(claim.bound, { ...names, t })
    return predicted === null ? [] : [{ t, predicted }]
  })
  return { label: `bound of ${claim.id}`, edge: false, points }
}

/** Points of the grid of which the same is predicted share a line. */
const distinct = (lines: readonly Line[]): Line[] => [
  ...new Map(lines.map((line) => [JSON.stringify([line.label, line.points]), line])).values(),
]

interface Layered {
  readonly encoding?: { readonly x?: object; readonly y?: object; readonly color?: { readonly legend?: object } }
}

/** The layer has the axes of the chart's last one, in every panel. */
function addLayer(spec: TopLevelSpec, lines: readonly Line[]): TopLevelSpec {
  const whole = spec as unknown as { layer?: readonly Layered[]; spec?: { layer: readonly Layered[] } }
  const layers = whole.spec?.layer ?? whole.layer
  const encoding = layers?.at(-1)?.encoding
  if (!layers || !encoding) return spec
  const domain = [...new Set(lines.map((line) => line.label))]
  const stroke = {
    field: 'prediction',
    type: 'nominal',
    sort: null,
    scale: { domain, range: domain.map((_, k) => PREDICTED[k % PREDICTED.length]) },
    // Below or beside the chart, as the legend of its series.
    legend: {
      ...encoding.color?.legend,
      title: null,
      columns: 1,
      symbolType: 'stroke',
      symbolDash: DASHES.line,
      values: domain,
    },
  }
  const own = (edge: boolean) => ({
    data: {
      values: lines.flatMap((one, line) =>
        one.edge === edge ? one.points.map((point) => ({ prediction: one.label, line, ...point })) : [],
      ),
    },
    mark: { type: 'line', strokeWidth: edge ? 1.2 : 1.8, strokeDash: edge ? DASHES.edge : DASHES.line },
    encoding: {
      x: { ...encoding.x, field: 't' },
      y: { ...encoding.y, field: 'predicted' },
      detail: { field: 'line', type: 'nominal' },
      stroke,
    },
  })
  const added = [...layers, ...[false, true].map(own).filter(({ data }) => data.values.length > 0)]
  const changed = whole.spec ? { ...spec, spec: { ...whole.spec, layer: added } } : { ...spec, layer: added }
  return changed as unknown as TopLevelSpec
}
