import { axes, type Chosen, choiceName, gridPoints } from '../compose/grid.ts'
import type { StaticClaim } from '../config/claim.ts'
import type { OptimizerEntry } from '../config/entry.ts'
import type { Experiment } from '../config/experiment.ts'
import type { Property } from '../config/properties.ts'
import { meets, onSettings, type Where, whereAsPlace } from '../config/where.ts'
import type { Verdict } from '../run/verdict.ts'
import type { Evaluator } from './evaluator.ts'
import { type Finding, unmeasured } from './finding.ts'
import { unmetHypothesis } from './hypotheses.ts'

/** What is known of a rule's property: true is proved, false is refuted, null is neither. */
export interface Known {
  readonly holds: boolean | null
  readonly reason: string
}

/** How the judge asks for static facts; it knows no rules itself. Null if the rule is in error. */
export type Properties = (entry: OptimizerEntry, at: Chosen, property: Property) => Known | null

/** The verdicts of a static claim: one for each point of each optimizer's grid, for its problem does not matter. */
export function judgeStatic(
  claim: StaticClaim,
  experiment: Experiment,
  properties: Properties,
  evaluator: Evaluator,
): { verdict: Omit<Verdict, keyof Finding>; finding: Finding }[] {
  const heading = { claim: claim.id, judge: claim.judge, strength: claim.strength, expect: claim.expect, problem: '' }
  return claim.optimizers.flatMap((label) => {
    const entry = experiment.optimizers.find((one) => one.label === label)
    const points = entry ? gridPoints(entry.settings).filter((at) => matches(entry, at, claim.where)) : []
    if (!entry || points.length === 0) {
      const finding = unmeasured('not-measured', 0, `no setting of ${label} is what the claim is about`)
      return [{ verdict: { ...heading, optimizer: label, at: whereAsPlace(claim.where), mutants: {} }, finding }]
    }
    // A claim over a grid says something of every point, so a mutant is caught if it fails at one of them.
    const mutants = Object.fromEntries(
      claim.rules.map((mutant) => {
        const tried = gridPoints(mutant.settings).filter((at) => matches(mutant, at, claim.where))
        const caught = tried.some((at) => properties(mutant, at, claim.property)?.holds === false)
        return [mutant.label, caught ? ('caught' as const) : ('missed' as const)]
      }),
    )
    return points.map((at) => ({
      verdict: { ...heading, optimizer: label, at: place(entry, at), mutants },
      finding: examine(claim, experiment, entry, at, properties, evaluator),
    }))
  })
}

function examine(
  claim: StaticClaim,
  experiment: Experiment,
  entry: OptimizerEntry,
  at: Chosen,
  properties: Properties,
  evaluator: Evaluator,
): Finding {
  const hyper = Object.fromEntries(Object.entries(at).map(([name, choice]) => [name, choiceName(choice)]))
  const problem = experiment.problems[0]?.label ?? ''
  const names = evaluator.constants({
    problem,
    optimizer: entry.label,
    hyper,
    given: {},
    horizon: Math.max(...experiment.horizons),
  })
  const unrun = claim.during.length > 0 ? 'nothing runs for a static claim, so nothing is known of its steps' : null
  const unmet = unrun ?? unmetHypothesis(claim.hypotheses, names, evaluator)
  if (unmet) return unmeasured('hypotheses-not-met', 0, unmet)
  const known = properties(entry, at, claim.property)
  if (!known) return unmeasured('error', 0, `the rule of ${entry.label} has a mistake`)
  const status = known.holds === null ? 'inconclusive' : known.holds ? 'holds' : 'violated'
  return unmeasured(status, 0, known.reason)
}

/** The values of the axes at a point. */
function place(entry: OptimizerEntry, at: Chosen): Record<string, number | string> {
  return Object.fromEntries(
    axes(entry).flatMap((name) => (at[name] === undefined ? [] : [[name, choiceName(at[name])]])),
  )
}

/** Whether every named setting, or the page's default of it, has the value that the claim asks for. */
function matches(entry: OptimizerEntry, at: Chosen, where: Where): boolean {
  return onSettings(where).every(([name, condition]) => {
    const given = at[name]
    const own = entry.page.hyper[name]?.expr
    const value = given ?? (own?.kind === 'number' ? own.value : undefined)
    return typeof value === 'number' && meets(value, condition)
  })
}
