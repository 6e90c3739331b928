import type { Node, NodeOf } from '../node.ts'
import { signArgument } from '../patterns.ts'
import { atomText, formulaText, type Grouping } from '../print.ts'
import type { Expr } from '../syntax.ts'
import { type Algebra, apply } from './algebra.ts'
import { constantValue } from './copies.ts'

/** How nodes are called in an expression. */
export interface Notation {
  /** A name that a node was given, which stands for it; null for none. */
  name(node: Node): string | null
  leaf(node: NodeOf<'param' | 'state' | 'draw' | 'table'>): string
  number(value: number): string
  /** Whether sign(a), a^2, and a number for all coordinates are written as such, and not as what the language makes of them. */
  readonly short: boolean
  /** How many numbers of a list are written out, and how deep an expression is; for what is left out stands `..`. */
  readonly grouping: Grouping
  readonly most: { readonly items: number; readonly depth: number }
}

const at = { start: 0, end: 0 }
const name = (text: string): Expr => ({ kind: 'name', name: text, at })
const call = (fn: string, ...args: Expr[]): Expr => ({ kind: 'call', fn, args, at })
const LEFT_OUT = name('..')

const expressions = ({ leaf, number, short, most, grouping }: Notation): Algebra<Expr> => {
  const constant = (value: number): Expr => ({ kind: 'number', value, text: number(value), at })
  const named = (node: NodeOf<'param' | 'state' | 'draw' | 'table'>) => name(leaf(node))
  return {
    const: (node) => constant(node.value),
    literal({ values }) {
      const items = values.slice(0, most.items).map(constant)
      return { kind: 'list', items: values.length > most.items ? [...items, LEFT_OUT] : items, at }
    },
    index: () => name('i'),
    param: named,
    state: named,
    step: () => name('t'),
    draw: named,
    table: named,
    unary: ({ op }, a) => (op === 'neg' ? { kind: 'operator', op, args: [a], at } : call(op, a)),
    binary(node, a, b) {
      const { op } = node
      if (op === 'min' || op === 'max') return call(op, a, b)
      const square = short && op === 'mul' && node.a === node.b
      return square
        ? { kind: 'operator', op: 'pow', args: [a, constant(2)], at }
        : { kind: 'operator', op, args: [a, b], at }
    },
    select: (_, test, yes, no) => ({ kind: 'conditional', test, yes, no, at }),
    reduce: ({ op }, a) => call(op, a),
    pick: ({ k }, a) => ({ kind: 'element', name: atomText(a, grouping), index: constant(k), at }),
  }
}

/** A node as a formula. */
export const formulaOf = (node: Node, notation: Notation): string =>
  formulaText(expressionOf(node, notation), notation.grouping)

/** A node as an expression of the language. */
export function expressionOf(node: Node, notation: Notation): Expr {
  const algebra = expressions(notation)
  const { short, most } = notation
  // From the top, because a name hides what is below it.
  const write = (part: Node, depth: number): Expr => {
    const given = notation.name(part)
    if (given !== null) return name(given)
    const value = constantValue(part)
    if (value !== null) return { kind: 'number', value, text: notation.number(value), at }
    const sign = short ? signArgument(part) : null
    if (sign) return call('sign', write(sign, depth - 1))
    if (short && part.kind === 'select' && part.b === part.c) return write(part.b, depth)
    if (depth === 0 && 'a' in part) return LEFT_OUT
    return apply(algebra, part, (operand) => write(operand, depth - 1))
  }
  return write(node, most.depth)
}
