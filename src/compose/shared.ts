import type { Choice, OptimizerEntry, ProblemEntry } from '../config/entry.ts'
import type { Experiment } from '../config/experiment.ts'
import { STREAM } from '../kernel/program.ts'
import type { Environment } from '../lang/environment.ts'
import type { Node } from '../lang/node.ts'
import type { Diagnostics } from '../lang/source.ts'
import type { Formula } from '../lang/syntax.ts'
import { Stream } from './draws.ts'
import { emptyEnvironment } from './environment.ts'
import { buildOracle, defineHyper, type Oracle } from './oracle.ts'
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

/** What the parts of a program have in common. */
export interface Shared {
  readonly simulation: Simulation
  readonly sink: Diagnostics
  readonly base: Environment
  /** The parameters of a lane, in order. */
  readonly params: readonly string[]
  /** Names that are fixed before the first step. */
  readonly lane: Scope
  /** The iterate before the step. */
  readonly x: Node
  readonly oracle: Oracle
  /** Whether the first gradient only fills the state (an optimizer with `init`). */
  readonly waits: boolean
  /** The number of the update. */
  readonly updates: Node
  /** The names of a lane at a step. */
  timed(t: Node): Scope
  /** The optimizer's hyperparameters within a scope. */
  hyper(outer: Scope): Scope
}

export function sharedBy(simulation: Simulation, sink: Diagnostics): Shared {
  const { optimizer, dimension } = simulation
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
  const problemSettings = bake(PROBLEM, simulation.problemSettings)
  const stream = new Stream(STREAM.oracle)
  const oracle = buildOracle(simulation.problem, problemSettings, x, timed(graph.step()), base, stream)
  const chosen = bake(OPTIMIZER, simulation.optimizerSettings)
  const waits = optimizer.page.init !== null
  // t counts the updates after the first gradient, if that only fills the state.
  const updates = waits ? graph.sub(graph.step(), graph.const(1)) : graph.step()
  const hyper = (outer: Scope) => {
    const scope = new Scope(outer)
    defineHyper(scope, optimizer.page.hyper, chosen)
    return scope
  }
  return { simulation, sink, base, params, lane, x, oracle, waits, updates, timed, hyper }
}
