import { type Algebra, fold } from '../lang/algebra/algebra.ts'
import type { Node } from '../lang/node.ts'
import type { Ranges } from './ranges.ts'
import { isGradient } from './rule-graph.ts'

/** How a value depends on what the oracle gives at this step: not at all, as an affine function; null if by its form neither. */
type Affinity = 'free' | 'affine' | null

const leaf = (node: Node): Affinity => (isGradient(node) ? 'affine' : 'free')

/** The affinity of a function that is affine in each operand while the others are fixed: at most one may be. */
const product = (a: Affinity, b: Affinity): Affinity => (a === 'free' ? b : b === 'free' ? a : null)
const sum = (a: Affinity, b: Affinity): Affinity => (a === null || b === null ? null : (product(a, b) ?? 'affine'))
const other = (...parts: readonly Affinity[]): Affinity => (parts.every((part) => part === 'free') ? 'free' : null)

const affinities = (ranges: Ranges): Algebra<Affinity> => ({
  const: leaf,
  literal: leaf,
  index: leaf,
  param: leaf,
  state: leaf,
  step: leaf,
  draw: leaf,
  table: leaf,
  unary: (node, a) => (node.op === 'neg' ? a : other(a)),
  binary({ op }, a, b) {
    if (op === 'add' || op === 'sub') return sum(a, b)
    if (op === 'mul') return product(a, b)
    return op === 'div' && b === 'free' ? a : other(a, b)
  },
  select(node, test, b, c) {
    const branch = ranges.branch(node)
    if (branch) return branch === node.b ? b : c
    return test === 'free' ? sum(b, c) : null
  },
  reduce: (node, a) => (node.op === 'sum' ? a : other(a)),
  pick: (_, a) => a,
})

/** Whether a node is an affine function of what the oracle gives at this step, by its form. */
export const isAffine = (node: Node, ranges: Ranges): boolean => fold([node], affinities(ranges)).get(node) !== null
