import type { DrawnCell, Panel } from './cells.ts'
import { type ColourScale, palette, rgb } from './colours.ts'
import { encodePng, pngUri } from './png.ts'
import type { CellAxis } from './spacing.ts'
import { DIVERGED } from './theme.ts'

const COLOURS = 254
const LOST = COLOURS
const EMPTY = COLOURS + 1
/** Pixels along an axis whose cells are not equally wide. */
const UNEVEN = 320

/** The cell of each pixel along an axis: the cell itself where cells are equally wide. */
function columns(axis: CellAxis): number[] {
  if (axis.even) return axis.values.map((_, k) => k)
  const [low, high] = [axis.edges[0] ?? 0, axis.edges.at(-1) ?? 1]
  return Array.from({ length: UNEVEN }, (_, pixel) => {
    const u = low + ((pixel + 0.5) / UNEVEN) * (high - low)
    const cell = axis.edges.findIndex((edge, k) => k > 0 && u < edge) - 1
    return cell < 0 ? axis.values.length - 1 : cell
  })
}

/** A map as a picture, one pixel a cell; cells without a colour on the scale are transparent. */
export function raster(panel: Panel, scale: ColourScale): string {
  const [xs, ys] = [columns(panel.x), columns(panel.y)]
  const wide = panel.x.values.length
  const codes = new Uint8Array(wide * panel.y.values.length).fill(EMPTY)
  for (const { column, row, value } of panel.cells) {
    if (value !== null && scale.type === 'log' && value <= 0) continue
    const level = value === null ? LOST : Math.round(Math.min(Math.max(scale.fraction(value), 0), 1) * (COLOURS - 1))
    codes[row * wide + column] = level
  }
  const pixels = Uint8Array.from(
    [...ys].reverse().flatMap((row) => xs.map((column) => codes[row * wide + column] ?? EMPTY)),
  )
  return pngUri(encodePng(xs.length, ys.length, pixels, [...palette(scale, COLOURS), rgb(DIVERGED), [0, 0, 0, 0]]))
}

/** Some cells of a map as a picture of one colour, the others transparent. */
export function stencil(panel: Panel, cells: readonly Pick<DrawnCell, 'column' | 'row'>[], colour: string): string {
  const [xs, ys] = [columns(panel.x), columns(panel.y)]
  const wide = panel.x.values.length
  const chosen = new Set(cells.map(({ column, row }) => row * wide + column))
  const pixels = Uint8Array.from(
    [...ys].reverse().flatMap((row) => xs.map((column) => Number(chosen.has(row * wide + column)))),
  )
  return pngUri(encodePng(xs.length, ys.length, pixels, [[0, 0, 0, 0], rgb(colour)]))
}
