import { quote } from '../text/clip.ts'
import { commandHint, propertyHint } from './aliases.ts'
import type { Diagnostics, SourceText, Span } from './source.ts'

export interface Token {
  readonly kind: 'number' | 'name' | 'symbol' | 'newline'
  readonly text: string
  readonly at: Span
}

const SPACE = /(?:[ \t\r]|#[^\n]*)+/y
const TOKEN =
  /(?<newline>\n)|(?<number>(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?)|(?<name>[A-Za-z_]\w*)|(?<symbol>[=!<>]=|[-+*/^<>()[\],;:?=])/y

/** What people write from other languages or paste from papers, with what to write instead. */
const FOREIGN: readonly (readonly [RegExp, string, (string | ((found: string) => string | undefined))?])[] = [
  [/\*\*/y, '`**` is not an operator', 'write a power as `a ^ b`'],
  [/["'`][^"'`\n]*["'`]?/y, 'text in quotes is not part of the language'],
  [/%/y, '`%` is not an operator', 'write `mod(a, b)` for a remainder and 0.1 for 10%'],
  [/!/y, '`!` is not an operator', 'write `not a`, or `a != b`'],
  [/&&?/y, '`&` is not an operator', 'write `a and b`'],
  [/\|\|?/y, '`|` is not an operator', 'write `a or b`, `abs(a)` or `norm(a)`'],
  [/~/y, '`~` is not an operator', 'write `not a`'],
  [/\.[*/^]/y, 'operators with a dot are not needed: all operators work coordinate by coordinate', 'drop the dot'],
  [/(\.[A-Za-z_]\w*)+\(?/y, 'property access is not part of the language', propertyHint],
  [/\\[A-Za-z]+/y, 'commands of LaTeX are not part of the language', commandHint],
  [/@/y, '`@` is not an operator', 'write `dot(a, b)`'],
  [/\./y, 'a decimal point needs a digit after it'],
  [/[{}]/y, 'braces are not part of the language', 'use parentheses'],
  [/[\u2212\u2013\u2014]/y, 'this is a typographic dash', 'write a minus as `-`'],
  [/[\u00d7\u00b7\u22c5\u2217\u2219]/y, 'this is a typographic multiplication sign', 'write `*`'],
  [/\u00f7/y, 'this is a typographic division sign', 'write `/`'],
  [/\u2264/y, 'this sign is not an operator', 'write `<=`'],
  [/\u2265/y, 'this sign is not an operator', 'write `>=`'],
  [/\u2260/y, 'this sign is not an operator', 'write `!=`'],
  [/\u221a/y, 'this sign is not an operator', 'write `sqrt(a)`'],
  [/\u221e/y, 'this sign is not a number', 'write `Infinity`'],
  [/\u00b2/y, 'this sign is not an operator', 'write `^2`'],
  [/\u00a0/y, 'this is a non-breaking space', 'use an ordinary space'],
  [
    /\p{L}[\p{L}\w]*/uy,
    'names are made of the letters a-z, A-Z, digits and `_`',
    'write the name out: `beta`, `theta`',
  ],
]

const matchAt = (pattern: RegExp, text: string, offset: number): RegExpExecArray | null => {
  pattern.lastIndex = offset
  return pattern.exec(text)
}

function reportForeign(source: SourceText, offset: number, sink: Diagnostics): void {
  for (const [pattern, message, hint] of FOREIGN) {
    const found = matchAt(pattern, source.text, offset)
    if (!found) continue
    sink.report(
      source,
      { start: offset, end: offset + found[0].length },
      message,
      typeof hint === 'function' ? hint(found[0]) : hint,
    )
    return
  }
  const sign = String.fromCodePoint(source.text.codePointAt(offset) ?? 0)
  sink.report(source, { start: offset, end: offset + sign.length }, `${quote(sign)} is not part of the language`)
}

/**
 * Splits text into tokens; white space and `#` comments go, line ends stay (a block needs them). Null after the first sign
 * that is not of the language, which is reported.
 */
export function tokenise(source: SourceText, sink: Diagnostics): Token[] | null {
  const tokens: Token[] = []
  let offset = 0
  while (offset < source.text.length) {
    offset += matchAt(SPACE, source.text, offset)?.[0].length ?? 0
    if (offset === source.text.length) break
    const found = matchAt(TOKEN, source.text, offset)
    const doubleStar = source.text.startsWith('**', offset)
    if (!found || doubleStar) {
      reportForeign(source, offset, sink)
      return null
    }
    const text = found[0]
    const kind = found.groups?.number
      ? 'number'
      : found.groups?.name
        ? 'name'
        : found.groups?.newline
          ? 'newline'
          : 'symbol'
    tokens.push({ kind, text, at: { start: offset, end: offset + text.length } })
    offset += text.length
  }
  return tokens
}

/** The range from the first to the last of some tokens. */
export function spanOf(tokens: readonly Token[]): Span {
  return { start: tokens[0]?.at.start ?? 0, end: tokens.at(-1)?.at.end ?? 0 }
}
