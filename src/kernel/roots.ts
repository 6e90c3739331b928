import { inOrder } from '../lang/facts.ts'
import { type Node, operands } from '../lang/node.ts'
import type { Program, Step } from './program.ts'

const byId = (a: Node, b: Node): number => a.id - b.id

/** What a step computes: the new states and, where asked for, the outputs. */
export const stepRoots = (step: Step, outputs = true): Node[] => [
  ...step.next,
  ...(outputs ? Object.values(step.outputs) : []),
]

/** What the steps of a program compute, without the initial states. */
export const movingRoots = (program: Program): Node[] => [
  ...(program.first ? stepRoots(program.first) : []),
  ...stepRoots(program.step),
]

/** All nodes of a program, operands before the nodes that use them. */
export function programNodes(program: Program): Node[] {
  return inOrder([...program.states.map((state) => state.init), ...movingRoots(program)])
}

/** Operands that are computed before a node of a lowered program: there a `pick` reads its vector's place directly. */
export const inputs = (node: Node): readonly Node[] => (node.kind === 'pick' ? [] : operands(node))

/** Nodes to compute for some nodes, in order; those that satisfy `given` are included, but not what is below them. */
export function computed(roots: Iterable<Node>, given: (node: Node) => boolean): Node[] {
  const found = new Set(roots)
  for (const node of found) if (!given(node)) for (const input of inputs(node)) found.add(input)
  return [...found].sort(byId)
}

/** Operations of one step of a program, the outputs included: a vector operation is one. */
export const stepOperations = (program: Program): number =>
  computed(movingRoots(program), () => false).filter((node) => inputs(node).length > 0).length
