import { LIMITS } from '../budget/limits.ts'
import { textTooLong, tooDeep } from '../messages/budget.ts'
import {
  assignmentInside,
  choosingWord,
  closedTwice,
  indexedValue,
  modBetween,
  neverClosed,
  operatorMissing,
  otherBracket,
  productUnwritten,
  reservedWord,
  semicolonInside,
  valueMissingAfterComma,
  valueMissingBefore,
} from '../messages/formula-syntax.ts'
import type { Message } from '../messages/message.ts'
import { isInherited } from './inherited.ts'
import { SERIES } from './series.ts'
import type { Diagnostics, SourceText, Span } from './source.ts'
import { spanOf, type Token } from './tokens.ts'

/** Words with a meaning in mathjs or in blocks, and what to write instead. */
const RESERVED: ReadonlyMap<string, string> = new Map([
  ['true', 'write 1'],
  ['false', 'write 0'],
  ['NaN', 'a formula has to have a value'],
  ['null', 'a formula has to have a value'],
  ['undefined', 'a formula has to have a value'],
  ['xor', 'write `a != b`'],
  ['to', 'there are no units'],
  ['in', 'there are no units'],
  ['repeat', '`repeat` starts a line of a block'],
  ['end', '`end` closes a `repeat`, on a line of its own'],
])

/** Whether a word may name a state, a hyperparameter or a variable. */
export const isReserved = (name: string): boolean => RESERVED.has(name) || WORDS.has(name) || isInherited(name)

/** Words by which other languages choose between two values. */
const CHOOSING: ReadonlySet<string> = new Set(['if', 'then', 'else', 'elif', 'endif'])
const WORDS: ReadonlySet<string> = new Set(['and', 'or', 'not', 'mod'])
const INFIX: ReadonlySet<string> = new Set(['+', '-', '*', '/', '<', '>', '<=', '>=', '==', '!=', 'and', 'or', ':'])
const CLOSING: ReadonlyMap<string, string> = new Map([
  ['(', ')'],
  ['[', ']'],
])

const endsOperand = (t: Token | undefined): boolean =>
  t !== undefined &&
  (t.kind === 'number' || (t.kind === 'name' && !WORDS.has(t.text)) || t.text === ')' || t.text === ']')
const startsOperand = (t: Token): boolean =>
  t.kind === 'number' || (t.kind === 'name' && t.text !== 'and' && t.text !== 'or') || t.text === '(' || t.text === '['

/** The text from one token to the end of the operand that starts at the next, shortened. */
function product(source: SourceText, tokens: readonly Token[], k: number): string {
  let depth = 0
  let end = k
  for (; end < tokens.length; end++) {
    const text = tokens[end]?.text ?? ''
    if (CLOSING.has(text)) depth++
    if (text === ')' || text === ']') depth--
    if (depth <= 0) break
  }
  const left = tokens[k - 1]
  const leftText = left?.kind === 'symbol' ? '...' : (left?.text ?? '')
  const right = source.text.slice(tokens[k]?.at.start, tokens[end]?.at.end ?? source.text.length)
  return `${leftText} * ${right.length > 40 ? '(...)' : right}`
}

/** Whether this `=` is that of `sum(j = 1:n, ...)`. */
const opensSeries = (tokens: readonly Token[], k: number): boolean =>
  tokens[k - 1]?.kind === 'name' && tokens[k - 2]?.text === '(' && SERIES.has(tokens[k - 3]?.text ?? '')

interface Level {
  readonly open: Token | null
  /** Signs, powers and conditionals that nest to the right at this level. */
  inner: number
  conditionals: number
}

/**
 * Checks the tokens of one expression for what mathjs would read differently from what a reader expects, and for nesting.
 * Returns whether all is well; reports the first problem otherwise.
 */
export function lint(tokens: readonly Token[], source: SourceText, sink: Diagnostics): boolean {
  const wrong = (at: Span, message: Message): false => {
    sink.report(source, at, message)
    return false
  }
  const whole = spanOf(tokens)
  if (whole.end - whole.start > LIMITS.formula) return wrong(whole, textTooLong(LIMITS.formula))
  let level: Level = { open: null, inner: 0, conditionals: 0 }
  const outer: Level[] = []
  let nesting = 0
  const settle = (conditionals: number) => {
    nesting -= level.inner + level.conditionals - conditionals
    level.inner = 0
    level.conditionals = conditionals
  }
  for (const [k, token] of tokens.entries()) {
    const { text, at, kind } = token
    const previous = tokens[k - 1]
    const afterOperand = endsOperand(previous)
    const next = tokens[k + 1]
    if (text === '=' && !opensSeries(tokens, k)) return wrong(at, assignmentInside())
    if (text === ';') return wrong(at, semicolonInside())
    if (kind === 'name' && isInherited(text)) return wrong(at, reservedWord(text))
    if (kind === 'name' && RESERVED.has(text)) return wrong(at, reservedWord(text, RESERVED.get(text)))
    if (kind === 'name' && CHOOSING.has(text) && next?.text !== '(') return wrong(at, choosingWord(text))
    if (text === 'mod' && (afterOperand || next?.text !== '(')) return wrong(at, modBetween())
    if ((text === 'and' || text === 'or') && !afterOperand) return wrong(at, valueMissingBefore(text))
    const call = previous?.kind === 'name' && (text === '(' || text === '[')
    const index = text === '[' && previous !== undefined && (previous.text === ')' || previous.text === ']')
    if (index) return wrong(at, indexedValue())
    if (afterOperand && startsOperand(token) && !call)
      return wrong(
        { start: previous?.at.start ?? at.start, end: at.end },
        text === 'not' ? operatorMissing() : productUnwritten(product(source, tokens, k)),
      )
    if ((text === ')' || text === ']') && previous?.text === ',') return wrong(previous.at, valueMissingAfterComma())
    if (CLOSING.has(text)) {
      outer.push(level)
      level = { open: token, inner: 0, conditionals: 0 }
      nesting++
    } else if (text === ')' || text === ']') {
      if (level.open === null) return wrong(at, closedTwice(text))
      const expected = CLOSING.get(level.open.text)
      if (expected !== text) return wrong(at, otherBracket(expected ?? '', text))
      settle(0)
      nesting--
      level = outer.pop() ?? level
    } else if (text === ',') settle(0)
    else if (text === '?') {
      settle(level.conditionals + 1)
    } else if (afterOperand && INFIX.has(text)) settle(level.conditionals)
    else if (text === '^' || text === '-' || text === '+' || text === 'not') {
      level.inner++
      nesting++
    }
    if (nesting > LIMITS.nesting) return wrong(at, tooDeep(`this is nested more than ${LIMITS.nesting} levels deep`))
  }
  if (level.open) return wrong(level.open.at, neverClosed(level.open.text))
  return true
}
