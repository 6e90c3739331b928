import { copied } from '../../lang/algebra/copies.ts'
import { dependents, inOrder } from '../../lang/facts.ts'
import { exactly } from '../../lang/folding.ts'
import { Graph } from '../../lang/graph.ts'
import type { Node } from '../../lang/node.ts'
import { isData, type RuleGraph } from '../../proof/rule-graph.ts'
import { type Cell, cells, type Leaves } from './cells.ts'
import { type Numbers, WIDE } from './numbers.ts'
import { LATE, type Wide } from './wide.ts'

/** A state of a rule: its value at the start of a step, what a step makes of it, and from where it starts. */
export interface LateState {
  readonly name: string
  readonly leaf: Node
  readonly next: Node
  readonly init: Node
  /** Its value after the first gradient, where that makes no step. */
  readonly first: Node | null
}

/** A rule of one coordinate as it is long after the start, at its settings. */
export interface LateRule {
  readonly graph: Graph
  readonly states: readonly LateState[]
  readonly x: Node
  readonly moved: Node
  /** Cells of the nodes that have the same value at all phases. */
  readonly fixed: ReadonlyMap<Node, Cell<Wide>>
  param(name: string): number
}

/** Leaves at a step long after the start; there is one coordinate, and nothing moves. */
export function fixedLeaves<V>(numbers: Numbers<V>, param: (name: string) => number): Leaves<V> {
  const nowhere = () => numbers.cell(numbers.of(0))
  return {
    param: (name) => numbers.cell(numbers.of(0), () => numbers.of(param(name))),
    state: nowhere,
    table: nowhere,
    step: () => numbers.cell(numbers.fit(LATE)),
    index: () => numbers.cell(numbers.of(1)),
    literal: ([value = Number.NaN]) => numbers.cell(numbers.of(value)),
    gather: (_, vector) => vector,
  }
}

/** Cells of those nodes that have the same value at all phases, each after its operands. */
export function fixedCells(roots: readonly Node[], param: (name: string) => number): Map<Node, Cell<Wide>> {
  const known = new Map<Node, Cell<Wide>>()
  const all = inOrder(roots)
  const moving = dependents(all, (node) => isData(node) || node.kind === 'draw')
  cells(
    WIDE,
    all.filter((node) => !moving.has(node)),
    fixedLeaves(WIDE, param),
    known,
  )
  return known
}

export function compute(known: ReadonlyMap<Node, Cell<Wide>>): void {
  for (const cell of known.values()) cell.compute()
}

/** All that a step evaluates. */
export const rootsOf = ({ moved, states }: Pick<LateRule, 'moved' | 'states'>): Node[] => [
  moved,
  ...states.map(({ next }) => next),
]

/** Nodes of a rule as a function makes them. */
export const mapped = ({ x, moved, states }: Pick<LateRule, 'x' | 'moved' | 'states'>, copy: (node: Node) => Node) => ({
  x: copy(x),
  moved: copy(moved),
  states: states.map(({ name, leaf, next, init, first }) => ({
    name,
    leaf: copy(leaf),
    next: copy(next),
    init: copy(init),
    first: first && copy(first),
  })),
})

/**
 * A rule as it is at settings: with the branches that it takes long after the start, and without what is multiplied by 0. As
 * long as these are the same, so is the rule; its fixed cells then change.
 */
export function settled(rule: RuleGraph): (hyper: ReadonlyMap<string, number>) => LateRule {
  let settings: ReadonlyMap<string, number> = rule.hyper
  const param = (name: string) => settings.get(name) ?? Number.NaN
  const roots = [
    rule.x,
    ...rootsOf(rule),
    ...rule.states.flatMap(({ leaf, init, first }) => [leaf, init, first ?? leaf]),
  ]
  const fixed = fixedCells(roots, param)
  const decisive = inOrder(roots).flatMap((node) => {
    const by = node.kind === 'select' ? [node.a] : node.kind === 'binary' && node.op === 'mul' ? [node.a, node.b] : []
    return by.flatMap((one) => fixed.get(one) ?? [])
  })
  let last: { readonly key: string; readonly made: LateRule } | null = null
  return (hyper) => {
    settings = hyper
    compute(fixed)
    const key = decisive.map(({ value }) => Number(value.mantissa === 0)).join('')
    if (last?.key !== key) last = { key, made: decided(rule, roots, fixed, param) }
    compute(last.made.fixed)
    return last.made
  }
}

function decided(
  rule: RuleGraph,
  roots: readonly Node[],
  fixed: ReadonlyMap<Node, Cell<Wide>>,
  param: (name: string) => number,
): LateRule {
  const graph = new Graph(exactly)
  const valueAt = (node: Node) => fixed.get(node)?.value
  const isZero = (node: Node) => valueAt(node)?.mantissa === 0
  const copy = copied(graph, roots, (node, of) => {
    if (node.kind === 'binary' && node.op === 'mul' && (isZero(node.a) || isZero(node.b))) return graph.const(0)
    if (node.kind !== 'select') return null
    const test = valueAt(node.a)
    return test ? of(test.mantissa === 0 ? node.c : node.b) : null
  })
  const made = mapped(rule, copy)
  return { graph, ...made, fixed: fixedCells(rootsOf(made), param), param }
}
