import type { Entry, Experiment, ProblemEntry } from '../config/experiment.ts'
import type { PageHead } from '../config/pages.ts'
import { namesUsed } from '../lang/build.ts'
import { evaluateFormula, type IndexedData } from '../lang/evaluate.ts'
import { Diagnostics } from '../lang/source.ts'
import type { Formula } from '../lang/syntax.ts'
import { defineData } from './data.ts'
import { emptyEnvironment } from './environment.ts'
import { choiceName } from './grid.ts'
import { Scope } from './scope.ts'

/** What identifies a run's place in the grid. */
interface Place {
  readonly problem: string
  readonly optimizer: string
  readonly hyper: Readonly<Record<string, number | string>>
  readonly given: Readonly<Record<string, number | string>>
  readonly horizon: number
}

/**
 * The numbers that predictions, bounds, hypotheses and boundaries may refer to at a run: hyperparameters, the problem's
 * settings, `T`, `d` and the facts that are scalars. What depends on `t`, or has no value, is left out.
 * A hyperparameter hides a fact of the same name.
 */
export function runConstants(experiment: Experiment, place: Place): Record<string, number> {
  const problem = experiment.problems.find((entry) => entry.label === place.problem)
  const values: Record<string, number> = { T: place.horizon, d: problem?.page.replay?.start.length ?? 1 }
  const optimizer = experiment.optimizers.find((entry) => entry.label === place.optimizer)
  if (problem) {
    const settings = formulas(problem, place.given)
    resolve(values, problem.page.replay ? settings : { d: problem.page.d, ...settings }, place.given, null)
    resolve(values, problem.page.facts, {}, dataOf(problem, values))
  }
  if (optimizer) resolve(values, formulas(optimizer, place.hyper), place.hyper, null)
  return values
}

/** The formulas of an entry's settings at one point of its grid. */
function formulas(entry: Entry<PageHead>, at: Readonly<Record<string, number | string>>): Record<string, Formula> {
  const found: Record<string, Formula> = { ...entry.page.hyper }
  for (const [name, choices] of Object.entries(entry.settings)) {
    for (const choice of choices) {
      if (typeof choice !== 'number' && choiceName(choice) === at[name]) found[name] = choice
    }
  }
  return found
}

/** The data that facts may refer to; null if the problem has none. */
function dataOf({ page }: ProblemEntry, values: Readonly<Record<string, number>>): IndexedData | null {
  if (page.data.length === 0) return null
  const base = emptyEnvironment(values.d ?? 1, new Diagnostics())
  const scope = new Scope().node('i', base.graph.index())
  for (const [name, value] of Object.entries(values)) scope.node(name, base.graph.const(value))
  defineData(page.data, scope, base)
  return { graph: base.graph, rows: new Map(page.data.map(({ name }) => [name, scope.indexed(name) ?? []])) }
}

/** Adds the numbers given, then every formula whose names are all known, until nothing more is found. */
function resolve(
  values: Record<string, number>,
  definitions: Readonly<Record<string, Formula>>,
  given: Readonly<Record<string, number | string>>,
  data: IndexedData | null,
): void {
  for (const [name, value] of Object.entries(given)) if (typeof value === 'number') values[name] = value
  const open = new Map(Object.entries(definitions).filter(([name]) => typeof given[name] !== 'number'))
  // A definition that is still open must not be seen through an outer value of the same name.
  for (const name of open.keys()) delete values[name]
  for (let found = true; found; ) {
    found = false
    for (const [name, formula] of open) {
      if ([...namesUsed(formula)].some((used) => values[used] === undefined && !data?.rows.has(used))) continue
      const value = evaluateFormula(formula, values, new Diagnostics(), data)
      open.delete(name)
      if (value === null) continue
      values[name] = value
      found = true
    }
  }
}
