import type { Node } from '../lang/node.ts'
import { isAffine } from './affine.ts'
import { type Answer, open, proved, refuted } from './answer.ts'
import { Degrees } from './degree.ts'
import type { Sums } from './linear.ts'
import { randomGradient } from './random.ts'
import type { Ranges } from './ranges.ts'
import { ruleFormula } from './rule-formula.ts'
import type { RuleGraph } from './rule-graph.ts'
import type { Shares } from './share.ts'
import { moved, STEPS, simulate } from './simulate.ts'
import { Sizes } from './size.ts'
import type { Trends } from './trend.ts'

export interface BoundAnswer extends Answer {
  /** The bound as a formula in hyperparameters and t; null if there is none. */
  readonly bound: string | null
}

/** Is every coordinate of every update bounded by something that the gradients do not change? */
export function boundedStep(rule: RuleGraph, ranges: Ranges, sums: Sums, trends: Trends, shares: Shares): BoundAnswer {
  const change = displacement(rule, ranges, rule.moved)
  const sizes = new Sizes(rule, ranges, sums, trends, shares)
  const bound = change && sizes.of(change)
  if (change && bound) {
    const text = ruleFormula(bound, { ...rule, names: hyperNames(rule) })
    const { high } = ranges.of(bound)
    const number = Number.isFinite(high) && bound.kind !== 'const' ? ` (<= ${Number(high.toPrecision(6))})` : ''
    return { ...proved(`the step is bounded: a coordinate moves by at most ${text}${number}`), bound: text }
  }
  if (grows(rule, ranges, change)) {
    return { ...refuted('the step is not bounded: it grows without limit with g_t'), bound: null }
  }
  if (change === null)
    return { ...open('the step is not bounded by structure: x itself is scaled, so its size enters'), bound: null }
  return { ...open('the step is not bounded by structure'), bound: null }
}

/** Names of hyperparameters stay; names of intermediate values would hide what the bound is made of. */
function hyperNames(rule: RuleGraph): ReadonlyMap<Node, string> {
  return new Map([...rule.names].filter(([node]) => rule.formulas.has(node)))
}

/** The node minus x, where x stands in it as a summand with factor 1; null if not. */
function displacement(rule: RuleGraph, ranges: Ranges, node: Node): Node | null {
  const { graph, x } = rule
  const inner = (part: Node) => displacement(rule, ranges, part)
  if (node === x) return graph.const(0)
  const branch = ranges.branch(node)
  if (branch) return inner(branch)
  if (node.kind === 'select') {
    const [yes, no] = [inner(node.b), inner(node.c)]
    return yes && no && graph.select(node.a, yes, no)
  }
  if (node.kind !== 'binary') return null
  const isOne = (part: Node) => ranges.of(part).low === 1 && ranges.of(part).high === 1
  if ((node.op === 'mul' || node.op === 'div') && isOne(node.b)) return inner(node.a)
  if (node.op === 'mul' && isOne(node.a)) return inner(node.b)
  const zero = (part: Node) => part.kind === 'const' && part.value === 0
  if (node.op === 'add') {
    const left = inner(node.a)
    if (left) return zero(left) ? node.b : graph.add(left, node.b)
    const right = inner(node.b)
    return right && (zero(right) ? node.a : graph.add(node.a, right))
  }
  if (node.op !== 'sub') return null
  const left = inner(node.a)
  return left && (zero(left) ? graph.unary('neg', node.b) : graph.sub(left, node.b))
}

/** Whether the update has no bound: it is affine in g_t and not constant, or homogeneous of a positive degree and not 0. */
function grows(rule: RuleGraph, ranges: Ranges, change: Node | null): boolean {
  const plain = simulate(rule, { steps: STEPS })
  if (isAffine(rule.moved, ranges)) {
    const other = (t: number, k: number) => randomGradient(t === STEPS ? 7 : 1, t, k)
    const changed = simulate(rule, { steps: STEPS, gradients: other })
    return plain.length === STEPS && String(plain.at(-1)?.after) !== String(changed.at(-1)?.after)
  }
  const degree = change && new Degrees(rule, ranges).of(change)
  return typeof degree === 'number' && degree > 0 && plain.some((step) => moved(step, 0) !== 0)
}
