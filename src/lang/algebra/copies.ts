import { inOrder } from '../facts.ts'
import type { Graph } from '../graph.ts'
import type { Node } from '../node.ts'
import { type Algebra, apply } from './algebra.ts'

/**
 * A constant that the graph does not fold: pow(x, i) at i = 2 is the function pow with the exponent 2, while x^2 as written
 * is x * x, and the two may differ in the last bit.
 */
const opaque = (graph: Graph, value: number): Node => graph.pick(graph.literal([value]), 1)

/** The number a node stands for, if it is a constant, folding or not. */
export function constantValue(node: Node): number | null {
  if (node.kind === 'const') return node.value
  if (node.kind === 'pick' && node.a.kind === 'literal') return node.a.values[node.k - 1] ?? Number.NaN
  return null
}

/** Nodes of another graph: a copy has the same bits wherever those of its operands are the same. */
export const copies = (graph: Graph): Algebra<Node> => ({
  const: (node) => graph.const(node.value),
  literal: (node) => graph.literal(node.values),
  index: () => graph.index(),
  param: (node) => graph.param(node.name),
  state: (node) => graph.state(node.name, node.shape),
  step: () => graph.step(),
  draw: (node) => graph.draw(node.stream, node.number, node.shape),
  table: (node) => graph.table(node.name),
  unary: (node, a) => graph.unary(node.op, a),
  binary(node, a, b) {
    const becameConstant = node.op === 'pow' && b.kind === 'const' && node.b.kind !== 'const'
    return graph.binary(node.op, a, becameConstant ? opaque(graph, b.value) : b)
  },
  select: (_, a, b, c) => graph.select(a, b, c),
  reduce: (node, a) => graph.reduce(node.op, a),
  pick: (node, a) => graph.pick(a, node.k),
})

/**
 * Copies of some nodes and of all on which they depend.
 *
 * @param replace what stands in another graph in the place of a node, by the copies of its operands; null for its copy
 */
export function copied(
  graph: Graph,
  roots: Iterable<Node>,
  replace: (node: Node, copy: (operand: Node) => Node) => Node | null,
): (node: Node) => Node {
  const algebra = copies(graph)
  const made = new Map<Node, Node>()
  const copy = (node: Node) => made.get(node) as Node
  for (const node of inOrder(roots)) made.set(node, replace(node, copy) ?? apply(algebra, node, copy))
  return copy
}
