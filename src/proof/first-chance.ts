import type { Program, Step } from '../kernel/program.ts'
import { dependsOn } from '../lang/facts.ts'
import type { Node } from '../lang/node.ts'

/**
 * The first step at which a measure may depend on a random number; infinity if it never does. Before it all seeds have the same
 * value. From the graph alone: a state depends on chance once a statement that it is made by does, and stays so here, though it
 * may be overwritten.
 */
export function firstChance({ states, step, first }: Program): (measure: string) => number {
  const random = new Set<string>()
  const depends = (node: Node) =>
    dependsOn(node, (leaf) => leaf.kind === 'draw' || (leaf.kind === 'state' && random.has(leaf.name)))
  for (const { name, init } of states) if (depends(init)) random.add(name)
  const found = new Map<string, number>()
  // Each step but the first adds a state or is the last that can change anything.
  for (let t = 1; t <= states.length + 2; t++) {
    const now: Step = t === 1 && first ? first : step
    for (const [name, node] of Object.entries(now.outputs)) if (!found.has(name) && depends(node)) found.set(name, t)
    const reached = states.flatMap(({ name }, k) => (depends(now.next[k] as Node) ? [name] : []))
    for (const name of reached) random.add(name)
  }
  return (measure) => found.get(measure) ?? Number.POSITIVE_INFINITY
}
