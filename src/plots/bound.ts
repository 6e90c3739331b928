import type { TopLevelSpec } from 'vega-lite'
import type { BoundPlot } from '../config/plot.ts'
import { meetsHorizon } from '../config/where.ts'
import type { Traces } from '../run/traces.ts'
import { plural } from '../text/plural.ts'
import { speaksOf } from '../theory/span.ts'
import { axis, cutAtFrame } from './axes.ts'
import { samples } from './bands.ts'
import { claimsOn } from './claims.ts'
import type { PlotContext } from './context.ts'
import { type Chart, emptyChart, frame, ifAny, pointsIfSingle } from './frame.ts'
import { atLongest, bucket, groupRuns } from './groups.ts'
import { type GuideRow, guideLayer, NEUTRAL } from './guides.ts'
import { LEVEL, meanInterval } from './intervals.ts'
import { groupLabels } from './labels.ts'
import { noPlaceNotes, onAxis, outsideNote, robustRange } from './range.ts'
import { divergedNote, evenlyMany, seriesEncoding } from './series.ts'
import { HEIGHT, PREDICTED_DASHES, WIDTH } from './theme.ts'
import { MAX_POINTS } from './thin.ts'

const MAX_ROWS = 20_000

interface Row {
  readonly series: string
  readonly at: number
  readonly mean: number
  readonly low: number
  readonly high: number
  readonly bound: number
}

/** The mean over seeds with its interval against the bounds of the page's claims, and below it their slack: bound / mean. */
export function boundPlotSpec(plot: BoundPlot, traces: Traces, page: PlotContext): Chart {
  const title = plot.title ?? `${plot.measure} against its bound`
  const measure = traces.measures.indexOf(plot.measure)
  const claims = claimsOn('bound', plot.measure, page, traces)
  const groups = atLongest(groupRuns(traces))
  const labels = groupLabels(groups)
  const bounded = groups.flatMap((group, k) => {
    const label = labels[k]
    return label ? claims(group).map((matter) => ({ group, label, ...matter })) : []
  })
  const { shown, notes: chosen } = evenlyMany(measure < 0 ? [] : bounded)
  const limit = Math.max(50, Math.min(MAX_POINTS, Math.floor(MAX_ROWS / Math.max(1, shown.length))))
  const several = shown.length > new Set(shown.map(({ group }) => group)).size
  const lines = shown.map(({ group, label, claim, context }) => {
    const within = meetsHorizon(claim.where, group.horizon)
      ? speaksOf(claim, context.names, context.evaluator)
      : () => false
    return {
      label,
      name: several ? `${label.full} (${claim.id})` : label.full,
      id: claim.id,
      rows: samples(traces, measure, group, limit, plot.x).flatMap(({ t, values }): Omit<Row, 'series'>[] => {
        const bound = context.evaluator.evaluate(claim.bound, { ...context.names, t }) ?? Number.NaN
        if (values.length === 0 || !within(t) || (plot.x === 'log' && t <= 0)) return []
        const { value, low, high } = meanInterval(values)
        return [{ at: t, mean: value, low, high, bound }]
      }),
    }
  })
  const all = lines.flatMap(({ name, rows }) => rows.map((row): Row => ({ series: name, ...row })))
  const fits = (value: number) => onAxis(plot.y, value)
  const means = all
    .filter(({ mean }) => fits(mean))
    .map(({ series, at, mean, low, high }) => ({
      series,
      at,
      mean,
      ...(high > low ? { low: fits(low) ? low : mean, high: fits(high) ? high : mean } : {}),
    }))
  const slacks = all.filter(({ mean, bound }) => mean > 0 && onAxis('log', bound / mean))
  const of = plural(all.length, 'point')
  const cut = all.filter(({ mean, low }) => fits(mean) && low < mean && !fits(low)).length
  const notes = [
    ...(measure < 0 ? [`There is no measure '${plot.measure}'.`] : []),
    ...(shown.length === 0 && measure >= 0 ? [`No claim bounds ${plot.measure} at any point of the grid.`] : []),
    ...chosen,
    ...noPlaceNotes(
      plot.y,
      all.map(({ mean }) => mean),
      of,
    ),
    ...(cut > 0 ? [`The intervals of ${cut} of ${of} reach 0; only their upper part is drawn.`] : []),
    ...(slacks.length < all.length ? [`${all.length - slacks.length} of ${of} have no finite positive slack.`] : []),
    ...divergedNote(groups, 'means are over the runs that were still finite.'),
  ]
  if (means.length === 0) return emptyChart(title, notes)

  const drawn = lines.map(({ rows, ...line }) => ({ ...line, rows: rows.filter(({ bound }) => fits(bound)) }))
  const common = new Set(drawn.map(({ rows }) => JSON.stringify(rows.map(({ at, bound }) => [at, bound]))))
  const guide = `bound of ${[...new Set(drawn.map(({ id }) => id))].join(', ')}`
  const [first] = common.size === 1 ? drawn : []
  const guides = (first?.rows ?? []).map(({ at, bound }): GuideRow => ({ guide, line: 0, at, level: bound }))
  const own =
    common.size === 1
      ? []
      : drawn.flatMap(({ name, rows }) => rows.map(({ at, bound }) => ({ series: name, at, bound })))
  const xRange = plot.xDomain ?? robustRange(plot.x, [all.map(({ at }) => at)], 0)
  const measured = [...bucket(means, ({ series }) => series).values()].flatMap((rows) =>
    (['mean', 'low', 'high'] as const).map((field) => rows.map((row) => row[field])),
  )
  const bounds = drawn.map(({ rows }) => rows.map(({ bound }) => bound))
  const yRange = plot.yDomain ?? robustRange(plot.y, [...measured, ...bounds])
  notes.push(
    ...outsideNote(
      means.map(({ at, mean }) => ({ x: at, y: mean })),
      xRange,
      yRange,
    ),
  )
  const x = axis('t', plot.x, xRange)
  const y = axis(plot.measure, plot.y, yRange)
  const ratios = slacks.map(({ series, at, mean, bound }) => ({ series, at, slack: bound / mean }))
  const slacksOf = [...bucket(ratios, ({ series }) => series).values()].map((rows) => [
    1,
    ...rows.map((row) => row.slack),
  ])
  const slack = axis('slack: bound / mean', 'log', robustRange('log', slacksOf))
  const { color, strokeDash } = seriesEncoding(lines)
  const place = { x: { field: 'at', ...x }, color }
  const line = { type: 'line' as const, strokeWidth: 1.8, ...pointsIfSingle(all, lines.length) }
  const upper = {
    width: WIDTH,
    height: HEIGHT * 0.75,
    data: { values: [...means, ...guides, ...own] },
    layer: cutAtFrame([
      ...ifAny(means, 'low', {
        transform: [{ filter: 'isValid(datum.low)' }],
        mark: { type: 'area' as const, opacity: 0.16 },
        encoding: { ...place, y: { field: 'low', ...y }, y2: { field: 'high' } },
      }),
      {
        transform: [{ filter: 'isValid(datum.mean)' }],
        mark: line,
        encoding: { ...place, y: { field: 'mean', ...y }, strokeDash },
      },
      ...(own.length > 0
        ? [
            {
              transform: [{ filter: 'isValid(datum.bound)' }],
              mark: { ...line, strokeDash: PREDICTED_DASHES[0] ?? [] },
              encoding: { ...place, y: { field: 'bound', ...y } },
            },
          ]
        : []),
      ...guideLayer(guides, x, y),
    ]),
  }
  const lower = {
    width: WIDTH,
    height: HEIGHT * 0.4,
    data: { values: ratios },
    layer: cutAtFrame([
      {
        data: { values: [{ one: 1 }] },
        mark: { type: 'rule' as const, stroke: NEUTRAL, strokeDash: [2, 3] },
        encoding: { y: { field: 'one', ...slack } },
      },
      { mark: line, encoding: { ...place, y: { field: 'slack', ...slack }, strokeDash } },
    ]),
  }
  const interval = means.some((row) => 'low' in row) ? ` with ${LEVEL} interval` : ''
  const dashes = own.length > 0 ? '; dash and dot: the bound' : ''
  const below = ratios.length > 0 ? '; below, the slack: under the dotted line the bound is broken' : ''
  const spec: TopLevelSpec = {
    ...frame(title, [`mean over seeds${interval}${dashes}${below}`, ...notes]),
    vconcat: ratios.length > 0 ? [upper, lower] : [upper],
    resolve: { scale: { x: 'shared', color: 'shared', strokeDash: 'shared' } },
  }
  return { spec, notes }
}
