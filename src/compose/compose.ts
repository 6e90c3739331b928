import type { Choice, Experiment, OptimizerEntry, ProblemEntry } from '../config/experiment.ts'
import { type Program, STREAM, type State, type Step } from '../kernel/program.ts'
import { buildValue } from '../lang/build.ts'
import { assigns } from '../lang/names.ts'
import type { Node } from '../lang/node.ts'
import type { Diagnostics } from '../lang/source.ts'
import type { Formula } from '../lang/syntax.ts'
import { quote } from '../text/clip.ts'
import { defineDraws, Stream } from './draws.ts'
import { emptyEnvironment } from './environment.ts'
import { instantiateMeasures } from './measures.ts'
import { buildOracle, defineHyper, type Oracle } from './oracle.ts'
import { type Instance, instantiate } from './recurrence.ts'
import { Scope } from './scope.ts'

/** How a setting enters a program: baked in as a number or a formula, or as a parameter of the lane. */
export type Baked = Choice | 'param'

/** What one program is made from. */
export interface Simulation {
  readonly experiment: Experiment
  readonly problem: ProblemEntry
  readonly optimizer: OptimizerEntry
  readonly dimension: number
  readonly problemSettings: Readonly<Record<string, Baked>>
  readonly optimizerSettings: Readonly<Record<string, Baked>>
}

/** Prefixes of the names of lane parameters and states in a program. */
export const OPTIMIZER = 'optimizer.'
export const PROBLEM = 'problem.'

/**
 * Fuses problem, noise, optimizer, projection, average and measures into one program. The order within a step is the
 * language's: draws; oracle at the current iterate; the optimizer's statements; projection; the average; the measures.
 */
export function compose(simulation: Simulation, sink: Diagnostics): Program {
  const { experiment, optimizer, dimension } = simulation
  const base = emptyEnvironment(dimension, sink)
  const { graph } = base
  const params: string[] = ['T']
  const bake = (prefix: string, settings: Readonly<Record<string, Baked>>): Record<string, Node | Formula> =>
    Object.fromEntries(
      Object.entries(settings).map(([name, value]) => {
        if (value !== 'param') return [name, typeof value === 'number' ? graph.const(value) : value]
        params.push(prefix + name)
        return [name, graph.param(prefix + name)]
      }),
    )

  const lane = new Scope()
    .node('T', graph.param('T'))
    .node('d', graph.const(dimension))
    .node('i', graph.index())
    .missing('t', 'it is the number of a step, and this value is fixed before the first')
  const timed = (t: Node) => new Scope(lane).node('t', t)

  const x = graph.state('x', 'vector')
  const oracle = buildOracle(
    simulation.problem,
    bake(PROBLEM, simulation.problemSettings),
    x,
    timed(graph.step()),
    base,
    new Stream(STREAM.oracle),
  )
  const chosen = bake(OPTIMIZER, simulation.optimizerSettings)

  // In an optimizer with `init` the first gradient only fills the state, and t counts the updates after it.
  const waits = optimizer.page.init !== null
  const updates = waits ? graph.sub(graph.step(), graph.const(1)) : graph.step()
  const hyper = (outer: Scope) => {
    const scope = new Scope(outer)
    defineHyper(scope, optimizer.page.hyper, chosen)
    return scope
  }
  const rule = instantiateRule()
  const average = instantiateAverage()
  const measures = instantiateMeasures(experiment.measures, lane, base)

  const body = (first: boolean): Step => {
    const update = rule.run(first)
    const point = graph.broadcast(oracle.project(update.x))
    const averaged = average?.run(point)
    const scope = new Scope(oracle.scope).node('t', graph.step()).node('x', point).node('x_before', x)
    const names = hyper(new Scope(scope).node('t', updates))
    for (const state of optimizer.page.state) {
      const binding = update.env.names.get(state.name)
      if (binding?.kind === 'value') names.node(state.name, binding.node)
    }
    const seen = defineOracle(new Scope(names), point).node('t', graph.step()).node('x', point).node('x_before', x)
    if (averaged?.value) seen.node('xbar', averaged.value)
    else seen.missing('xbar', 'the page has no average')
    const measured = measures.run(seen, oracleFunctions())
    const next = [point, ...update.next, ...(averaged?.next ?? []), ...measured.next]
    return { next, outputs: measured.outputs }
  }

  const step = body(false)
  const first = waits ? body(true) : null
  const start: State = { name: 'x', shape: 'vector', init: oracle.start ?? graph.const(0), watched: true }
  const states = [start, ...rule.states, ...(average?.states ?? []), ...measures.states]
  const replay = simulation.problem.page.replay
  const tables: Program['tables'] = replay ? { gradients: { rows: replay.rows, data: replay.data } } : {}
  return { graph, dimension, params, states, first, step, tables }

  function oracleFunctions(): Map<string, (args: Node[]) => Node> {
    const functions = new Map<string, (args: Node[]) => Node>()
    for (const name of ['loss', 'objective', 'grad'] as const) {
      const f = oracle[name]
      if (f) functions.set(name, ([y]) => (y && f(graph.broadcast(y))) ?? graph.const(1))
    }
    return functions
  }

  /** What is asked of the oracle at the point before the step; `objective` belongs to the point after it. */
  function defineOracle(scope: Scope, after: Node | null): Scope {
    const absent = absence(oracle, simulation.problem)
    const define = (name: string, f: ((y: Node) => Node | null) | null, y: Node) =>
      f ? scope.lazy(name, () => f(y)) : scope.missing(name, absent)
    // Without a gradient the objective is in error, which has been reported.
    scope.lazy('g', () => oracle.g)
    define('loss', oracle.loss, x)
    define('grad', oracle.grad, x)
    if (after) define('objective', oracle.objective, after)
    return scope
  }

  function instantiateRule() {
    const { page } = optimizer
    const inputs = (t: Scope) => {
      const scope = defineOracle(hyper(t), null).node('x', x)
      return scope
    }
    const stream = new Stream(STREAM.optimizer)
    const stepInputs = inputs(timed(updates))
    defineDraws(page.draws, stepInputs, base, stream)
    const firstInputs = inputs(
      new Scope(lane).missing(
        't',
        'in an optimizer with `init`, t counts the updates, and `init` comes before the first',
      ),
    )
    const blocks = [{ block: page.step, inputs: stepInputs }]
    if (page.init) blocks.push({ block: page.init, inputs: firstInputs })
    const constants = hyper(lane)
    constants.lazy('x', () => oracle.start)
    const instance: Instance = instantiate(page, OPTIMIZER, constants, base, blocks, 'optimizer')
    return {
      states: instance.states,
      run(first: boolean) {
        const { next, env } = first ? instance.run(page.init, firstInputs) : instance.run(page.step, stepInputs)
        const binding = env.names.get('x')
        const moved = binding?.kind === 'value' ? binding.node : x
        if (!first && !assigns(page.step.statements, 'x')) {
          const at = { start: 0, end: page.step.source.text.trimEnd().length }
          sink.report(page.step.source, at, `the step of ${quote(optimizer.label)} never assigns x`, 'x = x - lr * g')
        }
        return { next, env, x: moved }
      },
    }
  }

  function instantiateAverage() {
    const use = experiment.average
    if (!use) return null
    const prefix = 'average.'
    const constants = new Scope(lane).lazy('x', () => oracle.start)
    defineHyper(constants, use.page.hyper, use.settings)
    const inputs = (point: Node) => {
      const scope = new Scope(timed(graph.step())).node('x', point).node('x_before', x)
      defineHyper(scope, use.page.hyper, use.settings)
      defineDraws(use.page.draws, scope, base, new Stream(STREAM.average))
      return scope
    }
    const instance = instantiate(
      use.page,
      prefix,
      constants,
      base,
      [{ block: use.page.step, inputs: inputs(x) }],
      'observer',
    )
    return {
      states: instance.states,
      run(point: Node) {
        const scope = inputs(point)
        const { next, env } = instance.run(use.page.step, scope)
        const value = buildValue(use.page.value, env)
        return { next, value: value && graph.broadcast(value) }
      },
    }
  }
}

function absence(oracle: Oracle, problem: ProblemEntry): string {
  if (problem.page.replay) return 'recorded gradients have no loss behind them'
  if (oracle.loss === null) return `problem ${quote(problem.label)} has no loss`
  return `problem ${quote(problem.label)} samples its loss and states no objective`
}
