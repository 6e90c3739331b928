import type { OptimizerPage } from '../config/pages.ts'
import type { Property } from '../config/properties.ts'
import { Diagnostics } from '../lang/source.ts'
import { plural } from '../text/plural.ts'
import { type Answer, open } from './answer.ts'
import { type BoundAnswer, boundedStep } from './bound.ts'
import { coordinateWise } from './coordinates.ts'
import { predictable } from './denominators.ts'
import { ruleDimension } from './dimension.ts'
import { Sums } from './linear.ts'
import { type Numerator, type NumeratorKind, numerator } from './numerator.ts'
import { Ranges } from './ranges.ts'
import { type HyperValues, ruleGraph } from './rule-graph.ts'
import { type ScaleAnswer, scaleInvariant } from './scale.ts'
import { Shares } from './share.ts'
import { monotone, Trends } from './trend.ts'

/**
 * What the dependency graph of a rule says of every sequence of gradients, at given hyperparameters. An answer that is
 * neither proved from the graph nor refuted by an example stays open.
 */
export interface RuleFacts {
  /** No denominator that contains data contains this step's gradient. */
  readonly denominatorPredictable: Answer
  /** No denominator that contains data ever decreases. */
  readonly denominatorMonotone: Answer
  readonly numerator: Numerator
  readonly boundedStep: BoundAnswer
  readonly scaleInvariant: ScaleAnswer
  readonly coordinateWise: Answer
  readonly stateVectors: number
  readonly stateScalars: number
}

type Analyses = { readonly [K in keyof RuleFacts]: () => RuleFacts[K] }

/** The analyses of a rule, each to be asked for; null, with the mistakes in `sink`, if the rule is in error. */
function analyses(
  page: OptimizerPage,
  given: HyperValues,
  sink: Diagnostics,
  dimension = ruleDimension([page], given),
): Analyses | null {
  const rule = ruleGraph(page, given, { dimension, sink })
  if (!rule) return null
  const ranges = new Ranges(rule)
  const trends = new Trends(rule, ranges)
  const sums = new Sums(rule, ranges)
  const rebuilt = (zero: readonly string[]) =>
    ruleGraph(page, { ...given, ...Object.fromEntries(zero.map((name) => [name, 0])) }, { dimension })
  return {
    denominatorPredictable: () => predictable(rule, ranges),
    denominatorMonotone: () => monotone(rule, ranges, trends),
    numerator: () => numerator(rule, sums),
    boundedStep: () => boundedStep(rule, ranges, sums, trends, new Shares(rule, ranges, sums, trends)),
    scaleInvariant: () => scaleInvariant(rule, ranges, rebuilt),
    coordinateWise: () => coordinateWise(rule, ranges),
    stateVectors: () => rule.memory.vector,
    stateScalars: () => rule.memory.scalar,
  }
}

/**
 * Static facts of a rule. Errors of the page go to `sink`.
 *
 * @param given hyperparameters in place of the page's defaults
 * @returns null if the rule is in error
 */
export function ruleFacts(
  page: OptimizerPage,
  given: HyperValues = {},
  sink: Diagnostics = new Diagnostics(),
  dimension = ruleDimension([page], given),
): RuleFacts | null {
  const found = analyses(page, given, sink, dimension)
  if (!found) return null
  return Object.fromEntries(Object.entries(found).map(([name, ask]) => [name, ask()])) as unknown as RuleFacts
}

/** Whether a rule has a property; null if the rule is in error. */
export function ruleProperty(page: OptimizerPage, given: HyperValues, property: Property): Answer | null {
  const found = analyses(page, given, new Diagnostics())
  if (!found) return null
  const is = (kind: NumeratorKind): Answer => {
    const { kind: own, reason } = found.numerator()
    return own === null ? open(reason) : { holds: own === kind, reason }
  }
  switch (property) {
    case 'denominator-predictable':
      return found.denominatorPredictable()
    case 'denominator-monotone':
      return found.denominatorMonotone()
    case 'numerator-gradient':
      return is('gradient')
    case 'numerator-moment':
      return is('moment')
    case 'numerator-normalised':
      return is('normalised')
    case 'bounded-step':
      return found.boundedStep()
    case 'scale-invariant':
      return found.scaleInvariant()
    case 'coordinate-wise':
      return found.coordinateWise()
  }
}

/** The facts as sentences, for `show` and the catalog; none for a rule in error. */
export function factSentences(facts: RuleFacts | null): string[] {
  if (!facts) return []
  const { stateVectors, stateScalars } = facts
  const answers = [
    facts.denominatorPredictable,
    facts.denominatorMonotone,
    facts.numerator,
    facts.boundedStep,
    facts.scaleInvariant,
    facts.coordinateWise,
  ]
  const scalars = stateScalars > 0 ? ` and ${plural(stateScalars, 'state scalar')}` : ''
  return [...new Set([...answers.map(({ reason }) => reason), `${plural(stateVectors, 'state vector')}${scalars}`])]
}
