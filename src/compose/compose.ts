import type { Program, State, Step } from '../kernel/program.ts'
import type { Node } from '../lang/node.ts'
import type { Diagnostics } from '../lang/source.ts'
import { defineAsked, oracleFunctions } from './asked.ts'
import { instantiateAverage } from './average.ts'
import { assignedNames } from './locals.ts'
import { instantiateMeasures } from './measures.ts'
import { instantiateRule } from './rule.ts'
import { Scope } from './scope.ts'
import { OPTIMIZER, type Simulation, sharedBy } from './shared.ts'
import { conditionTally } from './tallies/condition.ts'
import { extremeTally } from './tallies/extreme.ts'
import { presupposing, tallied } from './tallies/needed.ts'
import type { Tally, TallyParameter } from './tallies/tally.ts'

/** A program, and how the parameters of its tallies are worked out. */
export interface Composed {
  readonly program: Program
  readonly parameters: readonly TallyParameter[]
}

/**
 * Fuses problem, noise, optimizer, projection, average and measures into one program. The order within a step is the
 * language's: draws; oracle at the current iterate; the optimizer's statements; projection; the average; the measures.
 */
export function compose(simulation: Simulation, sink: Diagnostics): Composed {
  const { experiment, optimizer, problem, dimension } = simulation
  const shared = sharedBy(simulation, sink)
  const { base, params, lane, x, oracle, waits, updates, hyper } = shared
  const { graph } = base
  const rule = instantiateRule(shared)
  const average = instantiateAverage(shared)
  const measures = instantiateMeasures(experiment.measures, lane, base)

  const body = (first: boolean): { readonly step: Step; readonly tallies: readonly Tally[] } => {
    const update = rule.run(first)
    const point = graph.broadcast(oracle.project(update.x))
    const averaged = average?.run(point)
    const scope = new Scope(oracle.scope).node('t', graph.step()).node('x', point).node('x_before', x)
    const names = hyper(new Scope(scope).node('t', updates))
    for (const state of optimizer.page.state) {
      const binding = update.env.names.get(state.name)
      if (binding?.kind === 'value') names.node(state.name, binding.node)
    }
    const seen = defineAsked(new Scope(names), shared, point)
      .node('t', graph.step())
      .node('x', point)
      .node('x_before', x)
    if (averaged?.value) seen.node('xbar', averaged.value)
    else seen.missing('xbar', 'the page has no average')
    for (const name of assignedNames(optimizer.page.step.statements)) {
      if (seen.names().has(name) || seen.absence(name) !== null) continue
      const binding = update.env.names.get(name)
      // Where the first gradient only fills the states, nothing else has a value yet.
      if (first) seen.node(name, graph.const(Number.NaN))
      else if (binding?.kind === 'value') seen.node(name, binding.node)
    }
    const measured = measures.run(seen, oracleFunctions(shared))
    const next = [point, ...update.next, ...(averaged?.next ?? []), ...measured.next]
    const tallies = tally(measured.outputs, first ? null : seen)
    return {
      step: {
        next: [...next, ...tallies.flatMap((one) => one.next)],
        outputs: Object.assign({}, measured.outputs, ...tallies.map(({ outputs }) => outputs)),
      },
      tallies,
    }
  }
  const tally = (outputs: Readonly<Record<string, Node>>, seen: Scope | null): Tally[] => {
    const extremes = tallied(experiment, optimizer).flatMap((claim) => {
      const measure = outputs[claim.measure]
      return (measure && extremeTally(claim, measure, base)) ?? []
    })
    const past = seen && new Scope(seen)
    for (const { name, shape } of past ? rule.states : []) {
      const before = `${name.slice(OPTIMIZER.length)}_before`
      if (!past?.names().has(before)) past?.node(before, graph.state(name, shape))
    }
    const env = past && { ...past.environment(base), functions: oracleFunctions(shared) }
    const conditions = presupposing(experiment, optimizer).flatMap((claim) =>
      claim.during.flatMap((one) => conditionTally(claim, one, env, base) ?? []),
    )
    return [...extremes, ...conditions]
  }

  const { step, tallies } = body(false)
  const first = waits ? body(true).step : null
  const start: State = { name: 'x', shape: 'vector', init: oracle.start ?? graph.const(0), watched: true }
  const kept = tallies.flatMap((one) => one.states)
  const states = [start, ...rule.states, ...(average?.states ?? []), ...measures.states, ...kept]
  const parameters = tallies.flatMap((one) => one.parameters)
  const { replay } = problem.page
  const tables: Program['tables'] = replay ? { gradients: { rows: replay.rows, data: replay.data } } : {}
  const program = { graph, dimension, params, states, first, step, tables }
  if (tallies.length === 0) return { program, parameters }
  return {
    program: {
      ...program,
      params: [...params, ...parameters.map(({ name }) => name)],
      tallies: {
        params: parameters.length,
        states: kept.length,
        outputs: tallies.flatMap(({ outputs }) => Object.keys(outputs)),
        restarts: tallies.flatMap((one) => (one.restarts ? one.states.map(({ name }) => name) : [])),
      },
    },
    parameters,
  }
}
