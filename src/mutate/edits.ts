import type { Expr } from '../lang/syntax.ts'
import { type BlockName, type Line, lineText } from './rule.ts'

/** A change of a block's text: what stands in [start, end) becomes `text`. */
export interface Edit {
  readonly block: BlockName
  readonly start: number
  readonly end: number
  readonly text: string
  /** Whether what becomes empty is a line that goes. */
  readonly wholeLine?: boolean
}

/** The line with another value. */
export const withValue = ({ block, statement, target }: Line, value: Expr): Edit => ({
  block,
  ...statement.at,
  text: lineText(target, value),
})

export const withoutLine = ({ block, statement }: Line): Edit => ({ block, ...statement.at, text: '', wholeLine: true })

/** Statements that are new, before a line or after it. */
export const before = ({ block, statement: { at } }: Line, ...texts: string[]): Edit => ({
  block,
  start: at.start,
  end: at.start,
  text: texts.map((text) => `${text}\n`).join(''),
})
export const after = ({ block, statement: { at } }: Line, ...texts: string[]): Edit => ({
  block,
  start: at.end,
  end: at.end,
  text: texts.map((text) => `\n${text}`).join(''),
})

/** A line moved before another one, or after it. */
export const movedBefore = (line: Line, to: Line): Edit[] => [withoutLine(line), before(to, textOfLine(line))]
export const movedAfter = (line: Line, to: Line): Edit[] => [withoutLine(line), after(to, textOfLine(line))]

export const textOfLine = ({ target, value }: Line): string => lineText(target, value)

/** A block's text with changes made, which must not overlap; lines that come to stand in a `repeat` are indented like their neighbour. */
export function edited(text: string, edits: readonly Edit[]): string {
  const ordered = edits
    .map((edit, k) => ({ ...edit, k }))
    .sort((a, b) => b.start - a.start || b.end - a.end || b.k - a.k)
  let result = text
  for (const { start, end, text: by, wholeLine } of ordered) {
    const lineStart = result.lastIndexOf('\n', start - 1) + 1
    const indent = /^ */.exec(result.slice(lineStart, start))?.[0] ?? ''
    const [from, to] = wholeLine ? lineRange(result, start, end) : [start, end]
    result = result.slice(0, from) + by.replaceAll('\n', `\n${indent}`) + result.slice(to)
  }
  return result
}

/** The range of a statement with its line, where it is alone on it but for a comment; else with the `;` after it. */
function lineRange(text: string, start: number, end: number): [number, number] {
  const from = text.lastIndexOf('\n', start - 1) + 1
  const next = text.indexOf('\n', end)
  const to = next < 0 ? text.length : next + 1
  const alone = text.slice(from, start).trim() === '' && /^\s*(?:#.*)?\s*$/.test(text.slice(end, to))
  if (alone) return [from, to]
  const rest = /^\s*;/.exec(text.slice(end, to))
  return [start, end + (rest?.[0].length ?? 0)]
}
