import type { OptimizerPage } from '../../config/pages.ts'
import type { Diagnostics } from '../../lang/source.ts'
import { type HyperValues, ruleGraph } from '../rule-graph.ts'
import { agreement, type Compared, constantFactor, type Sameness } from './agree.ts'
import { factorText } from './factor.ts'
import { NEUTRAL, works } from './neutral.ts'
import { uncorrected } from './uncorrected.ts'
import { type Sequence, sequences } from './updates.ts'

/** What is changed before rules are compared: eps-like hyperparameters are 0, bias corrections are 1, states start as those of a. */
export type Condition = 'eps' | 'bias-correction' | 'start'

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

export type Attempt = readonly [conditions: readonly Condition[], what: Sameness]

/** A hyperparameter of both with different defaults. */
export interface Default {
  readonly name: string
  readonly a: number
  readonly b: number
}

/** What is found under conditions, at some hyperparameters. */
export interface Agreement {
  readonly verdict: Sameness
  readonly conditions: readonly Condition[]
  readonly values: HyperValues
  readonly rules: Compared
  readonly proved: boolean
}

/** Two rules at equal hyperparameters, under conditions and at other values. */
export class Pair {
  private readonly a: OptimizerPage
  private readonly b: OptimizerPage
  readonly given: HyperValues
  private readonly dimension: number
  readonly values: HyperValues
  private readonly known = new Map<string, Compared | null>()

  constructor(a: OptimizerPage, b: OptimizerPage, given: HyperValues, dimension: number) {
    this.a = a
    this.b = b
    this.given = given
    this.dimension = dimension
    this.values = { ...numbers(b), ...numbers(a), ...given }
  }

  /** Whether both rules can be built as they are; mistakes go to `sink`. */
  builds(sink: Diagnostics): boolean {
    const built = [this.a, this.b].map((page) => ruleGraph(page, this.values, { dimension: this.dimension, sink }))
    return built.every((graph) => graph !== null)
  }

  /** The first attempt that succeeds. */
  first(attempts: readonly Attempt[], values: HyperValues = this.values): Agreement | null {
    for (const [conditions, verdict] of attempts) {
      const rules = this.at(conditions, values)
      const found = rules && agreement(rules, verdict)
      if (found) return { verdict, conditions, values, rules, ...found }
    }
    return null
  }

  /** The same, with one hyperparameter after the other at a value at which it does nothing. */
  neutral(attempts: readonly Attempt[]): Agreement | null {
    const before = this.at([])
    if (!before) return null
    for (const attempt of attempts) {
      for (const name of this.free()) {
        for (const value of NEUTRAL.filter((one) => one !== this.values[name])) {
          const values = { ...this.values, [name]: value }
          const found = this.first([attempt], values)
          if (found && works(found.rules, before)) return found
        }
      }
    }
    return null
  }

  /** Names of the numbers that may take other values: not those that are given. */
  free(): string[] {
    return Object.keys(plainNumbers(this.values)).filter((name) => !Object.hasOwn(this.given, name))
  }

  defaults(): Default[] {
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
    const second = conditions.includes('start') ? startingAs(this.b, this.a) : this.b
    if (!second) return null
    const build = (page: OptimizerPage) =>
      ruleGraph(page, { ...values, ...zero }, { bake: true, dimension: this.dimension })
    const [a, b] = [build(this.a), build(second)]
    if (!a || !b) return null
    if (!conditions.includes('bias-correction')) return { a, b, list: sequences(a, b) }
    const [ours, theirs] = [uncorrected(a), uncorrected(b)]
    if (!ours && !theirs) return null
    const changed = { a: ours ?? a, b: theirs ?? b }
    return { ...changed, list: sequences(changed.a, changed.b) }
  }

  /** The factor between the updates, if there is one, with the expression that also gives it at other hyperparameters. */
  factor(list: readonly Sequence[], conditions: readonly Condition[], values: HyperValues): Factor | null {
    const here = constantFactor(list)
    if (!here) return null
    const first = plainNumbers(values)
    const second = Object.fromEntries(
      Object.entries(first).map(([name, value]) => [name, Number.isInteger(value) ? value : value * 0.9]),
    )
    const other = this.at(conditions, { ...values, ...second })
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

/** A rule whose states start as those of another; null if they do already, or are other states. */
function startingAs(page: OptimizerPage, other: OptimizerPage): OptimizerPage | null {
  const starts = new Map(other.state.map(({ name, init }) => [name, init]))
  if (page.state.length !== starts.size || page.state.some(({ name }) => !starts.has(name))) return null
  if (page.state.every(({ name, init }) => starts.get(name)?.source.text === init.source.text)) return null
  return { ...page, state: page.state.map((one) => ({ ...one, init: starts.get(one.name) ?? one.init })) }
}

const numbers = (page: OptimizerPage): Record<string, number> =>
  Object.fromEntries(
    Object.entries(page.hyper).flatMap(([name, { expr }]) => (expr.kind === 'number' ? [[name, expr.value]] : [])),
  )

export const numbersOf = (values: HyperValues): Record<string, number> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (typeof value === 'number' ? [[name, value]] : [])),
  )

const plainNumbers = (values: HyperValues): Record<string, number> =>
  Object.fromEntries(Object.entries(numbersOf(values)).filter(([name]) => !name.startsWith('eps')))
