import type { TopLevelSpec } from 'vega-lite'
import type { HeterogeneityPlot } from '../config/plot.ts'
import type { Traces } from '../run/traces.ts'
import { quantile } from '../stats/quantile.ts'
import { plural } from '../text/plural.ts'
import { axis, cutAtFrame } from './axes.ts'
import { settingOf } from './cells.ts'
import type { PlotContext } from './context.ts'
import { type Chart, emptyChart, frame, ifAny } from './frame.ts'
import { atLongest, bucket, groupRuns, type RunGroup } from './groups.ts'
import { NEUTRAL } from './guides.ts'
import { LEVEL } from './intervals.ts'
import { groupLabels } from './labels.ts'
import { noPlaceNotes, onAxis, outsideNote, robustRange, usualSize } from './range.ts'
import { type PairedRatio, pairedRatios } from './ratios.ts'
import { ascending, axisPosition } from './region-layers.ts'
import { evenlyMany, seriesEncoding } from './series.ts'
import { cellAxis, drawnValue, pointAxis } from './spacing.ts'
import { HEIGHT, WIDTH } from './theme.ts'
import { unplacedNotes } from './unplaced.ts'

/**
 * The final measure against one axis of the grid, such as the heterogeneity of a problem: median and quartiles over seeds, a line
 * for each optimizer and rest of the settings. Below it the ratio of two optimizers, pair by pair on the same random numbers.
 */
export function heterogeneitySpec(plot: HeterogeneityPlot, traces: Traces, page: PlotContext): Chart {
  const title = plot.title ?? `Final ${plot.measure} over ${plot.x}`
  const measure = traces.measures.indexOf(plot.measure)
  const all = groupRuns(traces)
  const groups = measure < 0 ? [] : plot.x === 'T' ? all : atLongest(all)
  const at = (group: RunGroup) => settingOf(group, plot.x)
  const placed = groups.filter((group) => Number.isFinite(at(group)))
  const labels = groupLabels(placed, new Set([plot.x]))
  const named = placed.flatMap((group, k) => {
    const label = labels[k]
    return label ? [{ group, label, name: label.full }] : []
  })
  const lines = [...bucket(named, ({ name }) => name).values()]
  const { shown, notes: chosen } = evenlyMany(lines)
  const x = cellAxis(
    plot.x,
    shown.flat().map(({ group }) => Number(at(group))),
  )
  const where = (value: number) => drawnValue(x.spacing, value)
  const fits = (value: number | null | undefined) => onAxis(plot.scale, value)
  const medians: number[] = []
  let [lost, runs] = [0, 0]
  const rows = shown.flat().flatMap(({ group, name }) => {
    const values = group.finished
      .map((run) => traces.runs.at(run)?.final[measure] ?? Number.NaN)
      .filter(Number.isFinite)
      .sort((a, b) => a - b)
    runs += group.runs.length
    lost += group.runs.length - values.length
    const [low, median, high] = [0.25, 0.5, 0.75].map((p) => quantile(values, p)) as (number | null)[]
    if (median === null || median === undefined) return []
    medians.push(median)
    if (!fits(median)) return []
    const band = values.length > 1 ? { low: fits(low) ? low : median, high: fits(high) ? high : median } : {}
    return [{ series: name, at: where(Number(at(group))), median, ...band }]
  })
  const ratios = plot.ratio && measure >= 0 ? pairedRatios(plot, plot.ratio, traces, measure, page) : []
  const notes = [
    ...(measure < 0 ? [`There is no measure '${plot.measure}'.`] : []),
    ...unplacedNotes(groups, [plot.x]),
    ...chosen,
    ...(lost > 0
      ? [`${lost} of ${plural(runs, 'run')} diverged or did not end finite; medians are over the others.`]
      : []),
    ...noPlaceNotes(plot.scale, medians, plural(medians.length, 'median')),
    ...ratioNotes(plot.ratio, ratios),
  ]
  if (rows.length === 0) return emptyChart(title, notes)
  const across = { field: 'at', ...axisPosition(pointAxis(x), plot.xDomain) }
  const curves = [...bucket(rows, ({ series }) => series).values()].flatMap((own) =>
    (['median', 'low', 'high'] as const).map((field) => own.map((row) => row[field])),
  )
  const yRange = plot.yDomain ?? robustRange(plot.scale, curves, undefined, usualSize(traces, measure))
  notes.push(
    ...outsideNote(
      rows.map(({ at: x, median }) => ({ x, y: median })),
      ascending(across.scale.domain),
      yRange,
    ),
  )
  const y = axis(plot.measure, plot.scale, yRange)
  const { color, strokeDash } = seriesEncoding(shown.flatMap((line) => line.slice(0, 1)))
  const order = { field: 'at', type: 'quantitative' as const }
  const upper = {
    width: WIDTH,
    height: HEIGHT * 0.75,
    data: { values: rows },
    layer: cutAtFrame([
      ...ifAny(rows, 'low', {
        transform: [{ filter: 'isValid(datum.low)' }],
        mark: { type: 'rule' as const, strokeWidth: 1.4, opacity: 0.7 },
        encoding: { x: across, y: { field: 'low', ...y }, y2: { field: 'high' }, color },
      }),
      {
        mark: { type: 'line' as const, strokeWidth: 1.8, point: { size: 32 } },
        encoding: { x: across, y: { field: 'median', ...y }, color, strokeDash, order },
      },
    ]),
  }
  const drawnRatios = ratios.flatMap(({ value, label, ratio, low, high }) =>
    ratio === null
      ? []
      : [{ at: where(value), ratio, pair: label, ...(low === null || high === null ? {} : { low, high }) }],
  )
  const below = plot.ratio && drawnRatios.length > 0 ? [ratioView(plot.ratio, drawnRatios, across)] : []
  const seeds = Math.max(...placed.map((group) => group.runs.length))
  const who = seeds > 1 ? `median and quartiles of ${seeds} seeds` : 'one seed'
  const paired =
    below.length > 0 ? `; below, the median over pairs of seeds${seeds > 1 ? ` with ${LEVEL} intervals` : ''}` : ''
  const spec: TopLevelSpec = {
    ...frame(title, [`${who}${paired}`, ...notes]),
    vconcat: [upper, ...below],
    // A legend is one only where all channels that it shows are told apart in the same views.
    resolve: { scale: { x: 'shared', color: 'independent', strokeDash: 'independent' } },
  }
  return { spec, notes }
}

interface RatioRow {
  readonly at: number
  readonly ratio: number
  readonly pair: string
  readonly low?: number
  readonly high?: number
}

function ratioView([above, under]: readonly [string, string], rows: readonly RatioRow[], across: object) {
  const heights = rows.map((row) => [row.ratio, row.low, row.high, 1])
  const y = axis(`${above} / ${under}`, 'log', robustRange('log', heights))
  const pairs = [...new Set(rows.map(({ pair }) => pair))]
  const { color } = seriesEncoding(
    pairs.map((name) => ({ name, label: { optimizer: above, full: name, withinOptimizer: name, varying: {} } })),
  )
  const colour = pairs.length > 1 ? { color: { ...color, field: 'pair' } } : {}
  const ink = pairs.length > 1 ? {} : { color: '#333333' }
  return {
    width: WIDTH,
    height: HEIGHT * 0.4,
    data: { values: [...rows] },
    layer: cutAtFrame([
      {
        data: { values: [{ one: 1 }] },
        mark: { type: 'rule' as const, stroke: NEUTRAL, strokeDash: [2, 3] },
        encoding: { y: { field: 'one', ...y } },
      },
      ...ifAny(rows, 'low', {
        transform: [{ filter: 'isValid(datum.low)' }],
        mark: { type: 'rule' as const, strokeWidth: 1.4, opacity: 0.7, ...ink },
        encoding: { x: across, y: { field: 'low', ...y }, y2: { field: 'high' }, ...colour },
      }),
      {
        mark: { type: 'line' as const, strokeWidth: 1.8, point: { size: 32, ...ink }, ...ink },
        encoding: {
          x: across,
          y: { field: 'ratio', ...y },
          ...colour,
          order: { field: 'at', type: 'quantitative' as const },
        },
      },
    ]),
  }
}

function ratioNotes(pair: readonly [string, string] | null, ratios: readonly PairedRatio[]): string[] {
  const of = plural(ratios.length, 'ratio')
  const several = ratios.filter((one) => one.several).length
  const without = ratios.filter(({ ratio }) => ratio === null).length - several
  return [
    ...(several > 0 ? [`${several} of ${of} do not exist: ${pair?.[1]} has several grid points there.`] : []),
    ...(without > 0 ? [`${without} of ${of} do not exist: no pair of seeds ended positive and finite for both.`] : []),
  ]
}
