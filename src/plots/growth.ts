import type { TopLevelSpec } from 'vega-lite'
import type { GrowthPlot } from '../config/plot.ts'
import type { Traces } from '../run/traces.ts'
import { growthRate } from '../stats/growth.ts'
import { quantile } from '../stats/quantile.ts'
import { plural } from '../text/plural.ts'
import { type Steps, stepsOf } from '../theory/span.ts'
import { axis, cutAtFrame } from './axes.ts'
import { type BandSample, samples } from './bands.ts'
import { claimsOn } from './claims.ts'
import type { PlotContext } from './context.ts'
import { type Chart, emptyChart, frame, ifAny, panels, pointsIfSingle } from './frame.ts'
import { atLongest, bucket, groupRuns } from './groups.ts'
import { type GuideRow, guideLayer, type ShadeRow, shadeLayer } from './guides.ts'
import { groupLabels } from './labels.ts'
import { greatest, least, shortNumber } from './numbers.ts'
import { type AxisRange, noPlaceNotes, onAxis, outsideNote, robustRange } from './range.ts'
import { divergedNote, layout, seriesEncoding } from './series.ts'
import { MAX_POINTS } from './thin.ts'

/**
 * The measure on a log axis against t on a linear one, where exponential growth is a straight line: the median over seeds and
 * their range; the median of the seeds' growth rates over a claim's window (else over the whole run), and the claimed rate.
 */
export function growthPlotSpec(plot: GrowthPlot, traces: Traces, page: PlotContext): Chart {
  const title = plot.title ?? `Growth of ${plot.measure}`
  const measure = traces.measures.indexOf(plot.measure)
  const groups = atLongest(groupRuns(traces))
  const { series, facet, notes: chosen } = layout(groups, groupLabels(groups))
  const claims = claimsOn('growth', plot.measure, page, traces)
  const medians: number[] = []
  const found = (measure < 0 ? [] : series).map((one) => {
    const all = samples(traces, measure, one.group, MAX_POINTS, 'linear')
    const points = all.flatMap(pointOf)
    medians.push(...all.flatMap(({ values }) => quantile(values, 0.5) ?? []))
    const [matter] = claims(one.group)
    const steps = matter ? stepsOf(matter.claim, matter.context.names, matter.context.evaluator) : 'no claim'
    const { from, to } = typeof steps === 'string' ? { from: 1, to: Number.POSITIVE_INFINITY } : steps
    const slopes = one.group.runs
      .map((run) => growthRate(traces.times(run), [...traces.values(run, measure)], from, to).slope)
      .filter(Number.isFinite)
      .sort((a, b) => a - b)
    const slope = quantile(slopes, 0.5)
    const rate = matter ? matter.context.evaluator.evaluate(matter.claim.rate, matter.context.names) : null
    const window = points.filter(({ at }) => at >= from && at <= to)
    const name = slope === null ? one.name : `${one.name}: ${shortNumber(slope)} a step`
    return { one, name, points, window, slope, rate, steps: typeof steps === 'string' ? null : steps }
  })
  const notes = [
    ...(measure < 0 ? [`There is no measure '${plot.measure}'.`] : []),
    ...chosen,
    ...noPlaceNotes('log', medians, plural(medians.length, 'point')),
    ...divergedNote(groups, 'medians are over the runs that were still finite.'),
  ]
  if (found.every(({ points }) => points.length === 0)) return emptyChart(title, notes)

  const panelOf = (panel: string): { panel?: string } => (facet ? { panel } : {})
  const rows = found.flatMap(({ one, name, points }) =>
    points.map((point) => ({ series: name, ...panelOf(one.panel), ...point })),
  )
  const fits = found.flatMap(({ one, name, window, slope }) =>
    straight(window, slope).map(({ at, level }) => ({ series: name, ...panelOf(one.panel), at, fit: level })),
  )
  const guides = found.flatMap(({ one, window, rate }, line): GuideRow[] => {
    const guide = `claimed: ${rate === null ? '' : shortNumber(rate)} a step`
    return straight(window, rate).map((point) => ({ guide, line, ...point, ...panelOf(one.panel) }))
  })
  const steps = rows.map(({ at }) => at)
  const xRange = plot.xDomain ?? robustRange('linear', [steps], 0)
  const curves = [...bucket(rows, ({ series, panel }) => JSON.stringify([series, panel])).values()].flatMap((own) =>
    (['median', 'low', 'high'] as const).map((field) => own.map((row) => row[field])),
  )
  // A straight line through what is none would take the axis from what was measured.
  const yRange = plot.yDomain ?? robustRange('log', curves)
  notes.push(
    ...outsideNote(
      rows.map(({ at, median }) => ({ x: at, y: median })),
      xRange,
      yRange,
    ),
  )
  const x = axis('t', 'linear', xRange)
  const y = axis(plot.measure, 'log', yRange)
  const { color, strokeDash } = seriesEncoding(found.map(({ name, one }) => ({ name, label: one.label })))
  const place = { x: { field: 'at', ...x }, color }
  const only = (field: string) => [{ filter: `isValid(datum.${field})` }]
  const shades = [...bucket(found, ({ one }) => one.panel).values()].flatMap((own) => outside(own, xRange, facet))
  const layer = [
    ...shadeLayer(shades, x),
    ...ifAny(rows, 'low', {
      transform: only('low'),
      mark: { type: 'area' as const, opacity: 0.16 },
      encoding: { ...place, y: { field: 'low', ...y }, y2: { field: 'high' } },
    }),
    {
      transform: only('median'),
      mark: { type: 'line' as const, strokeWidth: 1.8, ...pointsIfSingle(rows, found.length) },
      encoding: { ...place, y: { field: 'median', ...y }, strokeDash },
    },
    ...ifAny(fits, 'fit', {
      transform: only('fit'),
      mark: { type: 'line' as const, strokeWidth: 2.6, strokeDash: [7, 5], opacity: 0.8 },
      encoding: { ...place, y: { field: 'fit', ...y } },
    }),
    ...guideLayer(guides, x, y),
  ]
  const seeds = Math.max(...groups.map(({ runs }) => runs.length))
  const who = seeds > 1 ? `median and range of ${seeds} seeds` : 'one seed'
  const spec: TopLevelSpec = {
    ...frame(title, [`${who}; dashed: the median of the growth rates of ln ${plot.measure}`, ...notes]),
    data: { values: [...rows, ...fits, ...guides, ...shades] },
    ...panels(cutAtFrame(layer), facet),
  }
  const rates = found.flatMap(({ one, slope }) =>
    slope === null ? [] : [`ln ${plot.measure} of ${one.label.full} grows by ${shortNumber(slope)} a step.`],
  )
  return { spec, notes: [...notes, ...rates] }
}

interface Found {
  readonly one: { readonly panel: string }
  readonly steps: Steps | null
}

/** What of the axis lies outside the windows of a panel's claims. */
function outside(found: readonly Found[], [first, last]: AxisRange, facet: boolean): ShadeRow[] {
  const windows = found.flatMap(({ steps }) => steps ?? [])
  if (windows.length === 0) return []
  const [from, to] = [least(windows.map((one) => one.from)), greatest(windows.map((one) => one.to))]
  const common = { shade: 'outside the window of the claim', ...(facet ? { panel: found[0]?.one.panel ?? '' } : {}) }
  return [
    ...(Math.min(from, last) > first ? [{ from: first, to: Math.min(from, last), ...common }] : []),
    ...(to < last ? [{ from: to, to: last, ...common }] : []),
  ]
}

interface Point {
  readonly at: number
  readonly median: number
  readonly low?: number
  readonly high?: number
}

function pointOf({ t, values }: BandSample): Point[] {
  const median = quantile(values, 0.5)
  if (!onAxis('log', median)) return []
  const [low = 0, high = 0] = [values[0], values.at(-1)]
  return [{ at: t, median, ...(onAxis('log', low) && high > low && onAxis('log', high) ? { low, high } : {}) }]
}

/** An exponential through the middle of the logarithms of a window's points, from its first to its last. */
function straight(window: readonly Point[], slope: number | null): { at: number; level: number }[] {
  const [first, last] = [window[0], window.at(-1)]
  if (slope === null || !Number.isFinite(slope) || !first || !last || last.at <= first.at) return []
  const middle = window.reduce((sum, { at, median }) => sum + Math.log(median) - slope * at, 0) / window.length
  return [first.at, last.at]
    .map((at) => ({ at, level: Math.exp(middle + slope * at) }))
    .filter(({ level }) => onAxis('log', level))
}
