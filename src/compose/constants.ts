import type { Choice, Entry } from '../config/entry.ts'
import type { Experiment } from '../config/experiment.ts'
import type { PageHead } from '../config/pages.ts'
import type { Environment } from '../lang/build.ts'
import type { Node } from '../lang/node.ts'
import { Diagnostics } from '../lang/source.ts'
import { quote } from '../text/clip.ts'
import { withYaml, yamlEntry } from '../text/yaml-entry.ts'
import { defineData } from './data.ts'
import { dimensionOf } from './dimension.ts'
import { emptyEnvironment } from './environment.ts'
import { fixedValue } from './fixed.ts'
import { choiceName } from './grid.ts'
import { KNOWN_FACTS, notStated } from './known-facts.ts'
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
  const { names, base, values } = known(experiment, place, new Diagnostics())
  for (const [name, node] of names) {
    const value = node && numberOf(node, base)
    if (value !== null) values[name] = value
  }
  return values
}

/** Names that a reader could expect among the constants of a run, and why they are not there. */
export function absentNames(experiment: Experiment, place: Place): Record<string, string> {
  const problem = experiment.problems.find((entry) => entry.label === place.problem)
  const optimizer = experiment.optimizers.find((entry) => entry.label === place.optimizer)
  const fact = withYaml('a fact of a problem of your own is a number', yamlEntry('facts', { total: 'sum(a)' }))
  const absent: Record<string, string> = {}
  for (const name of KNOWN_FACTS) absent[name] = notStated(name, place.problem)
  for (const { label, page } of experiment.optimizers)
    for (const name of Object.keys(page.hyper))
      absent[name] =
        `it is a setting of ${quote(label)}, and ${quote(place.optimizer)} has none: ${quote('optimizer')} says which a claim is about`
  for (const { name } of optimizer?.page.state ?? []) absent[name] = 'it is a state of the rule; a measure can show it'
  for (const { name } of problem?.page.data ?? []) absent[name] = `it is data of the problem; ${fact}`
  for (const { name } of experiment.measures) absent[name] = 'it is a measure; a claim states a number for it'
  for (const name of ['x', 'g', 'x_before', 'xbar'])
    absent[name] = 'it is not the same in every run; a measure can show it'
  const { names, base, values } = known(experiment, place, new Diagnostics())
  for (const [name, node] of names) {
    if (node === null || numberOf(node, base) !== null) delete absent[name]
    else if (node.shape === 'vector') absent[name] = `it is a vector, and claims are about numbers; ${fact}`
    else absent[name] = 'it depends on the step, and this is about the whole run'
  }
  for (const name of Object.keys(values)) delete absent[name]
  return absent
}

/** Reports mistakes in the constants of a run, those included that nothing uses. */
export function checkConstants(experiment: Experiment, place: Place, sink: Diagnostics): void {
  const own = new Diagnostics()
  known(experiment, place, own)
  // What a built-in page states has a value wherever its requirements are met.
  for (const diagnostic of own.list) if (!diagnostic.note) sink.add(diagnostic)
}

/** The nodes of the names at a place, NaN for one that is in error, and the numbers that have no node. */
function known(experiment: Experiment, place: Place, sink: Diagnostics) {
  const problem = experiment.problems.find((entry) => entry.label === place.problem)
  const optimizer = experiment.optimizers.find((entry) => entry.label === place.optimizer)
  const given = problem ? settingsAt(problem, place.given) : {}
  const dimension = (problem && dimensionOf(problem, given, new Diagnostics())) ?? 1
  const base: Environment = { ...emptyEnvironment(dimension, sink), standIn: Number.NaN }
  const { graph } = base
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
  // Settings that are no hyperparameters, such as `noise.nu`.
  for (const [name, value] of Object.entries({ ...place.given, ...place.hyper })) {
    if (typeof value === 'number' && !names.has(name)) values[name] = value
  }
  return { names: new Map([...names].map((name) => [name, scope.value(name, base)])), base, values }
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

/** The value of a scalar that is the same at all steps, by the kernel's own functions. */
function numberOf(node: Node, { dimension }: Environment): number | null {
  const value = node.shape === 'vector' ? null : fixedValue(node, dimension)
  return typeof value === 'number' ? value : null
}
