import {
  braces,
  dottedOperator,
  foreignLetters,
  foreignOperator,
  latexCommand,
  loneDecimalPoint,
  mathematicalSign,
  propertyAccess,
  quotedText,
  typographicSign,
  unknownSign,
} from '../messages/formula-signs.ts'
import type { Message } from '../messages/message.ts'
import { commandHint, propertyHint } from './aliases.ts'
import type { Diagnostics, SourceText, Span } from './source.ts'

export interface Token {
  readonly kind: 'number' | 'name' | 'symbol' | 'newline' | 'foreign'
  readonly text: string
  readonly at: Span
  /** What is said of a sign that is not of the language. */
  readonly wrong?: Message
}

const SPACE = /(?:[ \t\r]|#[^\n]*)+/y
const TOKEN =
  /(?<newline>\n)|(?<number>(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?)|(?<name>[A-Za-z_]\w*)|(?<symbol>[=!<>]=|[-+*/^<>()[\],;:?=])/y

/** What people write from other languages or paste from papers, with what to write instead. */
const FOREIGN: readonly (readonly [RegExp, (found: string) => Message])[] = [
  [/\*\*/y, () => foreignOperator('**', 'write a power as `a ^ b`')],
  [/["'`][^"'`\n]*["'`]?/y, quotedText],
  [/%/y, () => foreignOperator('%', 'write `mod(a, b)` for a remainder and 0.1 for 10%')],
  [/!/y, () => foreignOperator('!', 'write `not a`, or `a != b`')],
  [/&&?/y, () => foreignOperator('&', 'write `a and b`')],
  [/\|\|?/y, () => foreignOperator('|', 'write `a or b`, `abs(a)` or `norm(a)`')],
  [/~/y, () => foreignOperator('~', 'write `not a`')],
  [/\.[*/^]/y, dottedOperator],
  [/(\.[A-Za-z_]\w*)+\(?/y, (found) => propertyAccess(propertyHint(found))],
  [/\\[A-Za-z]+/y, (found) => latexCommand(commandHint(found))],
  [/@/y, () => foreignOperator('@', 'write `dot(a, b)`')],
  [/\./y, loneDecimalPoint],
  [/[{}]/y, braces],
  [/[\u2212\u2013\u2014]/y, () => typographicSign('typographic dash', 'write a minus as `-`')],
  [/[\u00d7\u00b7\u22c5\u2217\u2219]/y, () => typographicSign('typographic multiplication sign', 'write `*`')],
  [/\u00f7/y, () => typographicSign('typographic division sign', 'write `/`')],
  [/\u2264/y, () => mathematicalSign('an operator', 'write `<=`')],
  [/\u2265/y, () => mathematicalSign('an operator', 'write `>=`')],
  [/\u2260/y, () => mathematicalSign('an operator', 'write `!=`')],
  [/\u221a/y, () => mathematicalSign('an operator', 'write `sqrt(a)`')],
  [/\u221e/y, () => mathematicalSign('a number', 'write `Infinity`')],
  [/\u00b2/y, () => mathematicalSign('an operator', 'write `^2`')],
  [/\u00a0/y, () => typographicSign('non-breaking space', 'use an ordinary space')],
  [/\p{L}[\p{L}\w]*/uy, foreignLetters],
]

const matchAt = (pattern: RegExp, text: string, offset: number): RegExpExecArray | null => {
  pattern.lastIndex = offset
  return pattern.exec(text)
}

function foreign(text: string, offset: number): Token {
  const token = (found: string, wrong: Message): Token => ({
    kind: 'foreign',
    text: found,
    at: { start: offset, end: offset + found.length },
    wrong,
  })
  for (const [pattern, say] of FOREIGN) {
    const found = matchAt(pattern, text, offset)?.[0]
    if (found !== undefined) return token(found, say(found))
  }
  const sign = String.fromCodePoint(text.codePointAt(offset) ?? 0)
  return token(sign, unknownSign(sign))
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
  if (first?.wrong) sink.report(source, first.at, first.wrong)
  return first === undefined
}

/** The range from the first to the last of some tokens. */
export function spanOf(tokens: readonly Token[]): Span {
  return { start: tokens[0]?.at.start ?? 0, end: tokens.at(-1)?.at.end ?? 0 }
}
