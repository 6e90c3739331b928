import type { OptimizerPage } from '../../config/pages.ts'
import { Diagnostics } from '../../lang/source.ts'
import { ruleDimension } from '../dimension.ts'
import type { HyperValues } from '../rule-graph.ts'
import type { Sameness } from './agree.ts'
import { type Only, only } from './only.ts'
import { type Attempt, type Condition, type Default, type Factor, Pair } from './rule-pair.ts'
import { type Parting, parting } from './updates.ts'

export interface RuleComparison {
  readonly verdict: Sameness | 'different'
  /** What has to be changed in both for that; empty for the rules as they are. */
  readonly conditions: readonly Condition[]
  /** Whether the graphs are equal, so that it holds for all gradients, and not only on the random ones. */
  readonly proved: boolean
  readonly factor: Factor | null
  /** Hyperparameters at whose values alone it holds. */
  readonly only: readonly Only[]
  /** Where the rules as they are first part on random gradients; null if they do not. */
  readonly parting: Parting | null
  /** Hyperparameters of both with different defaults, which have the values of a in the comparison. */
  readonly defaults: readonly Default[]
  /** How many coordinates the random gradients have. */
  readonly dimension: number
}

/** Conditions in the order of how little they change; the first under which the rules agree is told. */
const ATTEMPTS: readonly Attempt[] = [
  [[], 'same'],
  [[], 'rescaled'],
  [['eps'], 'same'],
  [['bias-correction'], 'same'],
  [['eps'], 'rescaled'],
  [['bias-correction', 'eps'], 'same'],
  [['bias-correction'], 'rescaled'],
  [['bias-correction', 'eps'], 'rescaled'],
  [['start'], 'same'],
]
/** Those that are also tried with one hyperparameter at a value at which it is as good as absent. */
const WITH_NEUTRAL: readonly Attempt[] = [
  [[], 'same'],
  [['eps'], 'same'],
  [[], 'rescaled'],
]
const BY_STEP: readonly Attempt[] = [
  [[], 'rescaled-by-t'],
  [['eps'], 'rescaled-by-t'],
]

/**
 * Compares two rules at equal hyperparameters: those that both have take a's values.
 *
 * @param given values in place of defaults
 * @returns null if a rule is in error, which is then in `sink`
 */
export function compareRules(
  a: OptimizerPage,
  b: OptimizerPage,
  given: HyperValues = {},
  sink: Diagnostics = new Diagnostics(),
  dimension = ruleDimension([a, b], given),
): RuleComparison | null {
  const pair = new Pair(a, b, given, dimension)
  if (!pair.builds(sink)) return null
  const plain = pair.at([])
  if (!plain) return null
  const base = { parting: parting(plain.list, () => 1), defaults: pair.defaults(), dimension }
  const found = pair.first(ATTEMPTS) ?? pair.neutral(WITH_NEUTRAL) ?? pair.first(BY_STEP)
  if (!found) return { ...base, verdict: 'different', conditions: [], proved: false, factor: null, only: [] }
  const { verdict, conditions, proved, values, rules } = found
  const factor = verdict === 'rescaled' ? pair.factor(rules.list, conditions, values) : null
  return { ...base, verdict, conditions, proved, factor, only: only(pair, found) }
}
