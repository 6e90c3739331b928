import { type Algebra, fold } from '../../lang/algebra/algebra.ts'
import type { Graph } from '../../lang/graph.ts'
import type { Node } from '../../lang/node.ts'

/** The factor of an unknown in a node that is affine in it: null if it does not occur, 'bent' if the node is not affine by its form. */
export type Slope = Node | null | 'bent'

const slopes = (graph: Graph, unknown: Node): Algebra<Slope> => {
  const none = () => null
  const bent = (...parts: readonly Slope[]): Slope => (parts.every((part) => part === null) ? null : 'bent')
  const through = (a: Slope, f: (node: Node) => Node): Slope => (a === null || a === 'bent' ? a : f(a))
  const sum = (op: 'add' | 'sub', a: Slope, b: Slope): Slope => {
    if (a === 'bent' || b === 'bent') return 'bent'
    if (a && b) return graph.binary(op, a, b)
    return a ?? (op === 'sub' ? through(b, (node) => graph.unary('neg', node)) : b)
  }
  return {
    const: none,
    literal: none,
    index: none,
    param: none,
    state: (node) => (node === unknown ? graph.const(1) : null),
    step: none,
    draw: none,
    table: none,
    unary: ({ op }, a) => (op === 'neg' ? through(a, (node) => graph.unary('neg', node)) : bent(a)),
    binary({ op, a: left, b: right }, a, b) {
      if (op === 'add' || op === 'sub') return sum(op, a, b)
      if (op === 'mul' && b === null) return through(a, (node) => graph.mul(node, right))
      if (op === 'mul' && a === null) return through(b, (node) => graph.mul(left, node))
      if (op === 'div' && b === null) return through(a, (node) => graph.div(node, right))
      return bent(a, b)
    },
    select({ a: test }, a, b, c) {
      if (a !== null || b === 'bent' || c === 'bent') return bent(a, b, c)
      if (b === null && c === null) return null
      return graph.select(test, b ?? graph.const(0), c ?? graph.const(0))
    },
    // There is one coordinate.
    reduce: (_, a) => a,
    pick: (_, a) => a,
  }
}

/** How a node depends on an unknown, by its form. */
export const slopeOf = (graph: Graph, node: Node, unknown: Node): Slope =>
  fold([node], slopes(graph, unknown)).get(node) ?? null
