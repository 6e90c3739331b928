import { absentNames, runConstants } from '../compose/constants.ts'
import type { Experiment } from '../config/experiment.ts'
import { evaluateFormula } from '../lang/formula-value.ts'
import type { Diagnostics } from '../lang/source.ts'
import { ruleProperty } from '../proof/rule-facts.ts'
import type { Traces } from '../run/traces.ts'
import type { Verdict } from '../run/verdict.ts'
import type { Evaluator } from '../theory/evaluator.ts'
import { judge } from '../theory/judge.ts'
import type { Properties } from '../theory/static.ts'

/** The verdicts on traces, of the whole page or of a part of it. Mistakes in formulas go to `sink`. */
export function judgeTraces(experiment: Experiment, traces: Traces, sink: Diagnostics): Verdict[] {
  return judge(experiment, traces, formulasOf(experiment, sink), staticFacts)
}

/** How the judges read formulas of this experiment; mistakes go to `sink`. */
export function formulasOf(experiment: Experiment, sink: Diagnostics): Evaluator {
  return {
    constants: (place) => runConstants(experiment, place),
    evaluate: (formula, names, help) => evaluateFormula(formula, names, sink, help),
    absences: (place) => absentNames(experiment, place),
    complain: ({ source, expr }, message) => sink.report(source, expr.at, message),
  }
}

/** How the judge of static claims asks for facts of rules. */
const staticFacts: Properties = (entry, at, property) => ruleProperty(entry.page, at, property)
