import type { MathNode } from 'mathjs'
import { LIMITS } from '../budget/limits.ts'
import { tooDeep } from '../messages/budget.ts'
import { unreadable, valueExpected } from '../messages/formula-syntax.ts'
import type { Message } from '../messages/message.ts'
import { mathjsParser } from './mathjs-parser.ts'
import type { Diagnostics, SourceText } from './source.ts'
import { spanOf, type Token } from './tokens.ts'

let parser: ReturnType<typeof mathjsParser> | undefined

const MESSAGES: readonly (readonly [RegExp, string])[] = [
  [/^Value expected/, 'a value is expected here'],
  [/^Unexpected end of expression/, 'a value is missing at the end'],
  [/^False part of conditional expression expected/, '`:` and the value for "else" are missing'],
]

const DEEP = 'this is nested too deep'

/** The library's message, without its position, in the words of the language where it has some. */
function told(error: SyntaxError): Message {
  const message = error.message.replace(/ \(char \d+\)$/, '')
  const known = MESSAGES.find(([pattern]) => pattern.test(message))?.[1]
  return known === undefined ? unreadable(message.charAt(0).toLowerCase() + message.slice(1)) : valueExpected(known)
}

function isTooDeep(root: MathNode): boolean {
  let level = [root]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > LIMITS.depth) return true
    const below: MathNode[] = []
    const gather = (child: MathNode) => {
      below.push(child)
    }
    for (const node of level) node.forEach(gather)
    level = below
  }
  return false
}

/**
 * The syntax tree that mathjs makes of some (checked) tokens, or null after reporting what is wrong with them. The tokens are
 * handed over with one space between them, so what mathjs reads is what was checked.
 */
export function parseTokens(tokens: readonly Token[], source: SourceText, sink: Diagnostics): MathNode | null {
  const starts: number[] = []
  let text = ''
  for (const token of tokens) {
    starts.push(text.length)
    text += `${token.text} `
  }
  try {
    parser ??= mathjsParser()
    const root = parser(text)
    if (!isTooDeep(root)) return root
    sink.report(source, spanOf(tokens), tooDeep(DEEP, 'split it into several statements'))
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof RangeError)) throw error
    const offset = 'char' in error && typeof error.char === 'number' ? error.char - 1 : 0
    const token = offset >= text.length - 1 ? undefined : tokens[starts.findLastIndex((start) => start <= offset)]
    const end = spanOf(tokens).end
    sink.report(source, token?.at ?? { start: end, end }, error instanceof SyntaxError ? told(error) : tooDeep(DEEP))
  }
  return null
}
