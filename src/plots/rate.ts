import { linearRegression } from 'simple-statistics'
import type { TopLevelSpec } from 'vega-lite'
import type { RatePlot } from '../config/experiment.ts'
import type { Traces } from '../run/traces.ts'
import { axis } from './axes.ts'
import { samples } from './bands.ts'
import { type Chart, emptyChart, frame, panels } from './frame.ts'
import { bucket, type Group, groupRuns } from './groups.ts'
import { groupLabels } from './labels.ts'
import { plural } from './numbers.ts'
import { divergedNote, layout, seriesEncoding } from './series.ts'
import { MAX_POINTS } from './thin.ts'

interface Point {
  readonly at: number
  readonly mean: number
}

/** A power law `mean = scale * at^slope`, by least squares on the logarithms; null of fewer than two points. */
export function powerLaw(points: readonly Point[]): { slope: number; scale: number } | null {
  if (new Set(points.map((p) => p.at)).size < 2) return null
  const { m, b } = linearRegression(points.map((p) => [Math.log(p.at), Math.log(p.mean)]))
  return { slope: m, scale: Math.exp(b) }
}

/**
 * Log-log curve of the mean over seeds: against t where there is one horizon, its slope fitted over the last decade; of the
 * final values against T where there are several, fitted over all of them.
 */
export function ratePlotSpec(plot: RatePlot, traces: Traces): Chart {
  const measure = traces.measures.indexOf(plot.measure)
  const groups = groupRuns(traces)
  const horizons = new Set(groups.map((g) => g.horizon)).size > 1
  const title = plot.title ?? `Rate of ${plot.measure} in ${horizons ? 'the horizon T' : 't'}`
  const families = [...bucket(groups, (g) => JSON.stringify([g.problem, g.optimizer, g.point])).values()]
  const heads = families.flatMap((family) => family.slice(0, 1))
  const labels = groupLabels(heads, new Set(['T']))
  const { series, facet, notes: chosen } = layout(heads, labels)

  const dropped = { count: 0, of: 0 }
  const fitted = series.map((one) => {
    const family = families[heads.indexOf(one.group)] ?? []
    const all = measure < 0 ? [] : horizons ? finals(traces, measure, family) : means(traces, measure, one.group)
    const points = all.filter((p) => p.at > 0 && p.mean > 0)
    dropped.count += all.length - points.length
    dropped.of += all.length
    const last = Math.max(0, ...points.map((p) => p.at))
    const fit = powerLaw(horizons ? points : points.filter((p) => p.at >= last / 10))
    const name = fit ? `${one.name}: slope ${fit.slope.toFixed(3)}` : one.name
    const from = horizons ? Math.min(...points.map((p) => p.at)) : last / 10
    return { name, panel: one.panel, label: one.label, points, fit, from, last }
  })
  const notes = [
    ...(measure < 0 ? [`There is no measure '${plot.measure}'.`] : []),
    ...chosen,
    ...(dropped.count > 0
      ? [`${dropped.count} of ${plural(dropped.of, 'point')} are not positive and have no place on a log axis.`]
      : []),
    ...divergedNote(groups, 'means are over the runs that were still finite.'),
  ]
  const panelOf = (panel: string) => (facet ? { panel } : {})
  const rows = fitted.flatMap(({ name, panel, points }) =>
    points.map((p) => ({ series: name, ...panelOf(panel), at: p.at, mean: p.mean })),
  )
  if (rows.length === 0) return emptyChart(title, notes)
  const fits = fitted.flatMap(({ name, panel, fit, from, last }) =>
    fit ? [from, last].map((at) => ({ series: name, ...panelOf(panel), at, fit: fit.scale * at ** fit.slope })) : [],
  )
  const how = horizons
    ? 'least squares on the logarithms over all horizons'
    : 'least squares on the logarithms, t from T/10'
  const subtitle = [`mean over seeds; dashed: ${how}`, ...notes]
  const { color } = seriesEncoding(fitted)
  const x = {
    field: 'at',
    ...axis(
      horizons ? 'T' : 't',
      'log',
      rows.map((row) => row.at),
    ),
  }
  const y = axis(plot.measure, 'log', [...rows.map((row) => row.mean), ...fits.map((row) => row.fit)])
  const layer = [
    {
      transform: [{ filter: 'isValid(datum.mean)' }],
      mark: { type: 'line' as const, strokeWidth: 1.6, point: horizons },
      encoding: { x, y: { field: 'mean', ...y }, color },
    },
    {
      transform: [{ filter: 'isValid(datum.fit)' }],
      mark: { type: 'line' as const, strokeWidth: 2.6, strokeDash: [7, 5], opacity: 0.8 },
      encoding: { x, y: { field: 'fit', ...y }, color },
    },
  ]
  const spec: TopLevelSpec = {
    ...frame(title, subtitle),
    data: { values: [...rows, ...fits] },
    ...panels(layer, facet),
  }
  const slopes = fitted.flatMap(({ label, fit }) => (fit ? [`${label.full}: slope ${fit.slope.toFixed(3)}.`] : []))
  return { spec, notes: [...notes, ...slopes] }
}

const meanOf = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / values.length

function means(traces: Traces, measure: number, group: Group): Point[] {
  return samples(traces, measure, group, MAX_POINTS, 'log').flatMap(({ t, values }) =>
    values.length > 0 ? [{ at: t, mean: meanOf(values) }] : [],
  )
}

function finals(traces: Traces, measure: number, family: readonly Group[]): Point[] {
  return family.flatMap(({ horizon, finished }) => {
    const values = finished.map((run) => traces.runs[run]?.final[measure] ?? Number.NaN).filter(Number.isFinite)
    return values.length > 0 ? [{ at: horizon, mean: meanOf(values) }] : []
  })
}
