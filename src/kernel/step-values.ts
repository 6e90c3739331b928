import { constantValue } from '../lang/algebra/copies.ts'
import type { Node } from '../lang/node.ts'
import type { Dependence } from './dependence.ts'
import { computed, inputs } from './roots.ts'
import { isSlow } from './slow.ts'

/**
 * What changes by step but not by lane, where lanes use it: computed once a step for all tiles, and read from memory by each.
 * Empty where that would save no more than a few additions.
 */
export function stepValues(roots: readonly Node[], { fixed, shared }: Dependence): Node[] {
  const common = (node: Node) => node.shape === 'scalar' && shared(node) && !fixed(node)
  const nodes = computed(roots, () => false)
  const wanted = new Set([...roots, ...nodes.filter((node) => !common(node)).flatMap(inputs)])
  const kept = nodes.filter(
    (node) =>
      wanted.has(node) && common(node) && node.kind !== 'step' && node.kind !== 'pick' && constantValue(node) === null,
  )
  return computed(kept, () => false).some(isSlow) ? kept : []
}
