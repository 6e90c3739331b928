import { runConstants } from '../compose/constants.ts'
import { objectiveAt } from '../compose/objective.ts'
import type { Experiment } from '../config/experiment.ts'
import { namesUsed } from '../lang/build.ts'
import { evaluateFormula } from '../lang/formula-value.ts'
import type { Diagnostics } from '../lang/source.ts'
import type { Run, Traces } from '../run/traces.ts'
import type { Evaluator } from '../theory/evaluator.ts'
import type { BoundaryOf, PlotOptions } from './context.ts'

/** What the plots of a page are drawn from. */
export interface Drawing {
  readonly experiment: Experiment
  readonly traces: Traces
  /** How formulas of claims are read. */
  readonly formulas: Evaluator
  /** Takes mistakes in formulas of plots. */
  readonly sink: Diagnostics
}

/** All that charts of a page may ask for besides its traces. */
export function plotOptions({ experiment, traces, formulas, sink }: Drawing): PlotOptions {
  const run = traces.runs.find(({ mutantOf }) => mutantOf === null)
  return {
    evaluator: formulas,
    ...(run ? { boundary: boundaryNear(run, experiment, sink) } : {}),
    objective(label, given) {
      const entry = experiment.problems.find((problem) => problem.label === label)
      const objective = entry && objectiveAt(entry, given, 2)
      return objective ? (x, y) => objective(Float64Array.of(x, y)) : null
    },
  }
}

/** Boundaries with the names that a run has; facts are worked out at each point where the formula refers to any. */
function boundaryNear(run: Run, experiment: Experiment, sink: Diagnostics): BoundaryOf {
  // A run has its words from columns: none of them would be in a copy of it.
  const { problem, optimizer, horizon, hyper, given } = run
  return (names, formula) => {
    if ([...namesUsed(formula)].every((name) => names[name] !== undefined)) return evaluateFormula(formula, names, sink)
    const place = (settings: Run['hyper']) =>
      Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, names[name] ?? value]))
    const constants = runConstants(experiment, {
      problem,
      optimizer,
      horizon,
      hyper: place(hyper),
      given: place(given),
    })
    return evaluateFormula(formula, { ...constants, ...names }, sink)
  }
}
