import type { RuleGraph } from '../rule-graph.ts'
import { simulate } from '../simulate.ts'
import { type Compared, enough } from './agree.ts'
import type { Sequence } from './updates.ts'

/** Values at which what a hyperparameter does may vanish from a rule: a term, a factor or a power, a clip. */
export const NEUTRAL: readonly number[] = [0, 1, Number.POSITIVE_INFINITY]

const FEW = 6

/** Whether both rules still are rules: they run, their updates depend on the gradients, and no state stands still that moved. */
export function works(rules: Compared, before: Compared): boolean {
  if (!enough(rules)) return false
  return [
    [rules.a, before.a],
    [rules.b, before.b],
  ].every(([now, then]) => now && then && usesGradients(now) && standing(now) <= standing(then))
}

function usesGradients(rule: RuleGraph): boolean {
  const [ours, theirs] = [simulate(rule, { steps: FEW }), simulate(rule, { steps: FEW, gradients: (t, k) => t + k })]
  return ours.some(({ after }, n) => after.some((x, k) => x !== theirs[n]?.after[k]))
}

/** How many states have one value after all of the first steps. */
function standing(rule: RuleGraph): number {
  const steps = simulate(rule, { steps: FEW, probes: rule.states.map(({ next }) => next) })
  const text = (value: number | Float64Array | undefined) => String(value)
  return rule.states.filter((_, k) => new Set(steps.map(({ probes }) => text(probes[k]))).size < 2).length
}

/** Other values of a hyperparameter, at which it may do something that it does not do at this one. */
export function others(value: number): number[] {
  if (value === 0) return [0.1, 1, 2]
  if (value === 1) return [0.9, 2, 0]
  if (!Number.isFinite(value)) return [1, 0.1, 10]
  return Number.isInteger(value) ? [value + 1, value - 1, 0.9 * value] : [0.9 * value, 0.5 * value]
}

/** Whether either rule does something else. */
export const differs = (list: readonly Sequence[], before: readonly Sequence[]): boolean =>
  list.some(({ a, b }, s) =>
    [
      [a, before[s]?.a],
      [b, before[s]?.b],
    ].some(([now, then]) => now?.some(({ after }, n) => after.some((x, k) => x !== then?.[n]?.after[k]))),
  )
