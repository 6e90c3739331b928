import type { OptimizerPage } from '../../config/pages.ts'
import { Diagnostics } from '../../lang/source.ts'
import { type HyperValues, type RuleGraph, ruleGraph } from '../facts/rule-graph.ts'
import { sameGraphs } from './canonical.ts'
import { factorText } from './factor.ts'
import { uncorrected } from './uncorrected.ts'
import { common, type Parting, parting, ratioAt, type Sequence, sequences } from './updates.ts'

/** What is changed in both rules before they are compared: eps-like hyperparameters are 0, bias corrections are 1. */
export type Condition = 'eps' | 'bias-correction'

/** The update of a is this many times that of b. */
export interface Factor {
  readonly value: number
  /** In hyperparameters; null if no simple expression fits. */
  readonly text: string | null
  /** The same for b over a, where that is the simpler one. */
  readonly inverse: string | null
  /** The first step at which it holds: 1, or 2 where first steps are made differently. */
  readonly from: number
}

export interface Comparison {
  /** `rescaled-by-t`: by a factor that depends on the step alone. */
  readonly verdict: 'same' | 'rescaled' | 'rescaled-by-t' | 'different'
  /** What has to be changed in both for that; empty for the rules as they are. */
  readonly conditions: readonly Condition[]
  /** Whether the graphs are equal, so that it holds for all gradients, and not only on the random ones. */
  readonly proved: boolean
  readonly factor: Factor | null
  /** Where the rules as they are first part on random gradients; null if they do not. */
  readonly parting: Parting | null
  /** Hyperparameters of both with different defaults, which have the values of a in the comparison. */
  readonly defaults: readonly { readonly name: string; readonly a: number; readonly b: number }[]
}

/** Conditions in the order of how little they change; the first under which the rules agree is told. */
const ATTEMPTS: readonly (readonly [Condition[], 'same' | 'rescaled' | 'rescaled-by-t'])[] = [
  [[], 'same'],
  [[], 'rescaled'],
  [['eps'], 'same'],
  [['bias-correction'], 'same'],
  [['eps'], 'rescaled'],
  [['bias-correction', 'eps'], 'same'],
  [['bias-correction'], 'rescaled'],
  [['bias-correction', 'eps'], 'rescaled'],
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
): Comparison | null {
  const pair = new Pair(a, b, given, sink)
  const plain = pair.at([])
  if (!plain) return null
  const base = { parting: parting(plain.list, () => 1), defaults: pair.defaults() }
  for (const [conditions, what] of ATTEMPTS) {
    const rules = pair.at(conditions)
    if (!rules) continue
    const proved = what === 'same' && sameGraphs(rules.a, rules.b)
    const enough = common(rules.list) >= 3
    if (what === 'same' && (proved || (enough && parting(rules.list, () => 1) === null)))
      return { ...base, verdict: 'same', conditions, proved, factor: null }
    const factor = what === 'rescaled' && enough ? pair.factor(rules.list, conditions) : null
    if (factor) return { ...base, verdict: 'rescaled', conditions, proved: false, factor }
    if (what === 'rescaled-by-t' && enough && followsStep(rules.list))
      return { ...base, verdict: 'rescaled-by-t', conditions, proved: false, factor: null }
  }
  return { ...base, verdict: 'different', conditions: [], proved: false, factor: null }
}

/** One factor for all steps from `from` on. */
function constantFactor(list: readonly Sequence[]): { value: number; from: number } | null {
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

interface Compared {
  readonly a: RuleGraph
  readonly b: RuleGraph
  readonly list: readonly Sequence[]
}

class Pair {
  private readonly a: OptimizerPage
  private readonly b: OptimizerPage
  private readonly sink: Diagnostics
  private readonly values: HyperValues
  private readonly known = new Map<string, Compared | null>()

  constructor(a: OptimizerPage, b: OptimizerPage, given: HyperValues, sink: Diagnostics) {
    this.a = a
    this.b = b
    this.sink = sink
    this.values = { ...numbers(b), ...numbers(a), ...given }
  }

  defaults(): Comparison['defaults'] {
    const [ours, theirs] = [numbers(this.a), numbers(this.b)]
    return Object.entries(ours).flatMap(([name, value]) => {
      const other = theirs[name]
      return other === undefined || other === value || this.values[name] !== value ? [] : [{ name, a: value, b: other }]
    })
  }

  /** Both rules under some conditions, and what they do; null if a condition changes nothing or a rule is in error. */
  at(conditions: readonly Condition[], values: HyperValues = this.values): Compared | null {
    const key = JSON.stringify([conditions, Object.entries(values).filter(([, value]) => typeof value === 'number')])
    const known = this.known.get(key)
    if (known !== undefined) return known
    const made = this.make(conditions, values)
    this.known.set(key, made)
    return made
  }

  private make(conditions: readonly Condition[], values: HyperValues): Compared | null {
    const eps = Object.keys(values).filter((name) => name.startsWith('eps') && values[name] !== 0)
    if (conditions.includes('eps') && eps.length === 0) return null
    const zero = conditions.includes('eps') ? Object.fromEntries(eps.map((name) => [name, 0])) : {}
    const build = (page: OptimizerPage) => ruleGraph(page, { ...values, ...zero }, { bake: true, sink: this.sink })
    const [a, b] = [build(this.a), build(this.b)]
    if (!a || !b) return null
    if (!conditions.includes('bias-correction')) return { a, b, list: sequences(a, b) }
    const [ours, theirs] = [uncorrected(a), uncorrected(b)]
    if (!ours && !theirs) return null
    const changed = { a: ours ?? a, b: theirs ?? b }
    return { ...changed, list: sequences(changed.a, changed.b) }
  }

  /** The factor between the updates, if there is one, with the expression that also gives it at other hyperparameters. */
  factor(list: readonly Sequence[], conditions: readonly Condition[]): Factor | null {
    const here = constantFactor(list)
    if (!here) return null
    const first = plainNumbers(this.values)
    const second = Object.fromEntries(
      Object.entries(first).map(([name, value]) => [name, Number.isInteger(value) ? value : value * 0.9]),
    )
    const other = this.at(conditions, { ...this.values, ...second })
    const there = other && constantFactor(other.list)
    const name = (power: 1 | -1) =>
      there &&
      factorText({ values: first, factor: here.value ** power }, { values: second, factor: there.value ** power })
    const [text, inverse] = [name(1), name(-1)]
    return {
      ...here,
      text,
      inverse: inverse !== null && (text === null || inverse.length < text.length) ? inverse : null,
    }
  }
}

const numbers = (page: OptimizerPage): Record<string, number> =>
  Object.fromEntries(
    Object.entries(page.hyper).flatMap(([name, { expr }]) => (expr.kind === 'number' ? [[name, expr.value]] : [])),
  )

const plainNumbers = (values: HyperValues): Record<string, number> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      typeof value === 'number' && !name.startsWith('eps') ? [[name, value]] : [],
    ),
  )
