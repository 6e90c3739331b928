import type { ProblemEntry } from '../config/entry.ts'
import { loadMath } from '../kernel/wasm/host-math.ts'
import { buildScalar } from '../lang/build.ts'
import { evaluate } from '../lang/evaluate.ts'
import { reachable } from '../lang/facts.ts'
import type { Node } from '../lang/node.ts'
import { Diagnostics } from '../lang/source.ts'
import { settingsAt } from './constants.ts'
import { defineData } from './data.ts'
import { dimensionOf } from './dimension.ts'
import { emptyEnvironment } from './environment.ts'
import { defineHyper } from './oracle.ts'
import { Scope } from './scope.ts'

const ABSENT: ReadonlySet<Node['kind']> = new Set(['step', 'draw', 'table', 'param'])
const never = () => Number.NaN

/**
 * The objective of a problem at chosen settings as a function of the point; null if it has none, if it depends on the step or on
 * the horizon, or if its dimension is another. A loss without draws is the objective where no other is stated.
 */
export function objectiveAt(
  problem: ProblemEntry,
  given: Readonly<Record<string, number | string>>,
  dimension: number,
): ((point: Float64Array) => number) | null {
  const { page } = problem
  const formula = page.objective ?? (page.draws.length === 0 ? page.loss : null)
  const settings = settingsAt(problem, given)
  const sink = new Diagnostics()
  if (!formula || dimensionOf(problem, settings, sink) !== dimension) return null
  const base = emptyEnvironment(dimension, sink)
  const { graph } = base
  const chosen = Object.entries(settings).map(
    ([name, value]) => [name, typeof value === 'number' ? graph.const(value) : value] as const,
  )
  const scope = new Scope(
    new Scope()
      .node('d', graph.const(dimension))
      .node('i', graph.index())
      .node('t', graph.step())
      .node('T', graph.param('T')),
  )
  defineHyper(scope, page.hyper, Object.fromEntries(chosen))
  defineData(page.data, scope, base)
  const point = new Scope(scope)
  for (const [name, fact] of Object.entries(page.facts)) point.formula(name, fact)
  const seen = new Scope(point).node('x', graph.state('x', 'vector'))
  const node = buildScalar(formula, seen.environment(base))
  if (!node || sink.failed || [...reachable([node])].some(({ kind }) => ABSENT.has(kind))) return null
  const math = loadMath()
  return (x) => {
    const bindings = { dimension, param: never, state: () => x, draw: never, table: never, step: 1, math }
    const [value] = evaluate([node], bindings)
    return typeof value === 'number' ? value : Number.NaN
  }
}
