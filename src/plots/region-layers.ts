import type { LayerSpec, UnitSpec } from 'vega-lite/types_unstable/spec/index.js'
import type { Ends, RegionPlot } from '../config/plot.ts'
import type { Formula } from '../lang/syntax.ts'
import { cutAtFrame, logTicks, NUMBER_LABELS } from './axes.ts'
import type { DrawnCell, Panel } from './cells.ts'
import { type ColourScale, colourEncoding, colourTicks } from './colours.ts'
import type { BoundaryOf } from './context.ts'
import { contour } from './contour.ts'
import { disagreementLayers } from './disagreement.ts'
import { matrixOf } from './matrix.ts'
import { type AxisRange, within } from './range.ts'
import { raster } from './raster.ts'
import type { ClaimedMap } from './region-claims.ts'
import { type CellAxis, drawn, drawnValue, place, unplace } from './spacing.ts'
import { BOUNDARY, DIVERGED } from './theme.ts'

/** Maps with more cells along an axis are drawn as a picture. */
const MAX_RECTANGLES = 39
/** Points of the fine grid on which the boundary is sought, along each axis. */
const FINE = 161

export function boundaryLabel(boundary: Formula): string {
  const text = boundary.source.text.replace(/\s+/g, ' ').trim()
  return text.length > 60 ? 'predicted boundary' : `${text} = 0`
}

/** Layers of one map, whose cells without a value are named `lostAs`, and whether the predicted boundary passes through it. */
export function mapLayers(
  panel: Panel,
  scale: ColourScale,
  lostAs: string,
  plot: RegionPlot,
  claimed: ClaimedMap | null,
  boundaryOf: BoundaryOf | undefined,
) {
  const x = axisPosition(panel.x, plot.xDomain)
  const y = axisPosition(panel.y, plot.yDomain)
  const corner = { x: drawn(panel.x.spacing, panel.x.edges[0] ?? 0), y: drawn(panel.y.spacing, panel.y.edges[0] ?? 0) }
  const at = { x: { field: 'x', ...x }, y: { field: 'y', ...y } }
  const span = { ...at, x2: { field: 'x2' }, y2: { field: 'y2' } }
  const fill = {
    type: 'quantitative' as const,
    title: plot.measure,
    scale: colourEncoding(scale),
    legend: { gradientLength: 220, labelExpr: NUMBER_LABELS, ...colourTicks(scale) },
  }
  const lost = { type: 'nominal' as const, title: null, scale: { domain: [lostAs], range: [DIVERGED] } }
  const layer: (LayerSpec<string> | UnitSpec<string>)[] = []

  const drawable = panel.cells.filter((c) => c.value !== null && (scale.type !== 'log' || c.value > 0))
  const grey = panel.cells.filter((c) => c.value === null)
  if (panel.x.values.length <= MAX_RECTANGLES && panel.y.values.length <= MAX_RECTANGLES) {
    const rows = drawable.map((cell) => ({ ...box(panel, cell), value: cell.value }))
    const mark = { type: 'rect' as const, strokeWidth: 0 }
    layer.push({ data: { values: rows }, mark, encoding: { ...span, fill: { field: 'value', ...fill } } })
    if (grey.length > 0) {
      const rows = grey.map((cell) => ({ ...box(panel, cell), status: lostAs }))
      layer.push({ data: { values: rows }, mark, encoding: { ...span, color: { field: 'status', ...lost } } })
    }
  } else {
    const picture = { ...whole(panel), url: raster(panel, scale), ...matrixOf(panel, plot.measure) }
    layer.push({
      data: { values: [picture] },
      mark: { type: 'image', aspect: false, smooth: false },
      encoding: { ...span, url: { field: 'url', type: 'nominal' } },
    })
    // Points without size carry the legends of the picture's colours.
    const point = { type: 'square' as const, size: 0, opacity: 1 }
    layer.push({
      data: { values: [{ ...corner, value: scale.domain[0] }] },
      mark: point,
      encoding: { ...at, fill: { field: 'value', ...fill } },
    })
    if (grey.length > 0)
      layer.push({
        data: { values: [{ ...corner, status: lostAs }] },
        mark: { ...point, filled: true },
        encoding: { ...at, color: { field: 'status', ...lost, legend: { symbolSize: 120 } } },
      })
  }

  const boundary = claimed?.boundary ?? null
  const lines = boundary && boundaryOf ? boundaryRows(plot, panel, boundary, boundaryOf) : []
  if (boundary && lines.length > 0) {
    const path = {
      ...at,
      detail: { field: 'line', type: 'nominal' as const },
      order: { field: 'order', type: 'quantitative' as const },
    }
    const stroke = {
      field: 'boundary',
      type: 'nominal' as const,
      title: 'predicted boundary',
      scale: { domain: [boundaryLabel(boundary)], range: [BOUNDARY] },
    }
    layer.push({
      data: { values: lines },
      layer: [
        { mark: { type: 'line', stroke: '#ffffff', strokeWidth: 4.5, opacity: 0.85 }, encoding: path },
        { mark: { type: 'line', strokeWidth: 2 }, encoding: { ...path, stroke } },
      ],
    })
  }
  layer.push(...disagreementLayers(panel, claimed?.disagreeing ?? [], at, corner))
  return { layer: cutAtFrame(layer), bounded: lines.length > 0 }
}

function boundaryRows(plot: RegionPlot, panel: Panel, boundary: Formula, heightOf: BoundaryOf) {
  const [xs, ys] = [fine(panel.x), fine(panel.y)]
  const at = (u: number, w: number) =>
    heightOf({ ...panel.fixed, [plot.x]: unplace(panel.x.spacing, u), [plot.y]: unplace(panel.y.spacing, w) }, boundary)
  return contour(xs, ys, at).flatMap((vertices, line) =>
    vertices.map(([u, w], order) => ({
      x: drawn(panel.x.spacing, u),
      y: drawn(panel.y.spacing, w),
      line,
      order,
      boundary: boundaryLabel(boundary),
    })),
  )
}

/** From the first to the last value: half a cell further out a setting may have no meaning. */
function fine({ values, spacing }: CellAxis): number[] {
  const [low, high] = [values[0] ?? 0, values.at(-1) ?? 0].map((v) => place(spacing, v)) as [number, number]
  return Array.from({ length: FINE }, (_, k) => low + ((high - low) * k) / (FINE - 1))
}

function box({ x, y }: Panel, { column, row }: Pick<DrawnCell, 'column' | 'row'>) {
  const edge = (axis: CellAxis, k: number) => drawn(axis.spacing, axis.edges[k] ?? 0)
  return { x: edge(x, column), x2: edge(x, column + 1), y: edge(y, row), y2: edge(y, row + 1) }
}

function whole({ x, y }: Panel) {
  const ends = (axis: CellAxis) => [axis.edges[0] ?? 0, axis.edges.at(-1) ?? 1].map((u) => drawn(axis.spacing, u))
  const [[left, right], [low, high]] = [ends(x), ends(y)]
  return { x: left, x2: right, y: low, y2: high }
}

/** The scale of an axis. A log1m axis is a log axis of 1 - value, running down, whose labels tell the value. */
export function axisPosition(axis: CellAxis, asked?: Ends) {
  const domain = ends(axis, asked)
  const log = axis.spacing !== 'linear'
  return {
    type: 'quantitative' as const,
    title: axis.name,
    scale: log ? { type: 'log' as const, domain, nice: false } : { domain, nice: false, zero: false },
    axis: {
      ...ticks(log, domain),
      labelExpr: axis.spacing === 'log1m' ? "format(1 - datum.value, '.8~g')" : NUMBER_LABELS,
      grid: false,
    },
  }
}

/** The ends of an axis as they are drawn: those asked for, but that the axis has no place for, such as 0 on a logarithmic one. */
function ends({ edges, spacing }: CellAxis, asked: Ends | undefined): number[] {
  const whole = [edges[0] ?? 0, edges.at(-1) ?? 1].map((u) => drawn(spacing, u))
  return whole.map((end, k) => {
    const value = asked?.[k]
    return value !== undefined && Number.isFinite(place(spacing, value)) ? drawnValue(spacing, value) : end
  })
}

/** A domain that may run down, from its lower end. */
export const ascending = (domain: readonly number[]): AxisRange => [Math.min(...domain), Math.max(...domain)]

/** Cells whose middle is not seen. */
export function cellsOutside({ x, y, cells }: Panel, plot: RegionPlot): number {
  if (!plot.xDomain && !plot.yDomain) return 0
  const seen = (axis: CellAxis, asked: Ends | undefined, k: number) =>
    within(drawnValue(axis.spacing, axis.values[k] ?? 0), ascending(ends(axis, asked)))
  return cells.filter(({ column, row }) => !seen(x, plot.xDomain, column) || !seen(y, plot.yDomain, row)).length
}

/** Ticks of a scale with this domain, which may run down. */
function ticks(log: boolean, domain: readonly number[]) {
  const values = log ? logTicks(Math.min(...domain), Math.max(...domain)) : []
  return values.length > 1 ? { values } : { tickCount: 6 }
}
