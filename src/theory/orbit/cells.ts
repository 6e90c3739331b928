import { type Algebra, fold } from '../../lang/algebra/algebra.ts'
import type { Node, NodeOf } from '../../lang/node.ts'
import type { Cell, Numbers } from './numbers.ts'

export type { Cell } from './numbers.ts'

/** What the leaves of a graph are. */
export interface Leaves<V> {
  param(name: string): Cell<V>
  state(node: NodeOf<'state'>): Cell<V>
  table(node: NodeOf<'table'>): Cell<V>
  step(): Cell<V>
  /** The coordinate, from 1. */
  index(): Cell<V>
  literal(values: readonly number[]): Cell<V>
  /** What the coordinates of a vector make together, or one of them. */
  gather(node: NodeOf<'reduce'> | NodeOf<'pick'>, vector: Cell<V>): Cell<V>
}

/** The operations of a graph on a kind of numbers. */
function meanings<V>(numbers: Numbers<V>, leaves: Leaves<V>): Algebra<Cell<V>> {
  const zero = numbers.of(0)
  const { cell } = numbers
  return {
    const: (node) => cell(numbers.of(node.value)),
    literal: (node) => leaves.literal(node.values),
    index: () => leaves.index(),
    param: (node) => leaves.param(node.name),
    state: (node) => leaves.state(node),
    step: () => leaves.step(),
    draw: () => cell(zero),
    table: (node) => leaves.table(node),
    unary({ op }, a) {
      const f = numbers.unary[op]
      return cell(zero, () => f(a.value))
    },
    binary({ op }, a, b) {
      const f = numbers.binary[op]
      return cell(zero, () => f(a.value, b.value))
    },
    select: (_, a, b, c) => cell(zero, () => (numbers.double(a.value) !== 0 ? b.value : c.value)),
    reduce: (node, a) => leaves.gather(node, a),
    pick: (node, a) => leaves.gather(node, a),
  }
}

/**
 * Cells of some nodes and of all on which they depend, each after its operands.
 *
 * @param known cells that others compute; the new ones are added to them
 */
export function cells<V>(
  numbers: Numbers<V>,
  roots: readonly Node[],
  leaves: Leaves<V>,
  known: Map<Node, Cell<V>> = new Map(),
): { readonly of: (node: Node) => Cell<V>; readonly added: readonly (readonly [Node, Cell<V>])[] } {
  const before = new Set(known.keys())
  const all = fold(roots, meanings(numbers, leaves), known)
  return { of: (node) => all.get(node) as Cell<V>, added: [...all].filter(([node]) => !before.has(node)) }
}
