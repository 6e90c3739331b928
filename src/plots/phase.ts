import type { TopLevelSpec } from 'vega-lite'
import type { PhasePlot, PlotScale } from '../config/plot.ts'
import type { Traces } from '../run/traces.ts'
import { plural } from '../text/plural.ts'
import { axis, NUMBER_LABELS } from './axes.ts'
import { colourEncoding, colourScale, colourTicks } from './colours.ts'
import { type Chart, emptyChart, frame } from './frame.ts'
import { atLongest, groupRuns } from './groups.ts'
import { groupLabels } from './labels.ts'
import { endsOf, type PathPoint, pathOf, rangeOf, seedNote } from './paths.ts'
import { type AxisRange, onAxis, outsideNote, robustRange, within } from './range.ts'
import { evenlyMany, seriesEncoding } from './series.ts'

/** Paths of one chart; with colours of a third measure each has a panel. */
const MAX_PATHS = 24
const MAX_PANELS = 6
const SIDE = 460

/** The path of one seed of each group in the plane of two measures: hollow where it begins, filled where it ends. */
export function phaseSpec(plot: PhasePlot, traces: Traces): Chart {
  const title = plot.title ?? `${plot.y} against ${plot.x}`
  const asked = [plot.x, plot.y, ...(plot.colour === null ? [] : [plot.colour])]
  const absent = asked.filter((name) => !traces.measures.includes(name))
  const [x, y, z] = [plot.x, plot.y, plot.colour ?? ''].map((name) => traces.measures.indexOf(name)) as [
    number,
    number,
    number,
  ]
  const groups = atLongest(groupRuns(traces))
  const labels = groupLabels(groups)
  const named = groups.flatMap((group, k) => {
    const label = labels[k]
    return label ? [{ group, label, name: label.full }] : []
  })
  const { shown, notes: chosen } = evenlyMany(
    absent.length > 0 ? [] : named,
    plot.colour === null ? MAX_PATHS : MAX_PANELS,
  )
  const fits = (point: PathPoint) =>
    onAxis(plot.xScale, point.x) && onAxis(plot.yScale, point.y) && (plot.colour === null || Number.isFinite(point.z))
  const followed = shown.map(({ group, label, name }) => {
    const all = pathOf(traces, group, x, y, plot.colour === null ? null : z)
    return { label, name, all, points: all.filter(fits), finished: group.finished.includes(group.runs[0] ?? -1) }
  })
  const along = (key: 'x' | 'y', scale: PlotScale): AxisRange =>
    plot[`${key}Domain`] ??
    (scale === 'linear'
      ? rangeOf(followed, key)
      : robustRange(
          scale,
          followed.map(({ points }) => points.map((p) => p[key])),
        ))
  const ranges = { x: along('x', plot.xScale), y: along('y', plot.yScale) }
  const inside = (point: PathPoint) => within(point.x, ranges.x) && within(point.y, ranges.y)
  const paths = followed.map(({ label, name, all, points }) => ({
    label,
    name,
    // A point without a place is a gap, not a corner that is cut.
    rows: all.map((point) => rowOf(name, point, plot.colour !== null, fits(point))),
    ends: endsOf(points)
      .filter(inside)
      .map(({ end, ...point }) => ({ ...rowOf(name, point as PathPoint, false, true), end })),
  }))
  const all = followed.flatMap((path) => path.all)
  const points = followed.flatMap((path) => path.points)
  const lost = all.length - points.length
  const ended = followed.filter(({ finished }) => !finished).length
  const notes = [
    ...absent.map((name) => `There is no measure '${name}'.`),
    ...chosen.map((note) => note.replace('series', 'paths')),
    ...(lost > 0 ? [`${lost} of ${plural(all.length, 'point')} have no place on the axes.`] : []),
    ...outsideNote(points, ranges.x, ranges.y),
    ...(ended > 0 ? [`${ended} of ${plural(shown.length, 'path')} end where the run diverged or failed.`] : []),
  ]
  if (points.length === 0) return emptyChart(title, notes)
  const at = {
    x: { field: 'x', ...axis(plot.x, plot.xScale, ranges.x) },
    y: { field: 'y', ...axis(plot.y, plot.yScale, ranges.y) },
  }
  const order = { field: 't', type: 'quantitative' as const }
  const common = frame(title, [
    `${seedNote(traces, groups)}; hollow: the first recorded step, filled: the last`,
    ...notes,
  ])
  if (plot.colour === null) {
    const { color, strokeDash } = seriesEncoding(paths)
    const spec: TopLevelSpec = {
      ...common,
      width: SIDE,
      height: SIDE * 0.87,
      data: { values: paths.flatMap((path) => path.rows) },
      layer: [
        {
          mark: { type: 'line', strokeWidth: 1.2, opacity: 0.85, clip: true },
          encoding: { ...at, order, color, strokeDash },
        },
        ...endLayers(
          paths.flatMap((path) => path.ends),
          at,
          { color },
        ),
      ],
    }
    return { spec, notes }
  }
  const scale = colourScale(
    points.map((point) => point.z),
    null,
  )
  const colour = {
    field: 'colour',
    type: 'quantitative' as const,
    title: plot.colour,
    scale: colourEncoding(scale),
    legend: { gradientLength: 200, labelExpr: NUMBER_LABELS, ...colourTicks(scale) },
  }
  const several = paths.length > 1
  const views = paths.map((path) => ({
    ...(several ? { title: { text: path.name, fontSize: 12, fontWeight: 'normal' as const } } : {}),
    width: several ? 300 : SIDE,
    height: several ? 260 : SIDE * 0.87,
    data: { values: path.rows },
    layer: [
      {
        mark: { type: 'line' as const, strokeWidth: 1, stroke: '#aaaaaa', opacity: 0.6, clip: true },
        encoding: { ...at, order },
      },
      {
        transform: [{ filter: 'isValid(datum.x)' }],
        mark: { type: 'circle' as const, size: 22, opacity: 1, clip: true },
        encoding: { ...at, order, fill: colour },
      },
      ...endLayers(path.ends, at, {}),
    ],
  }))
  const [only] = views
  const spec: TopLevelSpec =
    !several && only
      ? { ...common, ...only }
      : { ...common, columns: 2, concat: views, resolve: { scale: { fill: 'shared' } } }
  return { spec, notes }
}

function rowOf(series: string, { t, x, y, z }: PathPoint, coloured: boolean, fits: boolean) {
  return { series, t, x: fits ? x : null, y: fits ? y : null, ...(coloured ? { colour: fits ? z : null } : {}) }
}

/** Marks of the ends of paths. */
export function endLayers(ends: readonly { readonly end: 'first' | 'last' }[], at: object, encoding: object) {
  return (['first', 'last'] as const).map((end) => ({
    data: { values: ends.filter((one) => one.end === end) },
    mark: {
      type: 'point' as const,
      size: 60,
      opacity: 1,
      strokeWidth: 2,
      filled: end === 'last',
      ...(end === 'first' ? { fill: '#ffffff' } : {}),
      ...('color' in encoding ? {} : { color: '#333333' }),
    },
    encoding: { ...at, ...encoding },
  }))
}
