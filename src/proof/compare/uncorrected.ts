import { copied } from '../../lang/algebra/copies.ts'
import { reachable } from '../../lang/facts.ts'
import { Graph } from '../../lang/graph.ts'
import type { Node } from '../../lang/node.ts'
import { isOneMinus } from '../../lang/patterns.ts'
import { isData, type RuleGraph } from '../rule-graph.ts'

/** Whether a node is a bias correction 1 - c^t: c the same at all steps, the exponent moving with t, neither with data. */
function isCorrection(node: Node): boolean {
  const power = isOneMinus(node)
  if (power?.kind !== 'binary' || power.op !== 'pow') return false
  const has = (part: Node, leaf: (candidate: Node) => boolean) => [...reachable([part])].some(leaf)
  const moves = (candidate: Node) => candidate.kind === 'step'
  return !has(power, isData) && !has(power.a, moves) && has(power.b, moves)
}

/** The rule with all its bias corrections replaced by 1, which they approach as t grows; null if it has none. */
export function uncorrected(rule: RuleGraph): RuleGraph | null {
  const roots = [
    rule.x,
    rule.moved,
    ...rule.states.flatMap(({ leaf, init, first, next }) => [leaf, init, ...(first ? [first] : []), next]),
  ]
  if (![...reachable(roots)].some(isCorrection)) return null
  const graph = new Graph()
  const get = copied(graph, roots, (node) => (isCorrection(node) ? graph.const(1) : null))
  const states = rule.states.map((state) => ({
    ...state,
    leaf: get(state.leaf),
    init: get(state.init),
    first: state.first && get(state.first),
    next: get(state.next),
  }))
  return { ...rule, graph, x: get(rule.x), moved: get(rule.moved), states, names: new Map(), formulas: new Set() }
}
