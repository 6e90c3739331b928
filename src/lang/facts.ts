import { type Node, operands } from './graph.ts'

/** The nodes on which some nodes depend, themselves included. */
export function reachable(nodes: Iterable<Node>): Set<Node> {
  const found = new Set(nodes)
  // A set visits what is added to it while it is walked.
  for (const node of found) for (const operand of operands(node)) found.add(operand)
  return found
}

/** Whether the value of a node depends on a node that satisfies `leaf`: a fact about the formula, not about numbers. */
export function dependsOn(node: Node, leaf: (candidate: Node) => boolean): boolean {
  for (const candidate of reachable([node])) if (leaf(candidate)) return true
  return false
}

/** Everything that is divided by on the way to a node. */
export function denominators(node: Node): Node[] {
  const found = new Set<Node>()
  for (const part of reachable([node])) if (part.kind === 'binary' && part.op === 'div') found.add(part.b)
  return [...found]
}
