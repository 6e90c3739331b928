import { type Answer, open, proved, refuted } from './answer.ts'
import { randomGradient } from './random.ts'
import type { Ranges } from './ranges.ts'
import { ruleFormula } from './rule-formula.ts'
import type { RuleGraph } from './rule-graph.ts'
import { STEPS, simulate } from './simulate.ts'

/** Does every coordinate of x depend on the gradients of that coordinate alone? */
export function coordinateWise(rule: RuleGraph, ranges: Ranges): Answer {
  const parts = [rule.moved, ...rule.states.map(({ next }) => next)].flatMap((node) => [...ranges.reachable(node)])
  const joins = parts.find(
    (node) => node.kind === 'reduce' || node.kind === 'pick' || (node.kind === 'param' && node.name === 'loss'),
  )
  if (!joins) return proved('the update is coordinate-wise')
  const what = ruleFormula(joins, rule)
  const other = (t: number, k: number) => randomGradient(k === 2 ? 7 : 1, t, k)
  const [ours, theirs] = [simulate(rule, { steps: STEPS }), simulate(rule, { steps: STEPS, gradients: other })]
  const step = ours.find(({ t, after }) => after[0] !== theirs[t - 1]?.after[0])
  return step
    ? refuted(`the update of a coordinate uses other coordinates, at step ${step.t} of an example: ${what}`)
    : open(`it is open whether the update of a coordinate uses others: ${what}`)
}
