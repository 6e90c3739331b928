import { copied } from '../lang/algebra/copies.ts'
import { reachable } from '../lang/facts.ts'
import { Graph } from '../lang/graph.ts'
import { type Node, operands } from '../lang/node.ts'
import type { RuleGraph } from '../proof/rule-graph.ts'
import type { Change } from './operator.ts'

/**
 * Whether a change is of starts alone that nothing reads: in the first step, where t is 1, they reach neither x nor a state. Then every
 * step is that of the rule.
 */
export function startsUnread(rule: RuleGraph, { edits = [], starts = {} }: Change): boolean {
  if (edits.length > 0) return false
  const changed = rule.states.filter(({ name }) => Object.hasOwn(starts, name.replace(/\[.*$/, '')))
  // What the first gradient makes of a start is read by the first step.
  if (rule.states.some(({ first, leaf }) => first !== null && first !== leaf && reads(first, changed))) return false
  const graph = new Graph()
  const roots = [rule.moved, ...rule.states.map(({ next }) => next)]
  const get = copied(graph, roots, (node) => (node.kind === 'step' ? graph.const(1) : null))
  const kept = statesRead(roots.map(get))
  return !changed.some(({ name }) => kept.has(name))
}

const reads = (node: Node, states: RuleGraph['states']): boolean =>
  [...reachable([node])].some((part) => states.some(({ leaf }) => leaf === part))

/** Names of the states on which some nodes depend; of a choice that is made already, the other side does not count. */
function statesRead(roots: readonly Node[]): Set<string> {
  const names = new Set<string>()
  const seen = new Set<Node>()
  const waiting = [...roots]
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (seen.has(node)) continue
    seen.add(node)
    if (node.kind === 'state') names.add(node.name)
    if (node.kind === 'select' && node.a.kind === 'const') waiting.push(node.a.value === 0 ? node.c : node.b)
    else waiting.push(...operands(node))
  }
  return names
}
