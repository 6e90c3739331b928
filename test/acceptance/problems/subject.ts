import { dimensionOf } from '../../../src/compose/dimension.ts'
import { Stream } from '../../../src/compose/draws.ts'
import { emptyEnvironment } from '../../../src/compose/environment.ts'
import { buildOracle } from '../../../src/compose/oracle.ts'
import { Scope } from '../../../src/compose/scope.ts'
import type { Choice } from '../../../src/config/entry.ts'
import type { ProblemPage } from '../../../src/config/pages.ts'
import { STREAM } from '../../../src/kernel/program.ts'
import { hostMath } from '../../../src/lang/algebra/doubles.ts'
import { evaluation } from '../../../src/lang/evaluate.ts'
import type { Node } from '../../../src/lang/node.ts'
import { parseFormula } from '../../../src/lang/parse.ts'
import { Diagnostics, plainSource } from '../../../src/lang/source.ts'
import type { Vector } from './vectors.ts'

/** Hyperparameters by name: numbers, or formulas such as `1 / i`. */
export type Settings = Readonly<Record<string, number | string>>

/** What a gradient depends on beside the point: the step, and the uniform of each draw (coordinate 0 if one a step). */
export interface Moment {
  readonly t: number
  readonly uniform: (number: number, coordinate: number) => number
}

/** A problem page at chosen settings, as functions of numbers. */
export interface Subject {
  readonly page: ProblemPage
  readonly d: number
  readonly facts: Readonly<Record<string, number | Vector>>
  readonly start: Vector
  project(x: Vector): Vector
  objective(x: Vector): number
  /** Gradient of the objective. */
  grad(x: Vector): Vector
  /** Gradient of the loss, without the page's additive noise. */
  slope(x: Vector, at: Moment): Vector
  /** What the optimizer is handed. */
  g(x: Vector, at: Moment): Vector
}

const still: Moment = { t: 1, uniform: () => Number.NaN }

/** Evaluates a page through the project's own graph, in this process and without the kernel. */
export function subject(page: ProblemPage, settings: Settings = {}): Subject {
  const sink = new Diagnostics()
  const check = <V>(value: V | null): V => {
    if (value === null || sink.failed) throw new Error(`${page.name}: ${sink.list.map((d) => d.message).join('; ')}`)
    return value
  }
  const given: Record<string, Choice> = {}
  for (const [name, value] of Object.entries(settings))
    given[name] = typeof value === 'number' ? value : check(parseFormula(plainSource(value), sink))
  const entry = { page, label: page.name, settings: {}, mutantOf: null }
  const d = check(dimensionOf(entry, given, sink))
  const base = emptyEnvironment(d, sink)
  const { graph } = base
  const chosen = Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, typeof value === 'number' ? graph.const(value) : value]),
  )
  const outer = new Scope()
    .node('T', graph.const(1000))
    .node('d', graph.const(d))
    .node('i', graph.index())
    .node('t', graph.step())
  const x = graph.state('x', 'vector')
  const oracle = buildOracle(entry, chosen, x, outer, base, new Stream(STREAM.oracle))
  const quiet = { ...entry, page: { ...page, noise: null } }
  const slope = buildOracle(quiet, chosen, x, outer, base, new Stream(STREAM.oracle)).g

  const at = (node: Node | null | undefined) => {
    let [place, moment]: [Float64Array, Moment] = [new Float64Array(d), still]
    const values = evaluation([check(node ?? null)], {
      dimension: d,
      get step() {
        return moment.t
      },
      state: () => place,
      draw: (_, number, coordinate) => moment.uniform(number, coordinate),
      param: () => Number.NaN,
      table: () => Number.NaN,
      math: hostMath,
    })
    return (point: Vector, when: Moment = still): number | Vector => {
      place = Float64Array.from(point)
      moment = when
      const [value] = values()
      return typeof value === 'number' ? value : Array.from(value ?? [])
    }
  }
  const vector = (node: Node | null | undefined) => at(node) as (point: Vector, moment?: Moment) => Vector
  const facts = Object.fromEntries(
    Object.keys(page.facts).map((name) => [name, at(oracle.scope.value(name, base))([])]),
  )
  return {
    page,
    d,
    facts,
    start: vector(oracle.start)([]),
    project: vector(oracle.project(x)),
    objective: at(oracle.objective?.(x)) as (point: Vector) => number,
    grad: vector(oracle.grad?.(x)),
    slope: vector(slope),
    g: vector(oracle.g),
  }
}
