import { type Algebra, fold } from '../lang/algebra/algebra.ts'
import { isNonnegative } from '../lang/algebra/range.ts'
import { BINARY_SLOPES, type Slope, UNARY_SLOPE } from '../lang/algebra/slopes.ts'
import type { Node } from '../lang/node.ts'
import { type Answer, open, proved, refuted } from './answer.ts'
import { type Denominator, denominatorsOf, formulas } from './denominators.ts'
import type { Ranges } from './ranges.ts'
import { ruleFormula } from './rule-formula.ts'
import { isData, type RuleGraph, type RuleState } from './rule-graph.ts'
import { simulate } from './simulate.ts'

/** How a value moves from step to step, whatever the gradients are; null if it may do anything. */
export type Trend = 'constant' | 'up' | 'down' | null

const opposite = (trend: Trend): Trend => (trend === 'up' ? 'down' : trend === 'down' ? 'up' : trend)

/** The trend of what moves with a value by a slope. */
const along = (trend: Trend, slope: Slope): Trend =>
  trend === 'constant' || slope === 1 ? trend : slope === -1 ? opposite(trend) : null

/** The trend of what moves with both. */
function both(a: Trend, b: Trend): Trend {
  if (a === 'constant') return b
  return b === 'constant' || a === b ? a : null
}

/** Finds values that never decrease, or never increase, from step to step. */
export class Trends {
  private readonly ranges: Ranges
  private readonly known = new Map<Node, Trend>()
  private readonly algebra: Algebra<Trend>

  constructor(rule: RuleGraph, ranges: Ranges) {
    this.ranges = ranges
    this.algebra = trends(ranges)
    // A state that never decreases does not do so before the step nor after it.
    const sides = ({ leaf, next }: RuleState) => [leaf, next]
    const growing = new Set(rule.states.filter(({ next, leaf }) => this.atLeast(next, leaf)).flatMap(sides))
    const shrinking = new Set(rule.states.filter(({ next, leaf }) => this.atMost(next, leaf)).flatMap(sides))
    for (const node of shrinking) this.known.set(node, 'down')
    for (const node of growing) this.known.set(node, shrinking.has(node) ? 'constant' : 'up')
  }

  /** Whether a >= b at every step, by the form of a. */
  private atLeast(a: Node, b: Node): boolean {
    const { ranges } = this
    const branch = ranges.branch(a)
    if (a === b) return true
    if (branch) return this.atLeast(branch, b)
    if (a.kind === 'select') return this.atLeast(a.b, b) && this.atLeast(a.c, b)
    if (a.kind !== 'binary') return false
    const [left, right] = [ranges.of(a.a), ranges.of(a.b)]
    switch (a.op) {
      case 'max':
        return this.atLeast(a.a, b) || this.atLeast(a.b, b)
      case 'min':
        return this.atLeast(a.a, b) && this.atLeast(a.b, b)
      case 'add':
        return (right.low >= 0 && this.atLeast(a.a, b)) || (left.low >= 0 && this.atLeast(a.b, b))
      case 'sub':
        return right.high <= 0 && this.atLeast(a.a, b)
      case 'mul':
        return (
          (left.low >= 0 && right.low >= 1 && this.atLeast(a.a, b)) ||
          (right.low >= 0 && left.low >= 1 && this.atLeast(a.b, b))
        )
      default:
        return false
    }
  }

  private atMost(a: Node, b: Node): boolean {
    const { ranges } = this
    const branch = ranges.branch(a)
    if (a === b) return true
    if (branch) return this.atMost(branch, b)
    if (a.kind === 'select') return this.atMost(a.b, b) && this.atMost(a.c, b)
    if (a.kind !== 'binary') return false
    const [left, right] = [ranges.of(a.a), ranges.of(a.b)]
    const shrinks = (factor: { low: number; high: number }) => factor.low >= 0 && factor.high <= 1
    switch (a.op) {
      case 'min':
        return this.atMost(a.a, b) || this.atMost(a.b, b)
      case 'max':
        return this.atMost(a.a, b) && this.atMost(a.b, b)
      case 'add':
        return (right.high <= 0 && this.atMost(a.a, b)) || (left.high <= 0 && this.atMost(a.b, b))
      case 'sub':
        return right.low >= 0 && this.atMost(a.a, b)
      case 'mul':
        return (
          (left.low >= 0 && shrinks(right) && this.atMost(a.a, b)) ||
          (right.low >= 0 && shrinks(left) && this.atMost(a.b, b))
        )
      default:
        return false
    }
  }

  of(node: Node): Trend {
    return fold([node], this.algebra, this.known).get(node) ?? null
  }
}

const trends = (ranges: Ranges): Algebra<Trend> => ({
  const: () => 'constant',
  literal: () => 'constant',
  index: () => 'constant',
  param: (node) => (isData(node) ? null : 'constant'),
  state: () => null,
  step: () => 'up',
  draw: () => null,
  table: () => null,
  unary: (node, a) => along(a, UNARY_SLOPE[node.op](ranges.of(node.a))),
  binary(node, a, b) {
    const [inA, inB] = BINARY_SLOPES[node.op](ranges.of(node.a), ranges.of(node.b))
    return both(along(a, inA), along(b, inB))
  },
  select(node, _, b, c) {
    const branch = ranges.branch(node)
    return branch === null ? null : branch === node.b ? b : c
  },
  reduce: (node, a) => (node.op !== 'prod' || isNonnegative(ranges.of(node.a)) ? a : null),
  pick: (_, a) => a,
})

/** Does no denominator ever decrease from one step to the next? */
export function monotone(rule: RuleGraph, ranges: Ranges, trends: Trends): Answer {
  const all = denominatorsOf(rule, ranges)
  if (all.length === 0) return open('no denominator contains data')
  const loose = all.filter(({ node }) => !['up', 'constant'].includes(trends.of(node) ?? ''))
  if (loose.length === 0) return proved(`the denominator never decreases: ${formulas(rule, all)}`)
  const fall = falls(rule, loose)
  if (fall) {
    const example = `it does on random gradients from step ${fall.t - 1} to step ${fall.t}`
    return refuted(`the denominator can decrease, and ${example}: ${ruleFormula(fall.node, rule)}`)
  }
  return open(`it is open whether the denominator can decrease: ${formulas(rule, loose)}`)
}

/** The first fall of a denominator, by more than rounding, on random gradients. */
function falls(rule: RuleGraph, list: readonly Denominator[]): { node: Node; t: number } | null {
  const steps = simulate(rule, { steps: 40, probes: list.map(({ node }) => node) })
  const at = (value: number | Float64Array | undefined, k: number) =>
    typeof value === 'object' ? (value[k] ?? Number.NaN) : (value ?? Number.NaN)
  for (const [n, { t, probes }] of steps.entries()) {
    const before = steps[n - 1]
    if (!before) continue
    for (const [which, { node }] of list.entries()) {
      const size = typeof probes[which] === 'object' ? probes[which].length : 1
      for (let k = 0; k < size; k++) {
        const [a, b] = [at(before.probes[which], k), at(probes[which], k)]
        if (b < a - 1e-9 * Math.abs(a)) return { node, t }
      }
    }
  }
  return null
}
