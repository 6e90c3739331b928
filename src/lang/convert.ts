import type {
  AccessorNode,
  ArrayNode,
  AssignmentNode,
  ConditionalNode,
  ConstantNode,
  FunctionNode,
  MathNode,
  OperatorNode,
  OperatorNodeFn,
  OperatorNodeOp,
  ParenthesisNode,
  RangeNode,
  RelationalNode,
} from 'mathjs'
import { LIMITS } from '../budget/limits.ts'
import { tooDeep } from '../messages/budget.ts'
import { argumentCount, indexTaken, oddSeries, pastOfValue, productAsCall, unknownFunction } from '../messages/calls.ts'
import {
  emptyVector,
  indexedValue,
  looseNot,
  matrix,
  noDouble,
  oneIndex,
  rangeInFormula,
  unreadable,
} from '../messages/formula-syntax.ts'
import type { Message } from '../messages/message.ts'
import { clip } from '../text/clip.ts'
import { suggest } from '../text/suggest.ts'
import { calledHint } from './aliases.ts'
import { fewestArguments } from './definition.ts'
import { CONSTANTS, FUNCTIONS } from './functions.ts'
import { isReserved } from './lint.ts'
import type { Reading } from './reading.ts'
import type { Span } from './source.ts'
import type { Definition, Expr, Operator } from './syntax.ts'
import { spanOf, type Token } from './tokens.ts'

/** The node types of mathjs that the language has. Everything else is an error. */
type Allowed =
  | ConstantNode
  | ParenthesisNode
  | OperatorNode<OperatorNodeOp, OperatorNodeFn>
  | RelationalNode
  | ConditionalNode
  | FunctionNode
  | AccessorNode
  | ArrayNode
  | (MathNode & { type: 'SymbolNode' })

const UNARY: ReadonlyMap<string, Operator | 'plus'> = new Map([
  ['unaryMinus', 'neg'],
  ['unaryPlus', 'plus'],
  ['not', 'not'],
])
const BINARY: ReadonlyMap<string, Operator> = new Map([
  ['add', 'add'],
  ['subtract', 'sub'],
  ['multiply', 'mul'],
  ['divide', 'div'],
  ['pow', 'pow'],
  ['smaller', 'lt'],
  ['smallerEq', 'le'],
  ['larger', 'gt'],
  ['largerEq', 'ge'],
  ['equal', 'eq'],
  ['unequal', 'ne'],
  ['and', 'and'],
  ['or', 'or'],
])

/** An expression, and its range including the parentheses around it. */
interface Piece {
  readonly expr: Expr
  readonly at: Span
}

/** Thrown after a problem was reported, to leave the tree; never leaves this file. */
class Rejected extends Error {}

/**
 * Turns mathjs's tree into ours. mathjs keeps no positions, but its tree, read from left to right, consists of exactly the
 * tokens of the text, in order. So the walk consumes the tokens as it goes, and every node knows its range.
 */
class Converter {
  private readonly tokens: readonly Token[]
  private readonly reading: Reading
  private cursor = 0
  sound = true

  constructor(tokens: readonly Token[], reading: Reading) {
    this.tokens = tokens
    this.reading = reading
  }

  private note(at: Span, message: Message): void {
    this.sound = false
    this.reading.sink.report(this.reading.source, at, message)
  }

  private reject(at: Span, message: Message): never {
    this.note(at, message)
    throw new Rejected()
  }

  private here(): Span {
    return this.tokens[this.cursor]?.at ?? spanOf(this.tokens)
  }

  /** The next token, which must be this one. If it is not, mathjs has read the text in a way that is not foreseen here. */
  private take(text?: string): Token {
    const token = this.tokens[this.cursor]
    if (!token || (text !== undefined && token.text !== text)) this.reject(this.here(), unreadable())
    this.cursor++
    return token
  }

  private upTo(left: Span): Span {
    return { start: left.start, end: this.tokens[this.cursor - 1]?.at.end ?? left.end }
  }

  whole(root: MathNode): Expr {
    const { expr } = this.piece(root)
    if (this.cursor < this.tokens.length) this.reject(this.here(), unreadable())
    return expr
  }

  private piece(general: MathNode): Piece {
    const node = general as Allowed
    switch (node.type) {
      case 'ConstantNode':
      case 'SymbolNode': {
        const expr = this.leaf()
        return { expr, at: expr.at }
      }
      case 'ParenthesisNode': {
        const open = this.take('(')
        const { expr } = this.piece(node.content)
        this.take(')')
        return { expr, at: this.upTo(open.at) }
      }
      case 'OperatorNode':
        return this.operator(node)
      case 'RelationalNode':
        return this.chain(node)
      case 'ConditionalNode': {
        const test = this.piece(node.condition)
        this.take('?')
        const yes = this.piece(node.trueExpr).expr
        this.take(':')
        const no = this.piece(node.falseExpr).expr
        const at = this.upTo(test.at)
        return { expr: { kind: 'conditional', test: test.expr, yes, no, at }, at }
      }
      case 'FunctionNode':
        return this.call(node)
      case 'AccessorNode': {
        const name = this.take()
        const [index, ...more] = node.index.dimensions
        if (name.kind !== 'name') this.reject(name.at, indexedValue())
        const open = this.take('[')
        if (!index || more.length > 0) this.reject(open.at, oneIndex(name.text))
        const expr = this.piece(index).expr
        this.take(']')
        const at = this.upTo(name.at)
        return { expr: { kind: 'element', name: name.text, index: expr, at }, at }
      }
      case 'ArrayNode':
        return this.list(node)
      default: {
        const colon = this.tokens.slice(this.cursor).find((token) => token.text === ':')
        if (colon) this.reject(colon.at, rangeInFormula())
        this.reject(this.here(), unreadable('this is not part of the language'))
      }
    }
  }

  private leaf(): Expr {
    const { text, at, kind } = this.take()
    const constant = CONSTANTS.get(text)
    if (constant !== undefined) return { kind: 'number', value: constant, text, at }
    if (kind === 'name') return { kind: 'name', name: text, at }
    const value = Number(text)
    const lost = value === 0 && /[1-9]/.test(text.replace(/[eE].*$/, ''))
    if (!Number.isFinite(value) || lost) this.note(at, noDouble(clip(text, 40), lost ? 'small' : 'large'))
    return { kind: 'number', value, text, at }
  }

  private operator(node: OperatorNode<OperatorNodeOp, OperatorNodeFn>): Piece {
    const fn: string = node.fn
    const [first, second] = node.args
    const sign = UNARY.get(fn)
    if (sign && first) {
      const token = this.take(node.op)
      const { expr } = this.piece(first)
      const at = this.upTo(token.at)
      return { expr: sign === 'plus' ? expr : { kind: 'operator', op: sign, args: [expr], at }, at }
    }
    const op = BINARY.get(fn)
    if (!op || !first || !second)
      this.reject(this.here(), unreadable(`\`${node.op}\` is not an operator of the language`))
    if (op !== 'and' && op !== 'or') this.loneNot(first)
    const left = this.piece(first)
    this.take(node.op)
    const right = this.piece(second).expr
    const at = this.upTo(left.at)
    return { expr: { kind: 'operator', op, args: [left.expr, right], at }, at }
  }

  /** mathjs reads `not a > b` as `(not a) > b`, which nobody means. */
  private loneNot(left: MathNode): void {
    if (left.type === 'OperatorNode' && (left as OperatorNode<'not', 'not'>).fn === 'not')
      this.note(this.here(), looseNot())
  }

  private chain(node: RelationalNode): Piece {
    const [head, ...rest] = node.params
    if (!head) this.reject(this.here(), unreadable())
    if (rest.length > LIMITS.nesting) this.reject(this.here(), tooDeep('this chain of comparisons is nested too deep'))
    this.loneNot(head)
    const first = this.piece(head)
    let left = first.expr
    let joined: Expr | null = null
    for (const [k, param] of rest.entries()) {
      this.take()
      const right = this.piece(param).expr
      const op = BINARY.get(node.conditionals[k] ?? '')
      if (!op) this.reject(this.here(), unreadable())
      const at = this.upTo(left.at)
      const link: Expr = { kind: 'operator', op, args: [left, right], at }
      joined = joined ? { kind: 'operator', op: 'and', args: [joined, link], at: this.upTo(first.at) } : link
      left = right
    }
    return { expr: joined ?? left, at: this.upTo(first.at) }
  }

  private call(node: FunctionNode): Piece {
    const name = this.take()
    const fn = name.text
    const [head] = node.args
    if (head?.type === 'AssignmentNode') return this.series(name, node, head as AssignmentNode)
    const { functions, definitions } = this.reading
    const builtIn = FUNCTIONS.get(fn)
    const special = fn === 'mean' || fn === 'past' || functions.has(fn)
    const definition = builtIn || special ? undefined : definitions.find(fn)
    const unknown = name.kind !== 'name' || !(builtIn || special || definition !== undefined)
    if (unknown) this.unknown(name, node)
    // A definition in error has been reported: what calls it is no further mistake.
    if (definition === null) this.sound = false
    this.take('(')
    const args: Expr[] = []
    for (const [k, arg] of node.args.entries()) {
      if (k > 0) this.take(',')
      args.push(this.piece(arg).expr)
    }
    this.take(')')
    const { fewest, most } = this.arity(fn, definition)
    if (!unknown && definition !== null && (args.length < fewest || args.length > most)) {
      const upTo = most === Number.POSITIVE_INFINITY ? `at least ${fewest}` : `${fewest} to ${most}`
      const wanted = most === fewest ? `${fewest}` : upTo
      this.note(name.at, argumentCount(fn, wanted, args.length))
    } else if (fn === 'past' && args[0]?.kind !== 'name') {
      this.note(args[0]?.at ?? name.at, pastOfValue())
    }
    const at = this.upTo(name.at)
    return { expr: { kind: 'call', fn, args, at, ...(definition ? { definition } : {}) }, at }
  }

  private arity(fn: string, definition: Definition | null | undefined): { fewest: number; most: number } {
    if (definition) return { fewest: fewestArguments(definition), most: definition.parameters.length }
    if (fn === 'past') return { fewest: 2, most: 2 }
    if (fn === 'mean') return { fewest: 1, most: 1 }
    return FUNCTIONS.get(fn) ?? { fewest: 0, most: Number.POSITIVE_INFINITY }
  }

  /** `sum(j = 1:n, formula)`. */
  private series(name: Token, { args }: FunctionNode, { value }: AssignmentNode): Piece {
    this.take('(')
    const variable = this.take()
    this.take('=')
    const taken = isReserved(variable.text) || CONSTANTS.has(variable.text) || FUNCTIONS.has(variable.text)
    if (taken) this.note(variable.at, indexTaken(variable.text))
    const { start, end, step } = value as RangeNode
    const [, term, ...more] = args
    if (value.type !== 'RangeNode' || step || !term || more.length > 0) {
      this.reject(name.at, oddSeries(name.text))
    }
    const from = this.piece(start).expr
    this.take(':')
    const to = this.piece(end).expr
    this.take(',')
    const body = this.piece(term).expr
    this.take(')')
    const at = this.upTo(name.at)
    const expr: Expr = {
      kind: 'series',
      fn: name.text,
      variable: variable.text,
      variableAt: variable.at,
      from,
      to,
      body,
      at,
    }
    return { expr, at }
  }

  private unknown(name: Token, node: FunctionNode): void {
    const known = [...FUNCTIONS.keys(), 'mean', 'past', ...this.reading.functions, ...this.reading.definitions.names()]
    const hint = calledHint(name.text) ?? suggest(name.text, known)
    const [factor, ...more] = node.args
    if (hint !== undefined || !factor || more.length > 0) {
      this.note(name.at, unknownFunction(name.text, hint))
      return
    }
    const length = (this.tokens.at(-1)?.at.end ?? 0) - name.at.start
    const product = `${name.text} * (${length < 200 ? factor.toString() : '...'})`
    this.note(name.at, productAsCall(name.text, product))
  }

  private list(node: ArrayNode): Piece {
    const open = this.take('[')
    const items: Expr[] = []
    for (const [k, item] of node.items.entries()) {
      if (k > 0) this.take(',')
      if (item.type === 'ArrayNode') this.reject(this.here(), matrix())
      items.push(this.piece(item).expr)
    }
    this.take(']')
    const at = this.upTo(open.at)
    if (items.length === 0) this.note(at, emptyVector())
    return { expr: { kind: 'list', items, at }, at }
  }
}

/** Our tree of a mathjs tree and the tokens that it was made of; null after reporting what is not allowed in it. */
export function convert(root: MathNode, tokens: readonly Token[], reading: Reading): Expr | null {
  const converter = new Converter(tokens, reading)
  try {
    const expr = converter.whole(root)
    return converter.sound ? expr : null
  } catch (error) {
    if (error instanceof Rejected) return null
    throw error
  }
}
