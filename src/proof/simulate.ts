import { uniform } from '../kernel/random/philox.ts'
import { hostMath } from '../lang/algebra/doubles.ts'
import { evaluation } from '../lang/evaluate.ts'
import type { Node } from '../lang/node.ts'
import { randomGradient, randomStart } from './random.ts'
import type { RuleGraph, RuleState } from './rule-graph.ts'

/** Steps of an example: more than the delays that rules usually have. */
export const STEPS = 16

/** The gradient at a step and a coordinate (1-based); the first gradient of a rule with `init` has step 0. */
export type Gradients = (step: number, coordinate: number) => number

export interface SimulatedStep {
  /** The number of the update, from 1. */
  readonly t: number
  readonly before: Float64Array
  readonly after: Float64Array
  /** Values of the probes, one number or one a coordinate. */
  readonly probes: readonly (number | Float64Array)[]
}

interface Options {
  readonly steps: number
  readonly seed?: number
  readonly gradients?: Gradients
  /** Values that are read at every step. */
  readonly probes?: readonly Node[]
}

const filled = (value: number | Float64Array | undefined, dimension: number): Float64Array =>
  typeof value === 'object' ? value : new Float64Array(dimension).fill(value ?? Number.NaN)

/**
 * Runs a rule on given gradients, which do not depend on where it goes. It stops where x is no longer finite. The gradient
 * of the objective, where a rule uses it, is a sequence of its own.
 */
export function simulate(
  rule: RuleGraph,
  { steps, seed = 1, gradients = (t, k) => randomGradient(seed, t, k), probes = [] }: Options,
): SimulatedStep[] {
  const { dimension } = rule
  const values = new Map<string, number | Float64Array>()
  let x: Float64Array = Float64Array.from({ length: dimension }, (_, k) => randomStart(seed, k + 1))
  const bindings = {
    dimension,
    step: 0,
    math: hostMath,
    param: (name: string) =>
      rule.hyper.get(name) ??
      (name === 'T' ? steps : name === 'd' ? dimension : randomGradient(seed + 1, bindings.step, 0)),
    state: (name: string) => (name === 'x' ? x : (values.get(name) ?? Number.NaN)),
    draw: (stream: number, number: number, coordinate: number) =>
      uniform(seed, stream, bindings.step, coordinate, number),
    table: (name: string, k: number) =>
      name === 'g' ? gradients(bindings.step, k) : randomGradient(seed + 2, bindings.step, k),
  }
  const set = (evaluated: () => (number | Float64Array)[]) => {
    const results = evaluated()
    rule.states.forEach(({ name, shape }, k) => {
      const value = results[k] ?? Number.NaN
      values.set(name, shape === 'vector' ? filled(value, dimension) : value)
    })
    return results
  }
  const states = (node: (state: RuleState) => Node) => evaluation(rule.states.map(node), bindings)
  set(states(({ init }) => init))
  if (rule.waits) set(states(({ first, leaf }) => first ?? leaf))
  const done: SimulatedStep[] = []
  const update = evaluation([...rule.states.map(({ next }) => next), rule.moved, ...probes], bindings)
  for (let t = 1; t <= steps; t++) {
    const before = x
    bindings.step = t
    const results = set(update)
    x = filled(results[rule.states.length], dimension)
    if (!x.every(Number.isFinite)) break
    done.push({ t, before, after: x, probes: results.slice(rule.states.length + 1) })
  }
  return done
}

/** The update of a coordinate (0-based). */
export const moved = ({ before, after }: SimulatedStep, k: number): number =>
  (after[k] ?? Number.NaN) - (before[k] ?? Number.NaN)
