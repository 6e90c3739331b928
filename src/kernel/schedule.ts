import type { Node } from '../lang/node.ts'
import { computed, inputs } from './roots.ts'
import { isSlow } from './slow.ts'

/** A value that is wanted, and where it goes. */
export interface WantedValue {
  readonly node: Node
  readonly shape: 'scalar' | 'vector'
  /** The state that takes this value at the end of the step; null for other places in memory. */
  readonly state: string | null
  readonly watched: boolean
  /** Byte offset within the tile. */
  readonly offset: number
}

/** One pass over the coordinates. */
export interface Pass {
  /** Vectors computed here, in order. */
  readonly vectors: Node[]
  readonly reductions: (Node & { kind: 'reduce' })[]
  /** Vectors that later passes need: each is stored at its home. */
  readonly kept: Node[]
  /** Vector targets whose value is stored here. */
  readonly targets: WantedValue[]
}

/** Scalars, then a pass over the coordinates that may use them. */
export interface Section {
  readonly scalars: Node[]
  readonly pass: Pass | null
}

/** Where a vector that several passes use is kept: in a scratch buffer, or already in the state whose next value it is. */
export type Home = { readonly scratch: number } | { readonly target: WantedValue }

export interface Schedule {
  readonly sections: readonly Section[]
  readonly homes: ReadonlyMap<Node, Home>
  /** Number of scratch buffers. */
  readonly scratch: number
}

const LEAVES: ReadonlySet<Node['kind']> = new Set(['literal', 'index', 'state', 'table', 'param'])

/** Two draws that come from one block of the generator. */
const blockOf = (node: Node & { kind: 'draw' }): string => `${node.stream} ${node.number >>> 1} ${node.shape}`

/**
 * Orders the computation of some targets: scalars once, vectors in as few passes over the coordinates as the reductions
 * between them allow. A vector is computed in the first pass that needs it; later passes recompute it if that is about as
 * cheap as a load, else it is kept in memory. Old states stay readable as long as they are read.
 *
 * @param given nodes whose value is in memory already
 */
export function schedule(targets: readonly WantedValue[], given: (node: Node) => boolean): Schedule {
  const nodes = computed(
    targets.map((target) => target.node),
    given,
  )
  const leaf = (node: Node) => given(node) || LEAVES.has(node.kind)
  const operandsOf = (node: Node) => (given(node) ? [] : inputs(node))

  // The stage of a scalar is the number of passes before it; a vector may be computed from pass number `stage` on.
  const stage = new Map<Node, number>()
  const stageOf = (node: Node) => stage.get(node) ?? 0
  for (const node of nodes) {
    const after = Math.max(0, ...operandsOf(node).map(stageOf))
    stage.set(node, node.kind === 'reduce' && !given(node) ? after + 1 : after)
  }
  const reductions = nodes.filter((node) => node.kind === 'reduce' && !given(node)) as (Node & { kind: 'reduce' })[]
  const filled = targets.filter((target) => target.shape === 'vector')
  const last = Math.max(-1, ...reductions.map((node) => stageOf(node) - 1), ...filled.map(({ node }) => stageOf(node)))
  const sections: Section[] = Array.from({ length: last + 2 }, (_, index) => ({
    scalars: [],
    pass: index <= last ? { vectors: [], reductions: [], kept: [], targets: [] } : null,
  }))
  const pass = (index: number): Pass => sections[index]?.pass as Pass

  // Passes in which a vector is used, by consumers from the last to the first.
  const uses = new Map<Node, Set<number>>()
  const use = (node: Node, passes: Iterable<number>) => {
    if (node.shape === 'vector') uses.set(node, new Set([...(uses.get(node) ?? []), ...passes]))
  }
  const usesOf = (node: Node) => [...(uses.get(node) ?? [])].sort((a, b) => a - b)
  const homes = new Map<Node, Home>()
  const recomputed = (node: Node) =>
    node.kind !== 'draw' &&
    !isSlow(node) &&
    operandsOf(node).every((operand) => operand.shape === 'scalar' || leaf(operand))
  for (const target of filled) use(target.node, [last])
  const draws: (Node & { kind: 'draw' })[] = []
  const kept: (readonly [node: Node, pass: number])[] = []
  for (const node of nodes.toReversed()) {
    if (node.kind === 'reduce' && !given(node)) {
      use(node.a, [stageOf(node) - 1])
      pass(stageOf(node) - 1).reductions.push(node)
    } else if (node.shape === 'scalar') {
      sections[stageOf(node)]?.scalars.push(node)
    } else if (!leaf(node)) {
      if (node.kind === 'draw') {
        draws.push(node)
        continue
      }
      const used = usesOf(node)
      const passes = recomputed(node) ? used : used.slice(0, 1)
      for (const index of passes) pass(index).vectors.push(node)
      if (used.length > passes.length) kept.push([node, passes[0] ?? 0])
      for (const operand of operandsOf(node)) use(operand, passes)
    }
  }
  // Both halves of a block are drawn in the pass that needs the first of them.
  const first = new Map<string, number>()
  for (const node of draws) {
    first.set(blockOf(node), Math.min(first.get(blockOf(node)) ?? last, ...usesOf(node)))
  }
  for (const node of draws) {
    const index = first.get(blockOf(node)) ?? 0
    pass(index).vectors.push(node)
    if (usesOf(node).some((used) => used > index)) kept.push([node, index])
  }
  // So far everything is in the order from the last to the first.
  for (const section of sections) {
    section.scalars.reverse()
    section.pass?.vectors.reverse()
    section.pass?.reductions.reverse()
  }

  // A kept vector that becomes a state is kept in the state itself, if nothing reads the old value in a later pass.
  const lastRead = new Map<string, number>()
  for (const node of nodes) {
    if (node.kind === 'state' && node.shape === 'vector') lastRead.set(node.name, Math.max(-1, ...usesOf(node)))
  }
  let scratch = 0
  const settled = new Set<WantedValue>()
  for (const [node, index] of kept.toReversed()) {
    pass(index).kept.push(node)
    const target = filled.find(
      (one) => one.node === node && (one.state === null || (lastRead.get(one.state) ?? -1) <= index),
    )
    homes.set(node, target ? { target } : { scratch: scratch++ })
    if (target) {
      settled.add(target)
      pass(index).targets.push(target)
    }
  }
  for (const target of filled) {
    const unchanged = target.node.kind === 'state' && target.node.name === target.state && !target.watched
    if (!settled.has(target) && !unchanged) pass(last).targets.push(target)
  }
  return { sections, homes, scratch }
}
