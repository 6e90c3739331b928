import { oneLine } from '../text/unseen.ts'

/** A column: its heading, which side its text stands on, and whether it may be cut to fit the terminal. */
export interface TextColumn {
  readonly head: string
  readonly align?: 'left' | 'right'
  readonly cut?: boolean
  /** The higher, the earlier the column gives way on a narrow terminal; 0, or left out, never does. */
  readonly rank?: number
}

const GAP = '  '

/** The most characters of a cell behind which others stand, where the width of a line is no limit: all rows are padded to the longest. */
const WIDEST = 80

/**
 * Lines of a table. Where it is wider than `width`, columns give way before words are broken; where that does not help, the
 * columns that may be cut share the loss, the widest first. However much room there is, one cell does not push the others away.
 *
 * @param width in characters; Infinity for a pipe
 */
export function table(all: readonly TextColumn[], given: readonly (readonly string[])[], width: number): string[] {
  // A cell is as wide as what will be written of it.
  const texts = given.map((row) => row.map(oneLine))
  const cell = (row: readonly string[], index: number) => row[index] ?? ''
  const natural = all.map(({ head }, index) => {
    const longest = texts.reduce((most, row) => Math.max(most, cell(row, index).length), head.length)
    return index < all.length - 1 ? Math.min(longest, WIDEST) : longest
  })
  const across = (indices: readonly number[]) =>
    indices.reduce((sum, index) => sum + (natural[index] ?? 0), GAP.length * (indices.length - 1))
  let kept = all.map((_, index) => index)
  for (let most = Math.max(...all.map(({ rank = 0 }) => rank)); most > 0 && across(kept) > width; most--) {
    kept = kept.filter((index) => (all[index]?.rank ?? 0) < most)
  }
  const columns = kept.flatMap((index) => all[index] ?? [])
  const rows = texts.map((row) => kept.map((index) => cell(row, index)))
  const widths = kept.map((index) => natural[index] ?? 0)
  const total = () => widths.reduce((sum, w) => sum + w, 0) + GAP.length * (columns.length - 1)
  while (total() > width) {
    const widest = columns.reduce<number | null>((best, column, index) => {
      if (!column.cut || (widths[index] ?? 0) <= Math.max(8, column.head.length)) return best
      return best === null || (widths[index] ?? 0) > (widths[best] ?? 0) ? index : best
    }, null)
    if (widest === null) break
    widths[widest] = (widths[widest] ?? 0) - 1
  }
  const line = (row: readonly string[]) =>
    columns
      .map(({ align }, index) => {
        const room = widths[index] ?? 0
        const text = shorten(cell(row, index), room)
        return align === 'right' ? text.padStart(room) : text.padEnd(room)
      })
      .join(GAP)
      .trimEnd()
  return [line(columns.map(({ head }) => head)), ...rows.map(line)]
}

/** Text of at most `room` characters, its middle replaced by an ellipsis: both ends of an id tell. */
function shorten(text: string, room: number): string {
  if (text.length <= room) return text
  const head = Math.ceil((room - 1) / 2)
  return `${text.slice(0, head)}…${text.slice(text.length - (room - 1 - head))}`
}
