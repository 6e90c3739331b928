import type { Choice, Entry, Experiment } from '../config/experiment.ts'
import type { PageHead } from '../config/pages.ts'
import { loadMath } from '../kernel/math/load.ts'
import type { Environment } from '../lang/build.ts'
import { evaluate } from '../lang/evaluate.ts'
import { reachable } from '../lang/facts.ts'
import type { Node } from '../lang/graph.ts'
import { Diagnostics } from '../lang/source.ts'
import { defineData } from './data.ts'
import { dimensionOf } from './dimension.ts'
import { emptyEnvironment } from './environment.ts'
import { choiceName } from './grid.ts'
import { defineHyper } from './oracle.ts'
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
 * settings, `T`, `d` and the facts that are scalars. What depends on `t`, is a vector, or has no value, is left out.
 * A hyperparameter hides a fact of the same name.
 */
export function runConstants(experiment: Experiment, place: Place): Record<string, number> {
  const problem = experiment.problems.find((entry) => entry.label === place.problem)
  const optimizer = experiment.optimizers.find((entry) => entry.label === place.optimizer)
  const given = problem ? settingsAt(problem, place.given) : {}
  const sink = new Diagnostics()
  const base = emptyEnvironment((problem && dimensionOf(problem, given, sink)) ?? 1, sink)
  const { graph, dimension } = base
  const chosen = (settings: Readonly<Record<string, Choice>>) =>
    Object.fromEntries(
      Object.entries(settings).map(([name, value]) => [name, typeof value === 'number' ? graph.const(value) : value]),
    )

  let scope = new Scope()
    .node('T', graph.const(place.horizon))
    .node('d', graph.const(dimension))
    .node('t', graph.step())
    .node('i', graph.index())
  const names = new Set(['T', 'd'])
  if (problem) {
    const { page } = problem
    scope = new Scope(scope)
    defineHyper(scope, page.hyper, chosen(given))
    defineData(page.data, scope, base)
    scope = new Scope(scope)
    for (const [name, formula] of Object.entries(page.facts)) scope.formula(name, formula)
    for (const name of [...Object.keys(page.hyper), ...Object.keys(page.facts)]) names.add(name)
  }
  if (optimizer) {
    scope = new Scope(scope)
    defineHyper(scope, optimizer.page.hyper, chosen(settingsAt(optimizer, place.hyper)))
    for (const name of Object.keys(optimizer.page.hyper)) names.add(name)
  }
  const values: Record<string, number> = {}
  for (const name of names) {
    const node = scope.value(name, base)
    const value = node && !sink.failed ? numberOf(node, base) : null
    if (value !== null) values[name] = value
  }
  // Settings that are no hyperparameters, such as `noise.nu`.
  for (const [name, value] of Object.entries({ ...place.given, ...place.hyper })) {
    if (typeof value === 'number' && !names.has(name)) values[name] = value
  }
  return values
}

/** The settings of an entry at one point of its grid. */
export function settingsAt(
  entry: Entry<PageHead>,
  at: Readonly<Record<string, number | string>>,
): Record<string, Choice> {
  const found: Record<string, Choice> = {}
  for (const [name, value] of Object.entries(at)) {
    const formula = entry.settings[name]?.find((choice) => typeof choice !== 'number' && choiceName(choice) === value)
    if (formula !== undefined) found[name] = formula
    else if (typeof value === 'number') found[name] = value
  }
  return found
}

const MOVING: ReadonlySet<Node['kind']> = new Set(['step', 'state', 'draw', 'table', 'param'])
const never = () => Number.NaN

/** The value of a scalar that is the same at all steps, by the kernel's own functions. */
function numberOf(node: Node, { dimension }: Environment): number | null {
  if (node.shape === 'vector' || [...reachable([node])].some(({ kind }) => MOVING.has(kind))) return null
  const bindings = { dimension, param: never, state: never, draw: never, table: never, step: 1, math: loadMath() }
  const [value] = evaluate([node], bindings)
  return typeof value === 'number' ? value : null
}
