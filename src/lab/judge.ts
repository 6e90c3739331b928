import { absentNames, runConstants } from '../compose/constants.ts'
import { composeVariants, type Variant } from '../compose/variants.ts'
import type { Experiment } from '../config/experiment.ts'
import { evaluateFormula } from '../lang/formula-value.ts'
import { Diagnostics } from '../lang/source.ts'
import { firstChance } from '../proof/first-chance.ts'
import { measureRanges } from '../proof/measure-range.ts'
import { ruleProperty } from '../proof/rule-facts.ts'
import type { Traces } from '../run/traces.ts'
import type { Verdict } from '../run/verdict.ts'
import type { Evaluator } from '../theory/evaluator.ts'
import { ALPHA } from '../theory/finding.ts'
import { judge } from '../theory/judge.ts'
import type { Properties } from '../theory/static.ts'

/**
 * The verdicts on traces, of the whole page or of a part of it. Mistakes in formulas go to `sink`.
 *
 * @param alpha probability of error of one decision
 */
export function judgeTraces(experiment: Experiment, traces: Traces, sink: Diagnostics, alpha = ALPHA): Verdict[] {
  return judge(experiment, traces, formulasOf(experiment, sink), { properties: staticFacts, alpha })
}

/** How the judges read formulas of this experiment; mistakes go to `sink`. */
export function formulasOf(experiment: Experiment, sink: Diagnostics): Evaluator {
  return {
    constants: (place) => runConstants(experiment, place),
    evaluate: (formula, names, help) => evaluateFormula(formula, names, sink, help),
    absences: (place) => absentNames(experiment, place),
    complain: ({ source, expr }, message) => sink.report(source, expr.at, message),
    measureFacts: measureFactsOf(experiment),
  }
}

/** How the judge of static claims asks for facts of rules. */
const staticFacts: Properties = (entry, at, property) => ruleProperty(entry.page, at, property)

/** What programs say of measures; each program is composed when something is first asked of it. */
function measureFactsOf(experiment: Experiment): NonNullable<Evaluator['measureFacts']> {
  const composed = new Map<string, readonly Variant[]>()
  return ({ problem, optimizer, point, horizon }, measure) => {
    const key = JSON.stringify([problem, optimizer])
    const variants = composed.get(key) ?? variantsOf(experiment, problem, optimizer)
    composed.set(key, variants)
    for (const { program, points } of variants) {
      const place = points.find(({ index }) => index === point)
      if (!place) continue
      const { low, high } = measureRanges(program, place.params(horizon))(measure)
      return { range: [low, high], random: firstChance(program)(measure) }
    }
    return null
  }
}

function variantsOf(experiment: Experiment, problem: string, optimizer: string): readonly Variant[] {
  const labelled = <E extends { label: string }>(entries: readonly E[], label: string) =>
    entries.filter((entry) => entry.label === label)
  const part = {
    ...experiment,
    problems: labelled(experiment.problems, problem),
    optimizers: labelled(experiment.optimizers, optimizer),
  }
  return composeVariants(part, new Diagnostics())
}
