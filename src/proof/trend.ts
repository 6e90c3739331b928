import type { Node } from '../lang/graph.ts'
import { type Answer, open, proved, refuted } from './answer.ts'
import { type Denominator, denominatorsOf, formulas } from './denominators.ts'
import { describe } from './describe.ts'
import type { Ranges } from './ranges.ts'
import type { RuleGraph, RuleState } from './rule-graph.ts'
import { simulate } from './simulate.ts'

/** How a value moves from step to step, whatever the gradients are; null if it may do anything. */
export type Trend = 'constant' | 'up' | 'down' | null

const opposite = (trend: Trend): Trend => (trend === 'up' ? 'down' : trend === 'down' ? 'up' : trend)

/** The trend of what moves with both. */
function both(a: Trend, b: Trend): Trend {
  if (a === 'constant') return b
  return b === 'constant' || a === b ? a : null
}

/** Finds values that never decrease, or never increase, from step to step. */
export class Trends {
  private readonly ranges: Ranges
  private readonly known = new Map<Node, Trend>()
  private readonly growing: ReadonlySet<Node>
  private readonly shrinking: ReadonlySet<Node>

  constructor(rule: RuleGraph, ranges: Ranges) {
    this.ranges = ranges
    // A state that never decreases does not do so before the step nor after it.
    const both = ({ leaf, next }: RuleState) => (next === leaf ? [leaf] : [leaf, next])
    this.growing = new Set(rule.states.filter(({ next, leaf }) => this.atLeast(next, leaf)).flatMap(both))
    this.shrinking = new Set(rule.states.filter(({ next, leaf }) => this.atMost(next, leaf)).flatMap(both))
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
    const found = this.known.get(node)
    if (found !== undefined) return found
    const trend = this.proved(node) ?? this.own(node)
    this.known.set(node, trend)
    return trend
  }

  /** The trend of a state, before or after the step, that its recurrence shows. */
  private proved(node: Node): Trend {
    if (!this.growing.has(node)) return this.shrinking.has(node) ? 'down' : null
    return this.shrinking.has(node) ? 'constant' : 'up'
  }

  private own(node: Node): Trend {
    switch (node.kind) {
      case 'const':
      case 'literal':
      case 'index':
        return 'constant'
      case 'param':
        return node.name === 'loss' ? null : 'constant'
      case 'step':
        return 'up'
      case 'state':
      case 'draw':
      case 'table':
        return null
      case 'unary':
        return this.unary(node)
      case 'binary':
        return this.binary(node)
      case 'select': {
        const branch = this.ranges.branch(node)
        return branch ? this.of(branch) : null
      }
      case 'reduce': {
        const { low } = this.ranges.of(node.a)
        return node.op !== 'prod' || low >= 0 ? this.of(node.a) : null
      }
      case 'pick':
        return this.of(node.a)
    }
  }

  private unary({ op, a }: Extract<Node, { kind: 'unary' }>): Trend {
    const trend = this.of(a)
    const { low, high } = this.ranges.of(a)
    if (trend === 'constant') return trend
    if (op === 'neg') return opposite(trend)
    if (op === 'abs') return low >= 0 ? trend : high <= 0 ? opposite(trend) : null
    return op === 'sin' || op === 'cos' || op === 'tan' ? null : trend
  }

  private binary({ op, a, b }: Extract<Node, { kind: 'binary' }>): Trend {
    const [left, right] = [this.of(a), this.of(b)]
    if (left === 'constant' && right === 'constant') return 'constant'
    const [x, y] = [this.ranges.of(a), this.ranges.of(b)]
    /** The trend of a operand that is multiplied by something of one sign. */
    const signed = (trend: Trend, factor: { low: number; high: number }): Trend =>
      trend === 'constant' ? trend : factor.low >= 0 ? trend : factor.high <= 0 ? opposite(trend) : null
    switch (op) {
      case 'add':
      case 'min':
      case 'max':
        return both(left, right)
      case 'sub':
        return both(left, opposite(right))
      case 'mul':
        return both(signed(left, y), signed(right, x))
      case 'div':
        // 1 / b goes against b where b keeps its sign.
        return y.low >= 0 || y.high <= 0 ? both(signed(left, y), signed(opposite(right), x)) : null
      case 'pow': {
        if (x.low < 0) return null
        const byBase = signed(left, y)
        const byExponent = right === 'constant' ? right : x.low >= 1 ? right : x.high <= 1 ? opposite(right) : null
        return both(byBase, byExponent)
      }
      case 'gt':
      case 'ge':
        return both(left, opposite(right))
      case 'lt':
      case 'le':
        return both(opposite(left), right)
      default:
        return null
    }
  }
}

/** Does no denominator ever decrease from one step to the next? */
export function monotone(rule: RuleGraph, ranges: Ranges, trends: Trends): Answer {
  const all = denominatorsOf(rule, ranges)
  if (all.length === 0) return open('no denominator contains data')
  const loose = all.filter(({ node }) => !['up', 'constant'].includes(trends.of(node) ?? ''))
  if (loose.length === 0) return proved(`the denominator never decreases: ${formulas(rule, all)}`)
  const fall = falls(rule, loose)
  if (fall) {
    const example = `it does on random gradients from step ${fall.t - 1} to step ${fall.t}`
    return refuted(`the denominator can decrease, and ${example}: ${describe(fall.node, rule)}`)
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
