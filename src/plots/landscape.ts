import type { TopLevelSpec } from 'vega-lite'
import type { LandscapePlot } from '../config/plot.ts'
import type { Traces } from '../run/traces.ts'
import { quantile } from '../stats/quantile.ts'
import { plural } from '../text/plural.ts'
import { NUMBER_LABELS } from './axes.ts'
import { type ColourScale, colourEncoding, colourScale, colourTicks } from './colours.ts'
import type { ObjectiveOf, PlotContext } from './context.ts'
import { contourOf } from './contour.ts'
import { type Chart, emptyChart, frame } from './frame.ts'
import { atLongest, bucket, groupRuns } from './groups.ts'
import { groupLabels } from './labels.ts'
import { endsOf, pathOf, rangeOf, seedNote } from './paths.ts'
import { endLayers } from './phase.ts'
import { type AxisRange, within } from './range.ts'
import { evenlyMany, mix, seriesEncoding } from './series.ts'

const MAX_PATHS = 24
const MAX_PANELS = 6
/** Points of the grid on which level lines are sought, along each axis; lines. */
const FINE = 101
const LEVELS = 14

/**
 * Level lines of the objective in the plane of two measures that hold the coordinates of the iterate, and the paths of one seed of
 * each group over them: hollow where they begin, filled where they end. A panel for each problem.
 */
export function landscapeSpec(plot: LandscapePlot, traces: Traces, page: PlotContext): Chart {
  const title = plot.title ?? `Paths over the objective`
  const absent = [plot.x, plot.y].filter((name) => !traces.measures.includes(name))
  const [x, y] = [plot.x, plot.y].map((name) => traces.measures.indexOf(name)) as [number, number]
  const groups = absent.length > 0 ? [] : atLongest(groupRuns(traces))
  const problems = [...bucket(groups, ({ problem, given }) => JSON.stringify([problem, given])).values()]
  const shown = problems.slice(0, MAX_PANELS)
  const heads = problems.flatMap(([first]) => (first ? [{ ...first, optimizer: '', hyper: {} }] : []))
  const titles = groupLabels(heads).map(({ withinOptimizer }) => withinOptimizer)
  const panels = shown.map((members) => {
    const labels = groupLabels(members)
    const named = members.flatMap((group, k) => {
      const label = labels[k]
      return label ? [{ group, label, name: label.full }] : []
    })
    const { shown: drawn, notes } = evenlyMany(named, MAX_PATHS)
    const paths = drawn.map(({ group, label, name }) => ({
      label,
      name,
      points: pathOf(traces, group, x, y, null),
      finished: group.finished.includes(group.runs[0] ?? -1),
    }))
    const [first] = members
    const points = paths.flatMap(({ points }) => points)
    const [across, up] = [plot.xDomain ?? rangeOf(paths, 'x'), plot.yDomain ?? rangeOf(paths, 'y')]
    const objective = first ? (page.objective?.(first.problem, first.given) ?? null) : null
    return { paths, notes, points, across, up, ...levels(objective, across, up) }
  })
  const points = panels.flatMap((panel) => panel.points)
  const paths = panels.flatMap((panel) => panel.paths)
  const out = panels.reduce(
    (sum, { points, across, up }) => sum + points.filter((p) => !within(p.x, across) || !within(p.y, up)).length,
    0,
  )
  const [ended, blind] = [
    paths.filter((path) => !path.finished).length,
    panels.filter(({ lines }) => lines.length === 0).length,
  ]
  const notes = [
    ...absent.map((name) => `There is no measure '${name}'.`),
    ...(shown.length < problems.length ? [`${shown.length} of ${problems.length} problems are drawn.`] : []),
    ...panels.flatMap((panel) => panel.notes.map((note) => note.replace('series', 'paths'))),
    ...(out > 0 ? [`${out} of ${plural(points.length, 'point')} lie outside of the frame.`] : []),
    ...(ended > 0 ? [`${ended} of ${plural(paths.length, 'path')} end where the run diverged or failed.`] : []),
    ...(blind > 0 && points.length > 0
      ? [
          `${blind === panels.length ? 'There are no level lines' : `${blind} of ${panels.length} problems have no level lines`}: no objective of two coordinates, the same at all steps.`,
        ]
      : []),
  ]
  if (points.length === 0) return emptyChart(title, notes)
  const names = [...new Map(paths.map((path) => [path.name, path])).values()]
  const { color, strokeDash } = seriesEncoding(names)
  const several = panels.length > 1
  const views = panels.map((panel, k) => ({
    ...(several ? { title: { text: titles[k] ?? '', fontSize: 12, fontWeight: 'normal' as const } } : {}),
    width: several ? 300 : 500,
    height: several ? 270 : 440,
    layer: viewLayers(plot, panel, { color, strokeDash }),
  }))
  const [only] = views
  const common = frame(title, [
    `${seedNote(traces, groups)}; hollow: the first recorded step, filled: the last`,
    ...notes,
  ])
  const spec: TopLevelSpec =
    !several && only
      ? { ...common, ...only }
      : {
          ...common,
          columns: 2,
          concat: views,
          resolve: { scale: { color: 'shared', strokeDash: 'shared', stroke: 'independent' } },
        }
  return { spec, notes }
}

interface Panel {
  readonly paths: readonly {
    readonly name: string
    readonly points: readonly { readonly t: number; readonly x: number; readonly y: number }[]
  }[]
  readonly across: AxisRange
  readonly up: AxisRange
  readonly lines: readonly {
    readonly level: number
    readonly line: number
    readonly order: number
    readonly x: number
    readonly y: number
  }[]
  readonly scale: ColourScale
}

function viewLayers(plot: LandscapePlot, panel: Panel, look: { color: object; strokeDash: object }) {
  const rows = panel.paths.flatMap(({ name, points }) => points.map(({ t, x, y }) => ({ series: name, t, x, y })))
  const span = (name: string, domain: AxisRange) => ({
    type: 'quantitative' as const,
    title: name,
    scale: { domain: [...domain], nice: false, zero: false },
    axis: { labelExpr: NUMBER_LABELS, tickCount: 6, grid: false },
  })
  const at = { x: { field: 'x', ...span(plot.x, panel.across) }, y: { field: 'y', ...span(plot.y, panel.up) } }
  const { scale } = panel
  const stroke = {
    field: 'level',
    type: 'quantitative' as const,
    title: 'objective',
    scale: { ...colourEncoding(scale), range: scale.range.map((colour) => mix([colour, '#ffffff'], 0.35)) },
    legend: { gradientLength: 180, labelExpr: NUMBER_LABELS, ...colourTicks(scale), gradientOpacity: 1 },
  }
  const ends = panel.paths.flatMap(({ name, points }) =>
    endsOf(points.map(({ t, x, y }) => ({ series: name, t, x, y }))),
  )
  const shownEnds = ends.filter(({ x, y }) => within(x, panel.across) && within(y, panel.up))
  return [
    ...(panel.lines.length > 0
      ? [
          {
            data: { values: [...panel.lines] },
            mark: { type: 'line' as const, strokeWidth: 1, clip: true },
            encoding: {
              ...at,
              stroke,
              detail: { field: 'line', type: 'nominal' as const },
              order: { field: 'order', type: 'quantitative' as const },
            },
          },
        ]
      : []),
    {
      data: { values: rows },
      mark: { type: 'line' as const, strokeWidth: 1.6, clip: true, point: { size: 9, filled: true } },
      encoding: { ...at, ...look, order: { field: 't', type: 'quantitative' as const } },
    },
    ...endLayers(shownEnds, at, { color: look.color }),
  ]
}

/** Level lines at values that divide the plane evenly, so that steep and flat objectives have as many. */
function levels(objective: ObjectiveOf | null, across: AxisRange, up: AxisRange): Pick<Panel, 'lines' | 'scale'> {
  const grid = ([low, high]: AxisRange) => Array.from({ length: FINE }, (_, k) => low + ((high - low) * k) / (FINE - 1))
  const [xs, ys] = [grid(across), grid(up)]
  const values = objective ? ys.map((y) => xs.map((x) => objective(x, y) ?? Number.NaN)) : []
  const ascending = values
    .flat()
    .filter(Number.isFinite)
    .sort((a, b) => a - b)
  const found = Array.from({ length: LEVELS }, (_, k) => quantile(ascending, (k + 0.3) / LEVELS))
  const chosen = [...new Set(found.flatMap((level) => (level === null ? [] : [level])))]
  let line = 0
  const lines = chosen.flatMap((level) =>
    contourOf(
      xs,
      ys,
      values.map((row) => row.map((value) => value - level)),
    ).flatMap((vertices) => {
      line++
      return vertices.map(([x, y], order) => ({ level, line, order, x, y }))
    }),
  )
  const positive = chosen.length > 1 && chosen.every((level) => level > 0)
  return { lines, scale: colourScale(chosen, positive ? 'log' : null, false) }
}
