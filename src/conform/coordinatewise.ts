import type { Choice } from '../config/entry.ts'
import { reachable } from '../lang/facts.ts'
import { namesUsed } from '../lang/names.ts'
import type { Node } from '../lang/node.ts'
import { ruleGraph } from '../proof/rule-graph.ts'
import type { Header } from './header.ts'
import type { Rule } from './rules.ts'

/** What lets a coordinate know of others, of its own place, or of their number. */
const joins = (node: Node): boolean =>
  ['reduce', 'pick', 'index', 'literal', 'draw'].includes(node.kind) || (node.kind === 'param' && node.name === 'loss')

const PLACES: readonly string[] = ['d', 'i']

/** Whether a rule does to some coordinates, taken by themselves, what it does to them among all others. */
export function treatsEachAlone({ page, settings }: Rule, header: Header): boolean {
  const graph = ruleGraph(page)
  if (!graph) return false
  const choices = Object.keys(page.hyper).flatMap((name): Choice[] => [
    ...(settings[name] ?? []),
    ...[header.value(name) ?? []].flat(),
  ])
  const texts = [
    page.step,
    ...(page.init ? [page.init] : []),
    ...page.state.flatMap(({ init, stages }) => [init, stages].filter((one) => one !== null)),
    ...Object.values(page.hyper),
    ...choices.filter((choice) => typeof choice !== 'number'),
  ]
  if (texts.some((text) => PLACES.some((name) => namesUsed(text).has(name)))) return false
  const roots = graph.states.flatMap(({ init, first, next }) => [init, next, ...(first ? [first] : [])])
  return ![...reachable([graph.moved, ...roots])].some(joins)
}
