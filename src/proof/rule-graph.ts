import { defineDraws, Stream } from '../compose/draws.ts'
import { emptyEnvironment } from '../compose/environment.ts'
import { defineHyper } from '../compose/oracle.ts'
import { instantiate } from '../compose/recurrence.ts'
import { Scope } from '../compose/scope.ts'
import type { OptimizerPage } from '../config/pages.ts'
import { STREAM } from '../kernel/program.ts'
import { namesUsed, structuralNames } from '../lang/build.ts'
import { reachable } from '../lang/facts.ts'
import { exactly, inDoubles } from '../lang/folding.ts'
import { Graph } from '../lang/graph.ts'
import type { Node, Shape } from '../lang/node.ts'
import { Diagnostics } from '../lang/source.ts'
import type { Formula } from '../lang/syntax.ts'

/** A state of a rule: what it is before the first step, and what a step makes of it. */
export interface RuleState {
  readonly name: string
  readonly shape: Shape
  /** Its value at the start of a step. */
  readonly leaf: Node
  readonly init: Node
  /** Its value after `init`, in a rule that has one. */
  readonly first: Node | null
  readonly next: Node
}

/** A rule without a problem: the gradient is any sequence of vectors, `table g`. */
export interface RuleGraph {
  readonly graph: Graph
  /** The iterate before a step, and after it. */
  readonly x: Node
  readonly moved: Node
  /** The states that reach x, at once or later. */
  readonly states: readonly RuleState[]
  /** Numbers of the hyperparameters; each is the param of its name. */
  readonly hyper: ReadonlyMap<string, number>
  /** Names of nodes that statements assigned, hyperparameters that are formulas, and states after the step (`v_t`). */
  readonly names: ReadonlyMap<Node, string>
  /** Those of the named nodes that are hyperparameters. */
  readonly formulas: ReadonlySet<Node>
  readonly dimension: number
  /** How many states the rule keeps, those that never reach x included. */
  readonly memory: Readonly<Record<Shape, number>>
  /** Whether the first gradient only fills the states. */
  readonly waits: boolean
}

/** Coordinates of a rule without a problem: several, so that they can meet. */
export const DIMENSION = 3

/** Gradients that are known beforehand. */
export interface Recorded {
  /** The name of the table with the gradient of n steps ago. */
  table(n: number): string
  /** Names of states that are asked for, whether they reach x or not. */
  readonly watched: ReadonlySet<string>
}

export type HyperValues = Readonly<Record<string, number | Formula>>

/** Whether a node is data: it changes with the gradients. */
export const isData = (node: Node): boolean =>
  node.kind === 'table' || node.kind === 'state' || (node.kind === 'param' && node.name === 'loss')

/** Whether a node is given by the oracle at this step. */
export const isGradient = (node: Node): boolean => isData(node) && node.kind !== 'state'

/**
 * The graph of a rule, its hyperparameters as named params wherever they are numbers.
 *
 * @param given values in place of the page's defaults; names that the page does not have are left out
 * @param bake makes the hyperparameters constants, as they are in a kernel
 * @param recorded all gradients are known beforehand; constants are folded only where nothing is rounded
 * @returns null if the rule is in error, which is then in `sink`
 */
export function ruleGraph(
  page: OptimizerPage,
  given: HyperValues = {},
  {
    dimension = DIMENSION,
    bake = false,
    sink = new Diagnostics(),
    recorded,
  }: { dimension?: number; bake?: boolean; sink?: Diagnostics; recorded?: Recorded } = {},
): RuleGraph | null {
  const empty = emptyEnvironment(dimension, sink, new Graph(recorded ? exactly : inDoubles))
  const base = recorded ? { ...empty, longestPast: Number.MAX_SAFE_INTEGER } : empty
  const { graph } = base
  const fixed = structural(page, given)
  const hyper = new Map<string, number>()
  const chosen: Record<string, Node | Formula> = {}
  for (const [name, formula] of Object.entries(page.hyper)) {
    const value = given[name] ?? (formula.expr.kind === 'number' ? formula.expr.value : formula)
    if (typeof value !== 'number') chosen[name] = value
    else {
      hyper.set(name, value)
      chosen[name] = bake || fixed.has(name) ? graph.const(value) : graph.param(name)
    }
  }

  const x = graph.state('x', 'vector')
  const d = bake || fixed.has('d') ? graph.const(dimension) : graph.param('d')
  const lane = new Scope().node('T', graph.param('T')).node('d', d).node('i', graph.index())
  const seen = new Scope(lane).node('x', x).node('g', graph.table('g')).node('grad', graph.table('grad'))
  const inputs = (t: Node | null) => {
    const scope = new Scope(seen).node('loss', graph.param('loss'))
    if (t) scope.node('t', t)
    else scope.missing('t', 'it counts the updates, and `init` comes before the first')
    defineHyper(scope, page.hyper, chosen)
    return scope
  }
  const scope = inputs(graph.step())
  defineDraws(page.draws, scope, base, new Stream(STREAM.optimizer))
  const first = inputs(null)
  const blocks = [{ block: page.step, inputs: scope }, ...(page.init ? [{ block: page.init, inputs: first }] : [])]
  const past = recorded ? (_: string, n: number) => graph.table(recorded.table(n)) : null
  const instance = instantiate(page, '', first, base, blocks, 'optimizer', past)
  const { next, env } = instance.run(page.step, scope)
  const start = page.init ? instance.run(page.init, first).next : null
  const binding = env.names.get('x')
  const moved = binding?.kind === 'value' ? binding.node : x
  if (sink.failed) return null

  const states = instance.states.map(({ name, shape, init }, k) => ({
    name,
    shape,
    leaf: graph.state(name, shape),
    init,
    first: start?.[k] ?? null,
    next: next[k] ?? init,
  }))
  const names = new Map<Node, string>()
  const formulas = new Set<Node>()
  const name = (node: Node, text: string) => {
    const leaf = node.kind === 'const' || node.kind === 'state' || node.kind === 'table' || node.kind === 'param'
    if (!leaf && !names.has(node)) names.set(node, text)
  }
  for (const state of states) name(state.next, `${state.name}_t`)
  for (const [text, bound] of assigned(env.names)) name(bound, text)
  for (const text of Object.keys(page.hyper)) {
    const value = hyper.has(text) ? null : scope.value(text, base)
    if (!value) continue
    name(value, text)
    formulas.add(value)
  }
  names.delete(moved)
  const count = (shape: Shape) => states.filter((state) => state.shape === shape).length
  const memory = { vector: count('vector'), scalar: count('scalar') }
  return {
    graph,
    x,
    moved,
    states: live(states, moved, recorded?.watched),
    hyper,
    names,
    formulas,
    dimension,
    memory,
    waits: page.init !== null,
  }
}

/** What statements gave a name to. */
function assigned(names: ReadonlyMap<string, unknown>): [string, Node][] {
  return [...names].flatMap(([name, bound]): [string, Node][] => {
    const binding = bound as { kind: string; node?: Node }
    return binding.kind === 'value' && binding.node ? [[name, binding.node]] : []
  })
}

/** The states that reach x, now or in a later step, and those that are watched. */
function live(states: readonly RuleState[], moved: Node, watched: ReadonlySet<string> = new Set()): RuleState[] {
  const found = new Set<RuleState>()
  const look = (node: Node): void => {
    for (const part of reachable([node])) {
      const state = states.find(({ leaf }) => leaf === part)
      if (!state || found.has(state)) continue
      found.add(state)
      look(state.next)
    }
  }
  look(moved)
  for (const state of states) {
    if (!watched.has(state.name.replace(/\[.*$/, ''))) continue
    found.add(state)
    look(state.next)
  }
  return states.filter((state) => found.has(state))
}

/** Names that must be known when the graph is built, with those that their defaults are computed from. */
export function structural(page: OptimizerPage, given: HyperValues): Set<string> {
  const stages = page.state.flatMap((state) => (state.stages ? [state.stages] : []))
  const blocks = [page.step, ...(page.init ? [page.init] : [])]
  const settings = [...Object.values(page.hyper), ...Object.values(given)].filter((one) => typeof one !== 'number')
  const names = new Set([...blocks, ...stages, ...settings].flatMap((item) => [...structuralNames(item)]))
  for (const item of stages) for (const used of namesUsed(item)) names.add(used)
  for (const name of names) {
    const formula = page.hyper[name]
    if (formula) for (const used of namesUsed(formula)) names.add(used)
  }
  return names
}
