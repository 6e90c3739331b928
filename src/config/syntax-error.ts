import type { YAMLError } from 'yaml'
import type { Tell } from './forms.ts'
import { misplaced } from './outline.ts'
import { unclosed } from './unclosed.ts'

/** What the library's messages mean for a page. */
const MESSAGES = {
  TAB_AS_INDENT: ['a tab indents this line', 'YAML is indented with spaces'],
  MULTIPLE_DOCS: ['a second document begins here', 'a file holds one page'],
  BRACKET: ['a value between `{ }` or `[ ]` that has brackets itself needs quotes', 'write {loss: "x[1]"}'],
  QUOTE: ['the value ends before this, at its quotation mark', "inside '...' an apostrophe is written twice: ''"],
  BLOCK_AS_IMPLICIT_KEY: ['this value has a `: ` in it', 'put it into quotes'],
} as const

/** Messages of the library that tell more than their codes. */
const KINDS: readonly (readonly [RegExp, keyof typeof MESSAGES])[] = [
  [/^Unexpected flow-\w+-(start|end) at node end/, 'BRACKET'],
  [/^Unexpected scalar at node end/, 'QUOTE'],
]

/** Messages of the library that are about the lines of a block, and codes that a key over several lines has. */
const BLOCKS = /^(All mapping items must start|A block sequence may not)/

/** The mistake that broke the syntax of a text: what the library says of the rest of the page is a consequence of the first. */
export function syntaxMistake(errors: readonly YAMLError[], text: string): Parameters<Tell> | null {
  const [broken, next] = errors.toSorted((a, b) => a.pos[0] - b.pos[0])
  if (!broken) return null
  const { code, pos, message } = broken
  // The library has other words for a tab where a block scalar or a flow collection goes on.
  const line = text.slice(text.lastIndexOf('\n', pos[0] - 1) + 1, pos[1])
  if (/^ *\t/.test(line)) return [pos, ...MESSAGES.TAB_AS_INDENT]
  const open = unclosed(text)
  if (open) {
    const what = /["']/.test(open.sign) ? 'this quotation mark' : `\`${open.sign}\``
    return [[open.offset, open.offset + 1], `${what} is not closed`, `a \`${open.closing}\` is missing`]
  }
  const severalLines = next?.code === 'MULTILINE_IMPLICIT_KEY' && next.pos[0] === pos[0]
  const lines = severalLines || BLOCKS.test(message) ? misplaced(text, pos[0]) : null
  if (lines) return [lines.span, lines.message, lines.hint]
  const kind = KINDS.find(([pattern]) => pattern.test(message))?.[1] ?? code
  return [
    pos,
    ...(Object.hasOwn(MESSAGES, kind) ? MESSAGES[kind as keyof typeof MESSAGES] : ([sentence(message)] as const)),
  ]
}

/** The library's message without its position and final stop. */
function sentence(message: string): string {
  return (message.split('\n')[0] ?? message).replace(/ at line \d+.*$/, '').replace(/[.:]$/, '')
}
