import type { LayerSpec, UnitSpec } from 'vega-lite/types_unstable/spec/index.js'
import type { DrawnCell, Panel } from './cells.ts'
import { stencil } from './raster.ts'
import { type CellAxis, drawn, drawnValue } from './spacing.ts'
import { CROSS } from './theme.ts'

/** More crosses than these would hide the map: their cells are drawn instead. */
export const MAX_CROSSES = 600
const INK = '#000000'
const NAME = 'disagrees with the claim'

/** Layers that mark cells of a map, with an entry in the legend. `at` are the axes of the map, `corner` a place on them. */
export function disagreementLayers(
  panel: Panel,
  cells: readonly DrawnCell[],
  at: object,
  corner: { readonly x: number; readonly y: number },
): (LayerSpec<string> | UnitSpec<string>)[] {
  if (cells.length === 0) return []
  const wide = Math.max(panel.x.values.length, panel.y.values.length)
  const size = Math.max(9, Math.min(90, (260 / wide) ** 2))
  const shape = {
    field: 'verdict',
    type: 'nominal' as const,
    title: null,
    scale: { domain: [NAME], range: [CROSS] },
    legend: { symbolSize: 70, symbolStrokeColor: INK, symbolStrokeWidth: 2 },
  }
  const square = {
    ...shape,
    scale: { domain: [NAME], range: ['square'] },
    legend: { symbolSize: 120, symbolFillColor: INK, symbolStrokeColor: INK },
  }
  const cross = (values: object[], width: number, stroke: string, area: number): UnitSpec<string> => ({
    data: { values },
    mark: { type: 'point', size: area, strokeWidth: width, stroke, opacity: 1 },
    encoding: { ...at, shape },
  })
  if (cells.length <= MAX_CROSSES) {
    const rows = cells.map((cell) => ({ ...middle(panel, cell), verdict: NAME }))
    const fine = wide > 60 ? 1 : 2
    return [cross(rows, fine + 1.5, '#ffffff', size), cross(rows, fine, INK, size)]
  }
  const [left, right] = ends(panel.x)
  const [low, high] = ends(panel.y)
  return [
    {
      data: { values: [{ x: left, x2: right, y: low, y2: high, url: stencil(panel, cells, INK) }] },
      mark: { type: 'image', aspect: false, smooth: false },
      encoding: { ...at, x2: { field: 'x2' }, y2: { field: 'y2' }, url: { field: 'url', type: 'nominal' } },
    },
    {
      data: { values: [{ ...corner, verdict: NAME }] },
      mark: { type: 'point', filled: true, color: INK, size: 0, opacity: 1 },
      encoding: { ...at, shape: square },
    },
  ]
}

function middle({ x, y }: Panel, { column, row }: DrawnCell) {
  const at = (axis: CellAxis, k: number) => drawnValue(axis.spacing, axis.values[k] ?? 0)
  return { x: at(x, column), y: at(y, row) }
}

const ends = (axis: CellAxis) =>
  [axis.edges[0] ?? 0, axis.edges.at(-1) ?? 1].map((u) => drawn(axis.spacing, u)) as [number, number]
