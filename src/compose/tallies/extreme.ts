import type { BoundClaim, LimitClaim } from '../../config/claim.ts'
import type { State } from '../../kernel/program.ts'
import { type Binding, buildScalar, type Environment } from '../../lang/build.ts'
import { evaluateFormula } from '../../lang/formula-value.ts'
import type { Node } from '../../lang/node.ts'
import { Diagnostics } from '../../lang/source.ts'
import type { Formula } from '../../lang/syntax.ts'
import { isWholeRun, spanAt } from '../span.ts'
import { frozen } from './frozen.ts'
import { extremeNames, type Tally, type TallyParameter } from './tally.ts'

type Names = Readonly<Record<string, number>>

const evaluate = (formula: Formula, names: Names) => evaluateFormula(formula, names, new Diagnostics())

/**
 * Keeps the step, among those that a claim speaks of, at which its measure is worst, with the measure there: furthest above the
 * bound, relative to the size of the bound, or furthest from the prediction. A value that is not a number is the worst there is. A
 * bound's extremes begin anew after each recorded step; a limit has one for its window.
 *
 * @returns null if the claim's formula cannot be computed at every step of a run, such as one that calls code with t
 */
export function extremeTally(claim: BoundClaim | LimitClaim, measure: Node, base: Environment): Tally | null {
  const { graph } = base
  const { expr, parts } = frozen(claim.judge === 'bound' ? claim.bound : claim.predict)
  const source = claim.judge === 'bound' ? claim.bound.source : claim.predict.source
  const prefix = `claim.${claim.id}`
  const parameters: TallyParameter[] = [...parts].map(([name, formula]) => ({
    name: `${prefix}.${name}`,
    value: (names) => evaluate(formula, names) ?? Number.NaN,
  }))
  const bindings = [...parts.keys()].map((name): [string, Binding] => [
    name,
    { kind: 'value', node: graph.param(`${prefix}.${name}`) },
  ])
  const names = new Map<string, Binding>([...bindings, ['t', { kind: 'value', node: graph.step() }]])
  const own = new Diagnostics()
  const target = buildScalar({ source, expr }, { ...base, names, inputs: new Set(names.keys()), sink: own })
  if (!target || own.failed) return null

  const peak = graph.state(`${prefix}.peak`, 'scalar')
  const score = claim.judge === 'bound' ? excess(measure, target, base) : distance(measure, target, base)
  // With `not at most` a value that is not a number is taken, and then no other is.
  const zero = graph.const(0)
  let taken = graph.select(graph.binary('le', score, peak), zero, graph.binary('eq', peak, peak))
  if (!isWholeRun(claim)) {
    for (const end of ['from', 'to'] as const) {
      const name = `${prefix}.${end}`
      parameters.push({ name, value: (known) => spanAt(claim, known, evaluate)[end] })
      const inside = graph.binary(end === 'from' ? 'ge' : 'le', graph.step(), graph.param(name))
      taken = graph.select(inside, taken, zero)
    }
  }
  const { at, value } = extremeNames(claim)
  const kept = (name: string, start: number, now: Node) => {
    const state: State = { name: `${prefix}.${name}`, shape: 'scalar', init: graph.const(start), watched: false }
    return { state, next: graph.select(taken, now, graph.state(state.name, 'scalar')) }
  }
  const all = [
    kept('peak', Number.NEGATIVE_INFINITY, score),
    kept('at', 0, graph.step()),
    kept('value', Number.NaN, measure),
  ] as const
  return {
    parameters,
    states: all.map(({ state }) => state),
    next: all.map(({ next }) => next),
    outputs: { [at]: all[1].next, [value]: all[2].next },
    restarts: claim.judge === 'bound',
  }
}

/** How far above a bound, in units of its size; a bound of 0 has none, and one that is infinite is above everything. */
function excess(measure: Node, bound: Node, { graph }: Environment): Node {
  const size = graph.select(graph.binary('eq', bound, graph.const(0)), graph.const(1), graph.unary('abs', bound))
  const above = graph.div(graph.sub(measure, bound), size)
  const open = graph.binary('eq', bound, graph.const(Number.POSITIVE_INFINITY))
  return graph.select(open, graph.const(Number.NEGATIVE_INFINITY), above)
}

const distance = (measure: Node, predicted: Node, { graph }: Environment): Node =>
  graph.unary('abs', graph.sub(measure, predicted))
