import type { Node } from '../lang/graph.ts'
import { constantValue } from './rebuild.ts'
import { computed, inputs } from './roots.ts'

/** What the values of a lowered program's nodes depend on. */
export interface Dependence {
  /** Known when the lane starts: depends on parameters, constants and the coordinate index only. */
  fixed(node: Node): boolean
  /** The same for all lanes: depends on the step, tables, constants and the coordinate index only. */
  shared(node: Node): boolean
}

const MOVING: ReadonlySet<Node['kind']> = new Set(['state', 'step', 'draw', 'table'])
const LANE: ReadonlySet<Node['kind']> = new Set(['param', 'state', 'draw'])

const leafKind = (node: Node): Node['kind'] => (node.kind === 'pick' ? node.a.kind : node.kind)

export function dependence(roots: Iterable<Node>): Dependence {
  const moving = new Set<Node>()
  const lane = new Set<Node>()
  for (const node of computed(roots, () => false)) {
    if (MOVING.has(leafKind(node)) || inputs(node).some((input) => moving.has(input))) moving.add(node)
    if (LANE.has(leafKind(node)) || inputs(node).some((input) => lane.has(input))) lane.add(node)
  }
  return { fixed: (node) => !moving.has(node), shared: (node) => !lane.has(node) }
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
