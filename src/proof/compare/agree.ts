import type { RuleGraph } from '../rule-graph.ts'
import { sameGraphs } from './canonical.ts'
import { common, parting, ratioAt, type Sequence } from './updates.ts'

/** Two rules at some hyperparameters, and what they do on the same random gradients. */
export interface Compared {
  readonly a: RuleGraph
  readonly b: RuleGraph
  readonly list: readonly Sequence[]
}

/** In what two rules may agree; `rescaled-by-t`: by a factor that depends on the step alone. */
export type Sameness = 'same' | 'rescaled' | 'rescaled-by-t'

/** Steps that both rules have to make before random gradients say anything. */
const LEAST = 3

export const enough = ({ list }: Pick<Compared, 'list'>): boolean => common(list) >= LEAST

/** Whether two rules agree in that, and whether for all gradients, since their graphs are equal; null if they do not. */
export function agreement(rules: Compared, what: Sameness): { readonly proved: boolean } | null {
  if (what === 'same' && sameGraphs(rules.a, rules.b)) return { proved: true }
  if (!enough(rules)) return null
  const agree = {
    same: () => parting(rules.list, () => 1) === null,
    rescaled: () => constantFactor(rules.list) !== null,
    'rescaled-by-t': () => followsStep(rules.list),
  }
  return agree[what]() ? { proved: false } : null
}

/** One factor for all steps from `from` on. */
export function constantFactor(list: readonly Sequence[]): { value: number; from: number } | null {
  for (const from of [1, 2]) {
    const value = ratioAt(list, from)
    if (value !== null && parting(list, () => value, from) === null) return { value, from }
  }
  return null
}

/** Whether at each step one factor fits all coordinates of all sequences. */
function followsStep(list: readonly Sequence[]): boolean {
  return parting(list, (t) => ratioAt(list, t) ?? 1) === null
}
