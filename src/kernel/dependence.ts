import { constantValue } from '../lang/algebra/copies.ts'
import { dependents } from '../lang/facts.ts'
import { isLaneOwn, moves } from '../lang/leaves.ts'
import type { Node } from '../lang/node.ts'
import { computed, inputs } from './roots.ts'

/** What the values of a lowered program's nodes depend on. */
export interface Dependence {
  /** Known when the lane starts: depends on parameters, constants and the coordinate index only. */
  fixed(node: Node): boolean
  /** The same for all lanes: depends on the step, tables, constants and the coordinate index only. */
  shared(node: Node): boolean
}

/** A `pick` of a lowered program reads a leaf. */
const leafOf = (node: Node): Node => (node.kind === 'pick' ? node.a : node)

export function dependence(roots: Iterable<Node>): Dependence {
  const nodes = computed(roots, () => false)
  const moving = dependents(nodes, (node) => moves(leafOf(node)), inputs)
  const own = dependents(nodes, (node) => isLaneOwn(leafOf(node)), inputs)
  return { fixed: (node) => !moving.has(node), shared: (node) => !own.has(node) }
}

/** Whether a fixed node costs nothing to have at hand wherever it is used. */
const atHand = (node: Node): boolean =>
  constantValue(node) !== null || node.kind === 'param' || node.kind === 'literal' || node.kind === 'index'

/**
 * The constants of a lane that steps use: fixed nodes that are used by others, or are roots themselves. They are computed
 * once, when the lane starts.
 */
export function laneConstants(roots: readonly Node[], { fixed }: Dependence): Node[] {
  const kept = (node: Node) => fixed(node) && !atHand(node)
  return computed(roots, kept).filter(kept)
}
