import { quote } from '../text/clip.ts'
import { commandHint, propertyHint } from './aliases.ts'
import type { Diagnostics, SourceText, Span } from './source.ts'

export interface Token {
  readonly kind: 'number' | 'name' | 'symbol' | 'newline' | 'foreign'
  readonly text: string
  readonly at: Span
  /** What is said of a sign that is not of the language. */
  readonly wrong?: { readonly message: string; readonly hint?: string | undefined }
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

function foreign(text: string, offset: number): Token {
  const token = (found: string, message: string, hint?: string): Token => ({
    kind: 'foreign',
    text: found,
    at: { start: offset, end: offset + found.length },
    wrong: { message, hint },
  })
  for (const [pattern, message, hint] of FOREIGN) {
    const found = matchAt(pattern, text, offset)?.[0]
    if (found !== undefined) return token(found, message, typeof hint === 'function' ? hint(found) : hint)
  }
  const sign = String.fromCodePoint(text.codePointAt(offset) ?? 0)
  return token(sign, `${quote(sign)} is not part of the language`)
}

const KINDS = ['number', 'name', 'newline', 'symbol'] as const

/** Splits text into tokens; white space and `#` comments go, line ends stay (a block needs them). */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = []
  let offset = 0
  while (offset < text.length) {
    offset += matchAt(SPACE, text, offset)?.[0].length ?? 0
    if (offset === text.length) break
    const found = text.startsWith('**', offset) ? null : matchAt(TOKEN, text, offset)
    const kind = found && KINDS.find((one) => found.groups?.[one] !== undefined)
    const token: Token =
      found && kind
        ? { kind, text: found[0], at: { start: offset, end: offset + found[0].length } }
        : foreign(text, offset)
    tokens.push(token)
    offset = token.at.end
  }
  return tokens
}

/** Reports the first sign among some tokens that is not of the language, if there is one; returns whether there is none. */
export function ownSigns(tokens: readonly Token[], source: SourceText, sink: Diagnostics): boolean {
  const first = tokens.find(({ kind }) => kind === 'foreign')
  if (first?.wrong) sink.report(source, first.at, first.wrong.message, first.wrong.hint)
  return first === undefined
}

/** The range from the first to the last of some tokens. */
export function spanOf(tokens: readonly Token[]): Span {
  return { start: tokens[0]?.at.start ?? 0, end: tokens.at(-1)?.at.end ?? 0 }
}
