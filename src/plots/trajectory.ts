import type { TopLevelSpec } from 'vega-lite'
import type { TrajectoryPlot } from '../config/plot.ts'
import type { Traces } from '../run/traces.ts'
import { quantile } from '../stats/quantile.ts'
import { plural } from '../text/plural.ts'
import { axis, cutAtFrame } from './axes.ts'
import { samples } from './bands.ts'
import type { PlotContext } from './context.ts'
import { type Chart, emptyChart, frame, panels, pointsIfSingle } from './frame.ts'
import { bucket, groupRuns } from './groups.ts'
import { groupLabels } from './labels.ts'
import { type PredictionRow, predictionLayers, predictions } from './predicted-lines.ts'
import { type Curve, noPlaceNotes, onAxis, outsideNote, robustRange } from './range.ts'
import { divergedNote, layout, type Series, seriesEncoding } from './series.ts'
import { MAX_POINTS } from './thin.ts'

/** Rows of data of one chart. */
const MAX_ROWS = 30_000

/** Median over the seeds with a band of quantiles, one line a group of runs; and what claims predict of the measure. */
export function trajectorySpec(plot: TrajectoryPlot, traces: Traces, page: PlotContext): Chart {
  const title = plot.title ?? `${plot.measure} along the run`
  const measure = traces.measures.indexOf(plot.measure)
  const groups = groupRuns(traces)
  const { series, facet, panelOf, notes: chosen } = layout(groups, groupLabels(groups))
  const limit = Math.max(50, Math.min(MAX_POINTS, Math.floor(MAX_ROWS / Math.max(1, series.length))))
  const lines = series.map((one) => line(plot, traces, measure, one, limit))
  const rows = lines.flatMap((l) => l.rows)
  const seeds = Math.max(0, ...groups.map((g) => g.runs.length))
  const predicted = predictions(plot, traces, page, panelOf)
  const xRange = plot.xDomain ?? robustRange(plot.x, [rows.map(({ t }) => t)], 0)
  const yRange = plot.yDomain ?? robustRange(plot.y, [...lines.flatMap(curvesOf), ...linesOf(predicted.rows)])
  const outside = outsideNote(
    rows.map(({ t, median }) => ({ x: t, y: median })),
    xRange,
    yRange,
  )
  const notes = [
    ...(measure < 0 ? [`There is no measure '${plot.measure}'.`] : []),
    ...chosen,
    ...droppedNote(lines, plot),
    ...divergedNote(groups, 'medians and bands are over the runs that were still finite.'),
  ]
  if (measure < 0 || !rows.some((row) => row.median !== null)) return emptyChart(title, notes)
  notes.push(...outside, ...predicted.notes)

  const percent = plot.band.map((p) => `${Number((p * 100).toPrecision(4))}%`).join(' to ')
  const subtitle = seeds > 1 ? [`median and ${percent} band of ${seeds} seeds`] : ['one seed']
  const { color, strokeDash } = seriesEncoding(series)
  const x = { field: 't', ...axis('t', plot.x, xRange) }
  const y = axis(plot.measure, plot.y, yRange)
  // Of the rows of a split chart, some are points of predictions; one without a median is a gap.
  const measured = facet && predicted.rows.length > 0 ? { transform: [{ filter: 'isValid(datum.series)' }] } : {}
  const layer = [
    ...(seeds > 1
      ? [
          {
            ...measured,
            mark: { type: 'area' as const, opacity: 0.16 },
            encoding: { x, y: { field: 'low', ...y }, y2: { field: 'high' }, color },
          },
        ]
      : []),
    {
      ...measured,
      // Round caps make a point between two gaps a dot.
      mark: {
        type: 'line' as const,
        strokeWidth: 1.8,
        strokeCap: 'round' as const,
        ...pointsIfSingle(rows, series.length),
      },
      encoding: { x, y: { field: 'median', ...y }, color, strokeDash },
    },
    ...predictionLayers(predicted.rows, x, y, color.legend, facet),
  ]
  const spec: TopLevelSpec = {
    ...frame(title, [...subtitle, ...notes]),
    data: { values: [...rows, ...(facet ? predicted.rows : [])] },
    ...panels(cutAtFrame(layer), facet),
  }
  return { spec, notes }
}

/** The lines of a series, each by itself: a band may reach far where the median does not. */
const curvesOf = ({ rows }: Line): Curve[] =>
  [rows.map(({ median }) => median), rows.map(({ low }) => low), rows.map(({ high }) => high)] as const

const linesOf = (rows: readonly PredictionRow[]): Curve[] =>
  [...bucket(rows, ({ line }) => String(line)).values()].map((own) => own.map(({ predicted }) => predicted))

interface Row {
  readonly series: string
  readonly panel?: string
  readonly t: number
  readonly median: number | null
  readonly low: number | null
  readonly high: number | null
}

/** A line's points. What has no place on an axis is left out, as a gap, and counted. */
function line(plot: TrajectoryPlot, traces: Traces, measure: number, series: Series, limit: number) {
  const dropped = { medians: [] as number[], bands: 0, of: 0 }
  const rows: Row[] = []
  for (const { t, values } of measure < 0 ? [] : samples(traces, measure, series.group, limit, plot.x)) {
    if (values.length === 0) continue
    dropped.of++
    const [low, high] = [quantile(values, plot.band[0]), quantile(values, plot.band[1])]
    const median = quantile(values, 0.5)
    const drawn = (value: number | null) => onAxis(plot.y, value) && onAxis(plot.x, t)
    if (!drawn(median)) dropped.medians.push(onAxis(plot.x, t) ? Number(median) : t)
    const banded = drawn(low) && drawn(high)
    if (!banded) dropped.bands++
    rows.push({
      series: series.name,
      ...(series.panel === '' ? {} : { panel: series.panel }),
      t,
      median: drawn(median) ? median : null,
      low: banded ? low : null,
      high: banded ? high : null,
    })
  }
  return { rows: rows.filter((row) => plot.x !== 'log' || row.t > 0), dropped }
}

type Line = ReturnType<typeof line>

function droppedNote(lines: readonly Line[], { band, y }: TrajectoryPlot): string[] {
  const count = (key: 'bands' | 'of') => lines.reduce((sum, l) => sum + l.dropped[key], 0)
  const medians = lines.flatMap((l) => l.dropped.medians)
  const of = plural(count('of'), 'point')
  const onlyBand = count('bands') - medians.length
  const why = y === 'log' ? `its ${band[0]} quantile is not positive, or its ${band[1]} quantile` : 'it is'
  return [
    ...noPlaceNotes(y, medians, of),
    ...(onlyBand > 0 ? [`The band is not drawn at ${onlyBand} of ${of}, where ${why} beyond 1e300.`] : []),
  ]
}
