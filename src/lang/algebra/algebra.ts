import { inOrder } from '../facts.ts'
import { type Node, type NodeKind, type NodeOf, type Operands, operands } from '../node.ts'

/**
 * What the nodes of a graph mean: for each kind of node, its meaning by the meanings of its operands. All that is said of a
 * graph is such an algebra: its numbers, their ranges, its text, its instructions. A kind that one of them leaves out is an
 * error of types.
 *
 * @typeParam Value what is known of an operand
 * @typeParam Result what is found of a node; the same, where nodes are folded
 */
export type Algebra<Value, Result = Value> = {
  readonly [K in NodeKind]: (node: NodeOf<K>, ...operands: Operands<K, Value>) => Result
}

/** What a node means, by what its operands mean. */
export function apply<Value, Result>(
  algebra: Algebra<Value, Result>,
  node: Node,
  of: (operand: Node) => Value,
): Result {
  const meaning = algebra[node.kind] as (node: Node, ...operands: Value[]) => Result
  return meaning(node, ...operands(node).map(of))
}

/**
 * What some nodes and all on which they depend mean, each computed once.
 *
 * @param known meanings that are not computed again; the others are added to it
 */
export function fold<Value>(
  roots: Iterable<Node>,
  algebra: Algebra<Value>,
  known: Map<Node, Value> = new Map(),
): Map<Node, Value> {
  const of = (operand: Node) => known.get(operand) as Value
  for (const node of inOrder(roots, (found) => known.has(found))) known.set(node, apply(algebra, node, of))
  return known
}
