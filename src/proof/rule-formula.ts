import { formulaOf } from '../lang/algebra/expressions.ts'
import type { Node } from '../lang/node.ts'
import type { RuleGraph } from './rule-graph.ts'

/**
 * A node as text for sentences: names that the rule gave stand for what they name, `v_{t-1}` is the state before the step
 * and `v_t` after it.
 */
export const ruleFormula = (node: Node, { names, states }: Pick<RuleGraph, 'names' | 'states'>): string =>
  formulaOf(node, {
    name: (part) => names.get(part) ?? null,
    leaf(part) {
      if (part.kind === 'draw') return 'u'
      if (part.kind === 'table') return `${part.name}_t`
      const isIterate = part.name === 'x' && !states.some((state) => state.name === 'x')
      return part.kind === 'param' || isIterate ? part.name : `${part.name}_{t-1}`
    },
    number: (value) => String(Number(value.toPrecision(6))),
    short: true,
    grouping: 'needed',
    most: { items: Number.POSITIVE_INFINITY, depth: Number.POSITIVE_INFINITY },
  })
