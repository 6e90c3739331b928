import type { OptimizerPage } from '../config/pages.ts'
import { compareRules, type RuleComparison } from '../proof/compare/pair.ts'
import type { Condition } from '../proof/compare/rule-pair.ts'

/** How a mutant stands to its rule. */
export interface Relation extends Pick<RuleComparison, 'verdict' | 'conditions' | 'proved' | 'factor' | 'only'> {
  readonly words: string
}

const WHEN: Readonly<Record<Condition, string>> = {
  eps: 'eps = 0',
  'bias-correction': 'all bias corrections are 1',
  start: 'states start alike',
}

/** Whether a mutant is its rule up to a factor or at a setting; null if one of them cannot be run. */
export function relation(mutant: OptimizerPage, rule: OptimizerPage): Relation | null {
  const found = compareRules(mutant, rule)
  if (!found) return null
  const { verdict, conditions, proved, factor, only } = found
  return { verdict, conditions, proved, factor, only, words: words(found) }
}

function words({ verdict, conditions, factor, only, parting }: RuleComparison): string {
  const when = [...conditions.map((one) => WHEN[one]), ...only.map(({ name, value }) => `${name} = ${value}`)]
  const given = when.length > 0 ? ` when ${when.join(' and ')}` : ''
  if (verdict === 'different') return parting ? `differs from step ${parting.t} on` : 'differs'
  if (verdict === 'same') return given === '' ? 'does not part from it on random gradients' : `the same${given}`
  if (verdict === 'rescaled-by-t' || !factor) return `moves by a multiple that changes with t${given}`
  return `moves by ${factor.text ?? factor.value} times as much${factor.from > 1 ? ` from step ${factor.from} on` : ''}${given}`
}
