import { rebuild } from '../../kernel/rebuild.ts'
import { reachable } from '../../lang/facts.ts'
import { Graph, type Node } from '../../lang/graph.ts'
import { isOneMinus } from '../patterns.ts'
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
  const nodes = [...reachable(roots)].sort((a, b) => a.id - b.id)
  if (!nodes.some(isCorrection)) return null
  const graph = new Graph()
  const made = new Map<Node, Node>()
  const get = (node: Node): Node => made.get(node) as Node
  for (const node of nodes) made.set(node, isCorrection(node) ? graph.const(1) : rebuild(graph, node, get))
  const states = rule.states.map((state) => ({
    ...state,
    leaf: get(state.leaf),
    init: get(state.init),
    first: state.first && get(state.first),
    next: get(state.next),
  }))
  return { ...rule, graph, x: get(rule.x), moved: get(rule.moved), states, names: new Map(), formulas: new Set() }
}
