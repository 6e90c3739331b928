import { count } from '../../budget/limits.ts'
import type { Derivations, OrbitPage } from '../../config/derived.ts'
import { namesUsed } from '../../lang/build.ts'
import { NoValue } from '../../lang/definition.ts'
import { Diagnostics } from '../../lang/source.ts'
import { oddPeriod } from '../../messages/predictions.ts'
import { ruleGraph, structural } from '../../proof/rule-graph.ts'
import { type Answer, asked } from './asked.ts'
import { ago, byIncrements } from './increments.ts'
import { least } from './least.ts'
import { DOUBLES, type Numbers, OutOfRoom, WIDE } from './numbers.ts'
import { checkForm, dependsOnX } from './problem.ts'
import { type LateRule, settled } from './rule.ts'
import { Orbit } from './solve.ts'
import { threshold } from './threshold.ts'
import { mistaken, numberFrom } from './value.ts'

/** A longer period would only exhaust memory. */
const LONGEST = 1e6

type Names = Readonly<Record<string, number>>

/** What computes a number from the orbit of a rule. */
function orbit(page: OrbitPage): ReturnType<Derivations['orbit']> {
  const { rule, settings } = page
  const fixed = structural(page.rule, {})
  const watched = new Set(
    [...Object.values(page.let), ...page.require, page.formula].flatMap((one) => [...namesUsed(one)]),
  )
  // A graph serves all settings but those on which its form depends; searches ask for many in a row.
  let last: {
    readonly key: string
    readonly at: ReturnType<typeof settled>
    readonly hyper: ReadonlyMap<string, number>
  } | null = null
  const ruleAt = (given: Names): LateRule => {
    const key = JSON.stringify([...fixed].map((name) => given[name]))
    if (last?.key !== key) {
      const sink = new Diagnostics()
      const graph = ruleGraph(rule, given, { dimension: 1, recorded: { table: ago, watched }, sink })
      if (!graph) throw mistaken(sink)
      last = { key, at: settled(graph), hyper: graph.hyper }
    }
    return last.at(new Map([...last.hyper, ...Object.entries(given), ['d', 1]]))
  }
  const namesAt = (args: readonly number[]): Names =>
    Object.fromEntries(page.parameters.map((name, k) => [name, args[k] ?? Number.NaN]))

  const periodAt = (names: Names): number => {
    const period = numberFrom(page.period, names)
    if (Number.isInteger(period) && period >= 1 && period <= LONGEST) return period
    throw new NoValue(oddPeriod(period, count(LONGEST)))
  }

  const found = (args: readonly number[]): Answer => {
    const names = namesAt(args)
    const period = periodAt(names)
    const question = asked(page, names, period)
    // The displacement is told in units of the step size.
    const unit: Names = Object.hasOwn(rule.hyper, 'lr') ? { lr: 1 } : {}
    const given = {
      ...unit,
      ...Object.fromEntries(Object.entries(settings).map(([name, one]) => [name, numberFrom(one, names)])),
    }
    const written = ruleAt(given)
    checkForm(written)
    const rewritten = byIncrements(written, period)
    const answer = <V>(numbers: Numbers<V>): Answer => {
      const gradients = question.gradients.map(numbers.of)
      const run = new Orbit(numbers, rewritten, gradients)
      const steps = run.steps()
      if (!steps) throw dependsOnX('its step depends on x')
      return question.answer(numbers, run.states, steps, gradients)
    }
    try {
      return answer(DOUBLES)
    } catch (error) {
      if (error instanceof OutOfRoom) return answer(WIDE)
      throw error
    }
  }
  return {
    evaluate: (...args) => found(args).value,
    balance: {
      share: (...args) => found(args).share,
      terms: (...args) => periodAt(namesAt(args)),
    },
  }
}

/** What computes the values of predictions whose pages name a rule, a threshold or a least number. */
export const DERIVATIONS: Derivations = { orbit, threshold, least }
