import { LIMITS } from '../budget/limits.ts'
import {
  compoundAssignment,
  endAlone,
  endOnLine,
  functionAssigned,
  functionDefined,
  nameExpected,
  noStatement,
  notAssignable,
  oddRepeat,
  oddTarget,
  repeatOpen,
} from '../messages/blocks.ts'
import { openRepeats } from '../messages/budget.ts'
import { parseExpression } from './expression.ts'
import { CONSTANTS, FUNCTIONS } from './functions.ts'
import { isReserved } from './lint.ts'
import type { Reading } from './reading.ts'
import type { Span } from './source.ts'
import type { Statement } from './syntax.ts'
import { ownSigns, spanOf, type Token } from './tokens.ts'

const opens = ({ text }: Token): boolean => text.endsWith('(') || text.endsWith('[')

/**
 * Whether a statement begins here, although a bracket is open: a name and `=`, which inside brackets only a sum has, or
 * a word that stands at the beginning of a line.
 */
function beginsStatement(tokens: readonly Token[], k: number): boolean {
  const first = tokens[k]
  if (first?.text === 'repeat' || first?.text === 'end') return true
  if (first?.kind !== 'name') return false
  let after = k + 1
  if (tokens[after]?.text === '[') {
    do after++
    while (after < tokens.length && tokens[after - 1]?.text !== ']')
  }
  if (tokens[after]?.text !== '=') return false
  let before = k - 1
  while (tokens[before]?.kind === 'newline') before--
  return tokens[before]?.text !== '('
}

/**
 * The tokens of each statement: statements end at a line end or a `;` outside all brackets. A bracket that is never closed
 * ends with the line before the next statement, so it hides none.
 */
export function splitStatements(tokens: readonly Token[]): Token[][] {
  const statements: Token[][] = []
  let current: Token[] = []
  let depth = 0
  const close = () => {
    if (current.length > 0) statements.push(current)
    current = []
    depth = 0
  }
  for (const [k, token] of tokens.entries()) {
    if (opens(token)) depth++
    if (token.text === ')' || token.text === ']') depth = Math.max(0, depth - 1)
    const ends = token.kind === 'newline' && (depth === 0 || beginsStatement(tokens, k + 1))
    if (ends || (depth === 0 && token.text === ';')) close()
    else if (token.kind !== 'newline') current.push(token)
  }
  close()
  return statements
}

const after = (token: Token | undefined): Span => ({ start: token?.at.end ?? 0, end: token?.at.end ?? 0 })

/** Whether this token may be the name that a statement gives a value to; reports why not. */
function assignable(token: Token | undefined, place: Span, { source, sink }: Reading): token is Token {
  const name = token?.text ?? ''
  if (token?.kind !== 'name') sink.report(source, token?.at ?? place, nameExpected())
  else if (isReserved(name) || CONSTANTS.has(name)) sink.report(source, token.at, notAssignable(name))
  else if (FUNCTIONS.has(name) || name === 'mean' || name === 'past')
    sink.report(source, token.at, functionAssigned(name))
  else return true
  return false
}

/** `name = expr` or `m[j] = expr`. */
function parseAssignment(tokens: readonly Token[], reading: Reading): Statement | null {
  const { source, sink } = reading
  const at = spanOf(tokens)
  const equals = tokens.findIndex((token) => token.text === '=')
  const sign = tokens[equals]
  if (!sign) {
    sink.report(source, at, noStatement())
    return null
  }
  const left = tokens.slice(0, equals)
  const targetAt = left.length > 0 ? spanOf(left) : sign.at
  const last = left.at(-1)
  if (last && /^[-+*/^]$/.test(last.text) && last.at.end === sign.at.start) {
    sink.report(
      source,
      { start: last.at.start, end: sign.at.end },
      compoundAssignment(last.text, left[0]?.text ?? last.text),
    )
    return null
  }
  const target = left[0]
  if (!assignable(target, sign.at, reading)) return null
  if (left[1]?.text === '(') {
    sink.report(source, targetAt, functionDefined())
    return null
  }
  const value = parseExpression(tokens.slice(equals + 1), reading, after(sign))
  if (left.length === 1) return value && { kind: 'assign', target: target.text, index: null, value, at, targetAt }
  if (left[1]?.text !== '[' || last?.text !== ']') {
    sink.report(source, targetAt, oddTarget())
    return null
  }
  const index = parseExpression(left.slice(2, -1), reading, after(left[1]))
  return value && index && { kind: 'assign', target: target.text, index, value, at, targetAt }
}

type Repeat = Extract<Statement, { kind: 'repeat' }>

/** `repeat j = from:to`, still without its body. */
function parseHeader(tokens: readonly Token[], reading: Reading): Omit<Repeat, 'body'> | null {
  const { source, sink } = reading
  const at = spanOf(tokens)
  const [word, variable, sign, ...bounds] = tokens
  const colon = bounds.findIndex((token) => token.text === ':')
  if (sign?.text !== '=' || colon < 0) {
    sink.report(source, at, oddRepeat())
    return null
  }
  if (!assignable(variable, after(word), reading)) return null
  const from = parseExpression(bounds.slice(0, colon), reading, after(sign))
  const to = parseExpression(bounds.slice(colon + 1), reading, after(bounds[colon]))
  return from && to && { kind: 'repeat', variable: variable.text, from, to, at }
}

/** Words of other languages that begin what an `end` closes. */
const BLOCKS: ReadonlySet<string> = new Set(['if', 'for', 'while', 'function'])

interface Open {
  readonly header: Omit<Repeat, 'body'> | null
  readonly at: Span
  readonly before: Statement[]
}

const unread = (line: readonly Token[]): Statement => ({
  kind: 'unread',
  target: line.find(({ kind }) => kind === 'name')?.text ?? null,
  at: spanOf(line),
})

/** The statements of a `repeat` that cannot be read: what they give a value to has one that is not known. */
const lost = (statement: Statement): Statement[] =>
  statement.kind === 'repeat'
    ? statement.body.flatMap(lost)
    : [{ kind: 'unread', target: statement.target, at: statement.at }]

/** The statements of a block. All problems are reported, the first of each statement; what is in error is `unread`. */
export function parseStatements(lines: readonly Token[][], reading: Reading): Statement[] {
  const { source, sink } = reading
  const open: Open[] = []
  let body: Statement[] = []
  for (const line of lines) {
    const [first, second] = line
    const legible = ownSigns(line, source, sink)
    if (first?.text === 'repeat') {
      open.push({ header: legible ? parseHeader(line, reading) : null, at: first.at, before: body })
      body = []
      if (open.length === LIMITS.nesting) sink.report(source, first.at, openRepeats())
    } else if (first?.text === 'end') {
      const repeat = open.pop()
      if (second && legible) sink.report(source, second.at, endOnLine())
      if (!repeat) sink.report(source, first.at, endAlone())
      else {
        const at = { start: repeat.at.start, end: first.at.end }
        repeat.before.push(...(repeat.header ? [{ ...repeat.header, body, at }] : body.flatMap(lost)))
        body = repeat.before
      }
    } else {
      const statement = legible ? parseAssignment(line, reading) : null
      body.push(statement ?? unread(line))
      if (statement || !first || !BLOCKS.has(first.text)) continue
      open.push({ header: null, at: first.at, before: body })
      body = []
    }
  }
  for (const { at } of open) if (source.text.startsWith('repeat', at.start)) sink.report(source, at, repeatOpen())
  return [...open.flatMap(({ before }) => before), ...body]
}
