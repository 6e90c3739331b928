import type { Choice, OptimizerEntry, ProblemEntry } from '../config/entry.ts'
import type { Experiment } from '../config/experiment.ts'
import { buildValue } from '../lang/build.ts'
import type { Node } from '../lang/node.ts'
import { Diagnostics } from '../lang/source.ts'
import type { Formula } from '../lang/syntax.ts'
import { valueTwice } from '../messages/parts.ts'
import { dimensionOf } from './dimension.ts'
import { emptyEnvironment } from './environment.ts'
import { fixedValue } from './fixed.ts'
import { choiceName } from './grid.ts'
import { defineHyper } from './oracle.ts'
import { Scope } from './scope.ts'

/** Reports values of a grid that are the same at all of its points and at every step, however they are written. */
export function checkDuplicates(experiment: Experiment, sink: Diagnostics): void {
  const [first] = experiment.problems
  for (const entry of experiment.problems) check(entry, entry, experiment.horizons, sink)
  for (const entry of experiment.optimizers) {
    if (first && entry.mutantOf === null) check(entry, first, experiment.horizons, sink)
  }
}

function check(
  { page, settings, at }: OptimizerEntry | ProblemEntry,
  problem: ProblemEntry,
  horizons: readonly number[],
  sink: Diagnostics,
): void {
  for (const [name, choices] of Object.entries(settings)) {
    const places = at?.settings[name] ?? []
    // The values of a range stand in one place, and have been told apart by their numbers.
    if (choices.length < 2 || places.length !== choices.length) continue
    const identity = identities(page.hyper, settings, problem, horizons)
    const seen = new Map<string, string>()
    for (const [k, choice] of choices.entries()) {
      const text = String(choiceName(choice))
      const key = identity(choice)
      const other = key === null ? undefined : seen.get(key)
      const place = places[k]
      if (other !== undefined && place) sink.add({ ...valueTwice(text, other), ...place })
      if (key !== null && other === undefined) seen.set(key, text)
    }
  }
}

/** What tells the values of choices apart, other settings of several values being left open; null for one in error. */
function identities(
  hyper: Readonly<Record<string, Formula>>,
  settings: Readonly<Record<string, readonly Choice[]>>,
  problem: ProblemEntry,
  horizons: readonly number[],
): (choice: Choice) => string | null {
  const silent = new Diagnostics()
  const firsts = Object.entries(problem.settings).flatMap(([name, [one]]) => (one === undefined ? [] : [[name, one]]))
  const dimension = dimensionOf(problem, Object.fromEntries(firsts), silent) ?? 1
  const base = emptyEnvironment(dimension, silent)
  const { graph } = base
  const open = (name: string, values: readonly Choice[]): Node | Formula => {
    const [only] = values
    if (values.length !== 1 || only === undefined) return graph.param(name)
    return typeof only === 'number' ? graph.const(only) : only
  }
  const d = (problem.settings.d?.length ?? 1) > 1 ? graph.param('d') : graph.const(dimension)
  const scope = new Scope().node('d', d).node('i', graph.index()).node('t', graph.step())
  const [horizon = 1, ...longer] = horizons
  scope.node('T', longer.length > 0 ? graph.param('T') : graph.const(horizon))
  defineHyper(
    scope,
    hyper,
    Object.fromEntries(Object.entries(settings).map(([name, values]) => [name, open(name, values)])),
  )
  return (choice) => {
    if (typeof choice === 'number') return String(choice)
    const node = buildValue(choice, scope.environment(base))
    if (!node || silent.failed) return null
    const value = node.shape === 'scalar' ? fixedValue(node, dimension) : null
    // Equal nodes of one graph are one node.
    return typeof value === 'number' ? String(value) : `node ${node.id}`
  }
}
