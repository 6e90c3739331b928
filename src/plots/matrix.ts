import type { Panel } from './cells.ts'
import { type CellAxis, drawn } from './spacing.ts'

/** The values of a map that is drawn as a picture, as columns of a row of data: texts, which take a third of the room of rows. */
export interface Matrix {
  /** Name of the value. */
  readonly value: string
  /** Names of the axes, and the settings of the columns and of the rows, ascending. */
  readonly across: string
  readonly columns: string
  readonly up: string
  readonly rows: string
  /** Where cells end, as they are drawn: one more than there are columns, and rows. */
  readonly xEdges: string
  readonly yEdges: string
  /** Row by row; `diverged` where there is no finite value, `-` where there is no cell. */
  readonly cells: string
}

/** Digits of a value that is read off. */
const DIGITS = 6
const LOST = 'diverged'
const NONE = '-'

const list = (values: readonly number[]): string => values.join(' ')
const short = (value: number): string => String(Number(value.toPrecision(DIGITS)))

/** Packs the values of a map. */
export function matrixOf({ x, y, cells }: Panel, value: string): Matrix {
  const wide = x.values.length
  const texts = new Array<string>(wide * y.values.length).fill(NONE)
  for (const cell of cells) texts[cell.row * wide + cell.column] = cell.value === null ? LOST : short(cell.value)
  const edges = (axis: CellAxis) => axis.edges.map((u) => short(drawn(axis.spacing, u))).join(' ')
  return {
    value,
    across: x.name,
    columns: list(x.values),
    up: y.name,
    rows: list(y.values),
    xEdges: edges(x),
    yEdges: edges(y),
    cells: texts.join(' '),
  }
}

/** A cell as it is read back: its place in the drawing and what it says. */
export interface MatrixCell {
  readonly x: readonly [number, number]
  readonly y: readonly [number, number]
  readonly pairs: readonly (readonly [name: string, value: number | string])[]
}

export const isMatrix = (row: Readonly<Record<string, unknown>>): row is Matrix & Record<string, unknown> =>
  ['value', 'across', 'columns', 'up', 'rows', 'xEdges', 'yEdges', 'cells'].every((key) => typeof row[key] === 'string')

/** The cells of a map, row by row; those that it does not have are left out. */
export function matrixCells(matrix: Matrix): MatrixCell[][] {
  const numbers = (text: string) => text.split(' ').map(Number)
  const [columns, rows] = [numbers(matrix.columns), numbers(matrix.rows)]
  const [xs, ys] = [numbers(matrix.xEdges), numbers(matrix.yEdges)]
  const values = matrix.cells.split(' ')
  return rows.map((row, j) =>
    columns.flatMap((column, i): MatrixCell[] => {
      const value = values[j * columns.length + i] ?? NONE
      if (value === NONE) return []
      return [
        {
          x: [xs[i] ?? 0, xs[i + 1] ?? 0],
          y: [ys[j] ?? 0, ys[j + 1] ?? 0],
          pairs: [
            [matrix.across, column],
            [matrix.up, row],
            [matrix.value, value === LOST ? value : Number(value)],
          ],
        },
      ]
    }),
  )
}
