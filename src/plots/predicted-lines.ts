import type { BoundClaim, LimitClaim } from '../config/claim.ts'
import type { Experiment } from '../config/experiment.ts'
import type { TrajectoryPlot } from '../config/plot.ts'
import type { Traces } from '../run/traces.ts'
import type { Evaluator, Names } from '../theory/evaluator.ts'
import { atHorizons, matches, samplesByOptimizer } from '../theory/sample.ts'
import { speaksOf } from '../theory/span.ts'
import type { PlotContext } from './context.ts'
import { bucket } from './groups.ts'
import { dashedLines, predictionLook } from './guides.ts'
import { shortNumber } from './numbers.ts'
import { onAxis } from './range.ts'
import type { ChartLayout } from './series.ts'
import { EDGE_DASH } from './theme.ts'
import { thin } from './thin.ts'

/** Lines of predictions that a panel can carry; of more, the first are drawn and this is said. */
const MAX_LINES = 8
/** Points of the curve of a bound. */
const MAX_POINTS = 120

/** What a claim says of the measure along a run. */
interface Line {
  readonly label: string
  /** Whether it is the edge of a tolerance. */
  readonly edge: boolean
  readonly points: readonly { readonly t: number; readonly predicted: number }[]
  readonly panel: { readonly panel?: string }
}

/** A point of a predicted line. */
export interface PredictionRow {
  readonly prediction: string
  readonly edge: boolean
  /** Tells the lines of one name apart. */
  readonly line: number
  readonly t: number
  readonly predicted: number
  readonly panel?: string
}

/**
 * What the page's claims predict of the measure of a chart along the run, limits with their tolerance and bounds: each in the panel
 * of the runs that it speaks of.
 */
export function predictions(
  plot: TrajectoryPlot,
  traces: Traces,
  { experiment, evaluator }: PlotContext,
  panelOf: ChartLayout['panelOf'],
): { readonly rows: readonly PredictionRow[]; readonly notes: readonly string[] } {
  if (!evaluator) return { rows: [], notes: [] }
  const all = distinct(predictedLines(plot, experiment, traces, evaluator, panelOf))
  const place = (at: Line['points'][number]) => onAxis(plot.y, at.predicted) && onAxis(plot.x, at.t)
  const drawable = all
    .map((line) => ({ ...line, points: line.points.filter(place) }))
    .filter(({ points }) => points.length > 0)
  const lines = [...bucket(drawable, ({ panel }) => panel.panel ?? '').values()].flatMap((own) =>
    own.slice(0, MAX_LINES),
  )
  const lost = all.length - drawable.length
  const notes = [
    ...(lost > 0
      ? [`${lost} of ${all.length} predicted lines ${lost === 1 ? 'has' : 'have'} no place on the axes.`]
      : []),
    ...(drawable.length > lines.length ? [`${lines.length} of ${drawable.length} predicted lines are drawn.`] : []),
  ]
  const rows = lines.flatMap(({ label, edge, points, panel }, line) =>
    points.map((point) => ({ prediction: label, edge, line, ...point, ...panel })),
  )
  return { rows, notes }
}

function predictedLines(
  { measure }: TrajectoryPlot,
  experiment: Experiment,
  traces: Traces,
  evaluator: Evaluator,
  panelOf: ChartLayout['panelOf'],
): Line[] {
  const samples = samplesByOptimizer(experiment, traces)
  return experiment.claims.flatMap((claim) => {
    if ((claim.judge !== 'limit' && claim.judge !== 'bound') || claim.measure !== measure) return []
    return claim.optimizers.flatMap((optimizer) =>
      (samples.get(optimizer) ?? [])
        .filter((sample) => matches(sample, claim.where))
        .flatMap((sample) => {
          const [lead] = atHorizons(sample, claim.where)?.runs ?? []
          if (!lead) return []
          const names = evaluator.constants(lead.run)
          const times = traces.times(lead.index)
          const panel = panelOf(lead.run)
          const lines =
            claim.judge === 'limit'
              ? limitLines(claim, names, times, evaluator)
              : [boundLine(claim, names, times, evaluator)]
          return lines.map((line) => ({ ...line, panel }))
        }),
    )
  })
}

type Drawn = Omit<Line, 'panel'>

function limitLines(claim: LimitClaim, names: Names, times: readonly number[], evaluator: Evaluator): Drawn[] {
  const predicted = evaluator.evaluate(claim.predict, names)
  const within = evaluator.evaluate(claim.within, names)
  if (predicted === null || within === null || !Number.isFinite(predicted)) return []
  const ends = [times[0] ?? 1, times.at(-1) ?? 1]
  const tolerated = within > 0 && Number.isFinite(within)
  const label = `predicted ${shortNumber(predicted)}${tolerated ? ` ± ${shortNumber(within)}` : ''}`
  const level = (value: number, edge: boolean): Drawn => ({
    label,
    edge,
    points: ends.map((t) => ({ t, predicted: value })),
  })
  const edges = tolerated ? [level(predicted - within, true), level(predicted + within, true)] : []
  return [level(predicted, false), ...edges]
}

function boundLine(claim: BoundClaim, names: Names, times: readonly number[], evaluator: Evaluator): Drawn {
  const from = times.filter(speaksOf(claim, names, evaluator))
  const points = thin(from, MAX_POINTS, 'log').flatMap((k) => {
    const t = from[k] ?? 0
    const predicted = evaluator.evaluate(claim.bound, { ...names, t })
    return predicted === null ? [] : [{ t, predicted }]
  })
  return { label: `bound of ${claim.id}`, edge: false, points }
}

/** Points of the grid of which the same is predicted share a line, in each panel. */
const distinct = (lines: readonly Line[]): Line[] => [
  ...new Map(lines.map((line) => [JSON.stringify([line.label, line.points, line.panel]), line])).values(),
]

/**
 * Marks of the predicted lines; `legend` is that of the series, below or beside the chart. In a split chart the rows have to be among
 * its own data: those of a layer would be drawn in every panel.
 */
export function predictionLayers(rows: readonly PredictionRow[], x: object, y: object, legend: object, split: boolean) {
  if (rows.length === 0) return []
  const domain = [...new Set(rows.map(({ prediction }) => prediction))]
  const { stroke, patterns } = dashedLines('prediction', domain, predictionLook(domain), legend)
  const layer = (filter: string, strokeWidth: number, strokeDash: number[]) => ({
    ...(split ? {} : { data: { values: [...rows] } }),
    transform: [{ filter }],
    mark: { type: 'line' as const, strokeWidth, strokeDash },
    encoding: {
      x: { ...x, field: 't' },
      y: { field: 'predicted', ...y },
      detail: { field: 'line', type: 'nominal' as const },
      stroke,
    },
  })
  return [
    ...patterns.map(({ names, dash }) => layer(`datum.edge === false && ${names}`, 1.8, dash)),
    ...(rows.some(({ edge }) => edge) ? [layer('datum.edge === true', 1.2, EDGE_DASH)] : []),
  ]
}
