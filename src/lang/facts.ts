import { type Node, operands } from './node.ts'

/** The nodes on which some nodes depend, themselves included. */
export function reachable(nodes: Iterable<Node>): Set<Node> {
  const found = new Set(nodes)
  // A set visits what is added to it while it is walked.
  for (const node of found) for (const operand of operands(node)) found.add(operand)
  return found
}

/**
 * The nodes on which some nodes depend, themselves included, each after its operands.
 *
 * @param known nodes that are left out, with what only they depend on
 */
export function inOrder(roots: Iterable<Node>, known: (node: Node) => boolean = () => false): Node[] {
  const found = new Set<Node>()
  const add = (node: Node) => known(node) || found.add(node)
  for (const root of roots) add(root)
  for (const node of found) for (const operand of operands(node)) add(operand)
  return [...found].sort((a, b) => a.id - b.id)
}

/** Whether the value of a node depends on a node that satisfies `leaf`: a fact about the formula, not about numbers. */
export function dependsOn(node: Node, leaf: (candidate: Node) => boolean): boolean {
  for (const candidate of reachable([node])) if (leaf(candidate)) return true
  return false
}

/** Those of some nodes in order that depend on a leaf, or are one. */
export function dependents(
  nodes: Iterable<Node>,
  leaf: (node: Node) => boolean,
  inputs: (node: Node) => readonly Node[] = operands,
): Set<Node> {
  const found = new Set<Node>()
  for (const node of nodes) if (leaf(node) || inputs(node).some((input) => found.has(input))) found.add(node)
  return found
}

/** Everything that is divided by on the way to a node. */
export function denominators(node: Node): Node[] {
  const found = new Set<Node>()
  for (const part of reachable([node])) if (part.kind === 'binary' && part.op === 'div') found.add(part.b)
  return [...found]
}
