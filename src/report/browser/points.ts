import type { View } from 'vega'
import { isMatrix, type MatrixCell, matrixCells } from '../../plots/matrix.ts'
import type { PlotFrame } from './program.ts'

/** What is used of the items of Vega's scene graph. */
interface Item {
  readonly x?: number
  readonly y?: number
  readonly x2?: number
  readonly y2?: number
  readonly width?: number
  readonly height?: number
  readonly size?: number
  readonly opacity?: number
  readonly defined?: boolean
  readonly datum?: Readonly<Record<string, unknown>>
  readonly items?: readonly Mark[]
}

interface Mark {
  readonly marktype: string
  readonly role?: string
  readonly name?: string
  readonly items: readonly Item[]
}

/** A rectangle in the units of the chart. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Something drawn that has values: a point of a line, a dot, or a cell. */
export interface Point {
  readonly x: number
  readonly y: number
  /** The area of a cell; null for a point. */
  readonly cell: Box | null
  readonly datum: Readonly<Record<string, unknown>>
  /** What it says, where that is not all of its datum. */
  readonly pairs?: MatrixCell['pairs']
}

/** What one mark draws: the points of one line, in the order of x. */
export type Line = readonly Point[]

function visit(mark: Mark, dx: number, dy: number, see: (mark: Mark, dx: number, dy: number) => void): void {
  see(mark, dx, dy)
  if (mark.marktype !== 'group') return
  for (const item of mark.items)
    for (const inner of item.items ?? []) visit(inner, dx + (item.x ?? 0), dy + (item.y ?? 0), see)
}

const sceneOf = (view: View): Mark => (view.scenegraph() as unknown as { root: Mark }).root

/** Where the frames of a chart are, now. */
export function frameBoxes(view: View, frames: readonly PlotFrame[]): { frame: PlotFrame; box: Box }[] {
  const found: { frame: PlotFrame; box: Box }[] = []
  const whole = frames.find(({ group }) => group === null)
  if (whole) found.push({ frame: whole, box: { x: 0, y: 0, width: view.width(), height: view.height() } })
  visit(sceneOf(view), 0, 0, (mark, dx, dy) => {
    const frame = frames.find(({ group }) => group !== null && group === mark.name)
    if (!frame || mark.marktype !== 'group') return
    for (const { x = 0, y = 0, width = 0, height = 0 } of mark.items)
      found.push({ frame, box: { x: x + dx, y: y + dy, width, height } })
  })
  return found
}

/** Everything in the chart that has values and is seen. */
export function visibleLines(view: View, frames: readonly { frame: PlotFrame; box: Box }[]): Line[] {
  const lines: Line[] = []
  const seen = ({ x, y, cell }: Point) => frames.some(({ box }) => (cell ? overlap(box, cell) : inside(box, x, y)))
  const add = (points: Line) => {
    const shown = points.filter(seen)
    if (shown.length > 0) lines.push(shown)
  }
  visit(sceneOf(view), 0, 0, (mark, dx, dy) => {
    if (mark.role !== 'mark') return
    if (mark.marktype === 'image') {
      const at = frames.find(({ box }) => Math.abs(box.x - dx) < 1 && Math.abs(box.y - dy) < 1)
      for (const { datum } of mark.items)
        if (at && datum && isMatrix(datum)) for (const row of matrixCells(datum)) add(cellsIn(view, at, row, datum))
      return
    }
    if (!['line', 'symbol', 'rect', 'rule', 'trail'].includes(mark.marktype)) return
    const points = mark.items.flatMap((item): Point[] => {
      const { datum, x = 0, y = 0, x2 = x, y2 = y } = item
      if (!datum || item.opacity === 0 || item.defined === false || item.size === 0) return []
      const box = { x: Math.min(x, x2) + dx, y: Math.min(y, y2) + dy, width: item.width ?? 0, height: item.height ?? 0 }
      const cell = mark.marktype === 'rect' ? box : null
      const at = cell ? { x: cell.x + cell.width / 2, y: cell.y + cell.height / 2 } : { x: x + dx, y: y + dy }
      return [{ ...at, cell, datum }]
    })
    add(mark.marktype === 'line' ? points.sort((a, b) => a.x - b.x) : points)
  })
  return lines
}

/** Cells of a picture where they are drawn now. */
function cellsIn(
  view: View,
  { frame, box }: { frame: PlotFrame; box: Box },
  row: readonly MatrixCell[],
  datum: Point['datum'],
): Point[] {
  const [x, y] = [view.scale(frame.x), view.scale(frame.y)] as [(v: number) => number, (v: number) => number]
  return row.map((cell) => {
    const [a, b, c, d] = [...cell.x.map(x), ...cell.y.map(y)] as [number, number, number, number]
    const place = {
      x: box.x + Math.min(a, b),
      y: box.y + Math.min(c, d),
      width: Math.abs(b - a),
      height: Math.abs(d - c),
    }
    const middle = { x: place.x + place.width / 2, y: place.y + place.height / 2 }
    return { ...middle, cell: place, datum, pairs: cell.pairs }
  })
}

const overlap = (box: Box, cell: Box): boolean =>
  cell.x < box.x + box.width &&
  cell.x + cell.width > box.x &&
  cell.y < box.y + box.height &&
  cell.y + cell.height > box.y

/** Half a unit of room: what lies on the edge is inside. */
export const inside = ({ x, y, width, height }: Box, px: number, py: number): boolean =>
  px >= x - 0.5 && px <= x + width + 0.5 && py >= y - 0.5 && py <= y + height + 0.5

/** How near to the pointer a point has to be to be read in place of the cell below it. */
const OVER_CELL = 6

/** The cell under a place unless a point is very near, else the point nearest to it within `reach`. */
export function nearest(lines: readonly Line[], px: number, py: number, reach: number): Point | null {
  let below: Point | null = null
  let best: Point | null = null
  let least = reach
  for (const line of lines)
    for (const point of line) {
      if (point.cell) {
        if (inside(point.cell, px, py)) below ??= point
        continue
      }
      const distance = Math.hypot(point.x - px, point.y - py)
      if (distance < least) {
        least = distance
        best = point
      }
    }
  return below && least > OVER_CELL ? below : best
}
