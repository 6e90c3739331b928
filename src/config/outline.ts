import * as z from 'zod'
import type { Message } from '../messages/message.ts'
import { dashMissing, indentedTooDeep } from '../messages/yaml.ts'
import { dashBefore } from './hints.ts'
import { experimentSchema } from './schema.ts'

/** A line of a page that stands where it cannot, and what to do about it. */
interface Misplaced {
  readonly span: readonly [number, number]
  readonly message: Message
}

interface Line {
  readonly offset: number
  /** Its text without the white space around it. */
  readonly text: string
  readonly indent: number
}

/** Keys of a page under which there is always a list. */
const LISTS: ReadonlySet<string> = new Set(
  Object.entries(experimentSchema.shape).flatMap(([key, schema]) =>
    schema instanceof z.ZodOptional && schema.unwrap() instanceof z.ZodArray ? key : [],
  ),
)

/** The lines of a text that say something. */
function linesOf(text: string): Line[] {
  let offset = 0
  const lines: Line[] = []
  for (const whole of text.split('\n')) {
    const said = whole.trim()
    const indent = whole.length - whole.trimStart().length
    if (said !== '' && !said.startsWith('#')) lines.push({ offset: offset + indent, text: said, indent })
    offset += whole.length + 1
  }
  return lines
}

const DASHES = /^(?:- +)*/
const isEntry = ({ text }: Line): boolean => /^-(\s|$)/.test(text)
const keyOf = ({ text }: Line): string => text.replace(DASHES, '').split(':')[0] ?? text
/** Whether the value of its key is on the lines below. */
const isOpen = ({ text }: Line): boolean => /:\s*([|>][-+\d]*)?\s*(#.*)?$/.test(text)
const spanOf = ({ offset, text }: Line) => [offset, offset + text.length] as const

/** What is wrong with the lines around an offset at which block YAML breaks, where the lines tell it. */
export function misplaced(text: string, offset: number): Misplaced | null {
  const lines = linesOf(text)
  const at = lines.findLastIndex((line) => line.offset - line.indent <= offset)
  return withoutDash(lines, at) ?? tooDeep(lines, at)
}

/** An entry of a list that has no dash. */
function withoutDash(lines: readonly Line[], at: number): Misplaced | null {
  const [before, here] = [lines[at - 1], lines[at]]
  if (!here) return null
  // A list may be indented no deeper than its key.
  const beside = before !== undefined && isOpen(before) && before.indent === here.indent
  const top = beside ? at - 1 : lines.findLastIndex((line, k) => k < at && line.indent < here.indent && isOpen(line))
  const [parent, first] = [lines[top], lines[top + 1]]
  if (!parent || !first) return null
  const end = lines.findIndex((line, k) => k > top + 1 && line.indent < first.indent)
  const entries = lines.slice(top + 1, end < 0 ? lines.length : end).filter(({ indent }) => indent === first.indent)
  const loose = entries.find((line) => !isEntry(line))
  if (!loose || !(LISTS.has(keyOf(parent)) || entries.some(isEntry))) return null
  const hint = dashBefore(keyOf(parent), keyOf(loose))
  return { span: spanOf(loose), message: dashMissing(loose === first, hint) }
}

/** A line that is indented deeper than the key above it, though that has its value. */
function tooDeep(lines: readonly Line[], at: number): Misplaced | null {
  const [above, deep] = [lines[at], lines[at + 1]]
  if (!above || !deep || isOpen(above)) return null
  const column = above.indent + (DASHES.exec(above.text)?.[0].length ?? 0)
  if (deep.indent <= column) return null
  return { span: spanOf(deep), message: indentedTooDeep(keyOf(above)) }
}
