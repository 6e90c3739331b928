import type { View } from 'vega'
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
export function visibleLines(view: View, boxes: readonly Box[]): Line[] {
  const lines: Line[] = []
  visit(sceneOf(view), 0, 0, (mark, dx, dy) => {
    if (mark.role !== 'mark' || !['line', 'symbol', 'rect', 'rule', 'trail'].includes(mark.marktype)) return
    const points = mark.items.flatMap((item): Point[] => {
      const { datum, x = 0, y = 0, x2 = x, y2 = y } = item
      if (!datum || item.opacity === 0 || item.defined === false || item.size === 0) return []
      const box = { x: Math.min(x, x2) + dx, y: Math.min(y, y2) + dy, width: item.width ?? 0, height: item.height ?? 0 }
      const cell = mark.marktype === 'rect' ? box : null
      const at = cell ? { x: cell.x + cell.width / 2, y: cell.y + cell.height / 2 } : { x: x + dx, y: y + dy }
      return [{ ...at, cell, datum }]
    })
    const seen = points.filter((point) => boxes.some((box) => inside(box, point.x, point.y)))
    if (seen.length > 0) lines.push(mark.marktype === 'line' ? [...seen].sort((a, b) => a.x - b.x) : seen)
  })
  return lines
}

/** Half a unit of room: what lies on the edge is inside. */
export const inside = ({ x, y, width, height }: Box, px: number, py: number): boolean =>
  px >= x - 0.5 && px <= x + width + 0.5 && py >= y - 0.5 && py <= y + height + 0.5

/** The cell under a place, else the point nearest to it within `reach`. */
export function nearest(lines: readonly Line[], px: number, py: number, reach: number): Point | null {
  let best: Point | null = null
  let least = reach
  for (const line of lines)
    for (const point of line) {
      if (point.cell) {
        if (inside(point.cell, px, py)) best ??= point
        continue
      }
      const distance = Math.hypot(point.x - px, point.y - py)
      if (distance < least) {
        least = distance
        best = point
      }
    }
  return best
}
