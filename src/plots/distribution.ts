import type { TopLevelSpec } from 'vega-lite'
import type { DistributionPlot } from '../config/plot.ts'
import type { Traces } from '../run/traces.ts'
import { quantile } from '../stats/quantile.ts'
import { plural } from '../text/plural.ts'
import { axis, cutAtFrame } from './axes.ts'
import { claimsOn } from './claims.ts'
import type { PlotContext } from './context.ts'
import { type Chart, emptyChart, frame } from './frame.ts'
import { groupRuns } from './groups.ts'
import { groupLabels } from './labels.ts'
import { noPlaceNotes, onAxis, outsideNote, robustRange, usualSize } from './range.ts'
import { evenlyMany } from './series.ts'
import { BOUNDARY, HUES, WIDTH } from './theme.ts'
import { thin } from './thin.ts'

/** Groups of one chart, and values drawn of each. */
const MAX_GROUPS = 60
const MAX_VALUES = 400
const ROW = 24

/** The final value of every run, a row a group of seeds: strokes, their quartiles and median, and the limits that claims predict. */
export function distributionSpec(plot: DistributionPlot, traces: Traces, page: PlotContext): Chart {
  const title = plot.title ?? `Final ${plot.measure}`
  const measure = traces.measures.indexOf(plot.measure)
  const groups = groupRuns(traces)
  const labels = groupLabels(groups)
  const claims = claimsOn('limit', plot.measure, page, traces)
  const { shown, notes: chosen } = evenlyMany(
    groups.map((group, k) => ({ group, row: labels[k]?.full ?? '' })),
    MAX_GROUPS,
  )
  const fits = (value: number) => onAxis(plot.scale, value)
  const ends: number[] = []
  const optimizers = [...new Set(groups.map(({ optimizer }) => optimizer))]
  let [lost, thinned, unplaced] = [0, 0, 0]
  const found = (measure < 0 ? [] : shown).map(({ group, row }) => {
    const finite = group.finished
      .map((run) => traces.runs.at(run)?.final[measure] ?? Number.NaN)
      .filter(Number.isFinite)
      .sort((a, b) => a - b)
    const values = finite.filter(fits)
    lost += group.runs.length - finite.length
    ends.push(...finite)
    const kept = thin(
      values.map((_, k) => k),
      MAX_VALUES,
      'linear',
    ).map((k) => values[k] ?? 0)
    if (kept.length < values.length) thinned++
    const expected = claims(group).flatMap(({ claim, context }) => {
      const predicted = context.evaluator.evaluate(claim.predict, context.names) ?? Number.NaN
      const within = context.evaluator.evaluate(claim.within, context.names) ?? 0
      const [low, high] = [predicted - within, predicted + within]
      if (!fits(predicted)) unplaced++
      return fits(predicted)
        ? [{ row, predicted, from: fits(low) ? low : predicted, to: fits(high) ? high : predicted }]
        : []
    })
    const [low, median, high] = [0.25, 0.5, 0.75].map((p) => quantile(values, p))
    const box = median === null ? [] : [{ row, optimizer: group.optimizer, low, median, high }]
    return { values: kept.map((value) => ({ row, optimizer: group.optimizer, value })), box, expected, row }
  })
  const runs = plural(
    shown.reduce((sum, { group }) => sum + group.runs.length, 0),
    'run',
  )
  const notes = [
    ...(measure < 0 ? [`There is no measure '${plot.measure}'.`] : []),
    ...chosen,
    ...(lost > 0 ? [`${lost} of ${runs} diverged or did not end finite, and are not in the quartiles.`] : []),
    ...noPlaceNotes(plot.scale, ends, runs, ', nor in the quartiles'),
    ...(unplaced > 0 ? [`${plural(unplaced, 'predicted limit')} cannot be drawn on this axis.`] : []),
    ...(thinned > 0 ? [`Of ${plural(thinned, 'group')} ${MAX_VALUES} values are drawn, evenly chosen.`] : []),
  ]
  const values = found.flatMap((one) => one.values)
  if (values.length === 0) return emptyChart(title, notes)
  const expected = found.flatMap((one) => one.expected)
  const boxes = found.flatMap(({ box }) => box)
  const rows = found.map(({ row }) => row)
  const drawn = [
    ...values.map(({ value }) => [value]),
    ...expected.map(({ predicted, from, to }) => [predicted, from, to]),
  ]
  const range = plot.xDomain ?? robustRange(plot.scale, drawn, undefined, usualSize(traces, measure))
  notes.push(
    ...outsideNote(
      values.map(({ value }) => ({ x: 0, y: value })),
      [0, 0],
      range,
    ),
  )
  const x = axis(plot.measure, plot.scale, range)
  const y = {
    field: 'row',
    type: 'nominal' as const,
    title: null,
    sort: rows,
    scale: { domain: rows },
    axis: { labelLimit: 900, ticks: false },
  }
  const color = {
    field: 'optimizer',
    type: 'nominal' as const,
    legend: null,
    scale: { domain: optimizers, range: optimizers.map((_, k) => HUES[k % HUES.length] ?? '') },
  }
  const prediction = {
    type: 'nominal' as const,
    title: null,
    scale: { domain: ['predicted'], range: [BOUNDARY] },
    legend: { orient: 'bottom' as const, symbolType: 'stroke', symbolStrokeWidth: 3, symbolOpacity: 1 },
  }
  const spec: TopLevelSpec = {
    ...frame(title, ['a stroke a seed; bar and dot: quartiles and median', ...notes]),
    width: WIDTH,
    height: { step: ROW },
    layer: cutAtFrame([
      ...(expected.length > 0
        ? [
            {
              data: { values: expected },
              mark: { type: 'bar' as const, fill: BOUNDARY, opacity: 0.16, height: ROW - 4 },
              encoding: { y, x: { field: 'from', ...x }, x2: { field: 'to' } },
            },
          ]
        : []),
      {
        data: { values },
        mark: { type: 'tick' as const, thickness: 1.2, size: ROW * 0.6, opacity: 0.5 },
        encoding: { y, x: { field: 'value', ...x }, color },
      },
      {
        data: { values: boxes },
        mark: { type: 'rule' as const, strokeWidth: 4, opacity: 0.75 },
        encoding: { y, x: { field: 'low', ...x }, x2: { field: 'high' }, color },
      },
      {
        data: { values: boxes },
        mark: { type: 'point' as const, filled: true, size: 70, opacity: 1, stroke: '#ffffff', strokeWidth: 1 },
        encoding: { y, x: { field: 'median', ...x }, fill: { ...color } },
      },
      ...(expected.length > 0
        ? [
            {
              data: { values: expected.map((one) => ({ ...one, kind: 'predicted' })) },
              mark: { type: 'tick' as const, thickness: 2.2, size: ROW - 4 },
              encoding: { y, x: { field: 'predicted', ...x }, stroke: { field: 'kind', ...prediction } },
            },
          ]
        : []),
    ]),
  }
  return { spec, notes }
}
