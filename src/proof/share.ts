import type { Graph } from '../lang/graph.ts'
import type { Node } from '../lang/node.ts'
import type { Sums } from './linear.ts'
import type { Ranges } from './ranges.ts'
import type { RuleGraph, RuleState } from './rule-graph.ts'
import type { Trends } from './trend.ts'

/**
 * Finds how large one value can be against another: a node r, free of data, with |a| <= r * b at every step. Proofs by form:
 * a root of a sum is at least the root of each nonnegative summand, and a sum over coordinates at least each of them.
 */
export class Shares {
  private readonly graph: Graph
  private readonly rule: RuleGraph
  private readonly ranges: Ranges
  private readonly sums: Sums
  private readonly trends: Trends

  constructor(rule: RuleGraph, ranges: Ranges, sums: Sums, trends: Trends) {
    this.graph = rule.graph
    this.rule = rule
    this.ranges = ranges
    this.sums = sums
    this.trends = trends
  }

  private nonnegative(node: Node): boolean {
    return this.ranges.of(node).low >= 0
  }

  /** The size of a factor without data. */
  size(factor: Node): Node {
    if (factor.kind === 'unary' && factor.op === 'neg') return this.size(factor.a)
    const { low, high } = this.ranges.of(factor)
    return low >= 0 ? factor : high <= 0 ? this.graph.unary('neg', factor) : this.graph.unary('abs', factor)
  }

  /** a / b, written as a product where b is a reciprocal. */
  private over(a: Node, b: Node): Node {
    const { graph } = this
    const reciprocal = b.kind === 'binary' && b.op === 'div' && b.a.kind === 'const' && b.a.value === 1
    return reciprocal ? graph.mul(a, b.b) : graph.div(a, b)
  }

  /** r with |a| <= r * b; null if the form shows none. */
  of(a: Node, b: Node): Node | null {
    const { graph } = this
    const { factor, atom } = this.sums.split(a)
    if (atom !== a) {
      const share = this.of(atom, b)
      return share && graph.mul(this.size(factor), share)
    }
    if (a.kind === 'unary' && a.op === 'abs') return this.of(a.a, b)
    const branch = this.ranges.branch(b)
    if (branch) return this.of(a, branch)
    if (b === a) return this.nonnegative(b) ? graph.const(1) : null
    if (b.kind === 'unary' && b.op === 'abs') return b.a === a ? graph.const(1) : null
    if (b.kind === 'unary' && b.op === 'sqrt') {
      const square = this.square(a, b.a)
      return square && graph.unary('sqrt', square)
    }
    return this.through(b, (part) => this.of(a, part)) ?? this.recurrence(a, b, false)
  }

  /** r with a^2 <= r * b. */
  private square(a: Node, b: Node): Node | null {
    const { graph } = this
    const { factor, atom } = this.sums.split(a)
    if (atom !== a) {
      const share = this.square(atom, b)
      const size = this.size(factor)
      return share && graph.mul(graph.mul(size, size), share)
    }
    const branch = this.ranges.branch(b)
    if (branch) return this.square(a, branch)
    if (b.kind === 'binary' && b.op === 'mul' && b.a === b.b) {
      const share = this.sums.split(b.a)
      if (share.atom !== a) return null
      const size = this.size(share.factor)
      return graph.div(graph.const(1), graph.mul(size, size))
    }
    return this.through(b, (part) => this.square(a, part)) ?? this.recurrence(a, b, true)
  }

  /** A share of b from the share of a part of it. */
  private through(b: Node, share: (part: Node) => Node | null): Node | null {
    if (b.kind === 'reduce' && (b.op === 'max' || (b.op === 'sum' && this.nonnegative(b.a)))) return share(b.a)
    if (b.kind !== 'binary') return null
    if (b.op === 'max') return share(b.a) ?? share(b.b)
    if (b.op === 'add') return this.nonnegative(b.a) && this.nonnegative(b.b) ? (share(b.a) ?? share(b.b)) : null
    const { factor, atom } = this.sums.split(b)
    if (atom === b || !this.nonnegative(factor)) return null
    const part = share(atom)
    return part && this.over(part, factor)
  }

  /**
   * The share of a moment in the moment of its inputs' sizes. Let s_t = A s_{t-1} + C u_t and q_t >= B q_{t-1} + E u_t^2 with
   * constants and s_0 = 0. If s_{t-1}^2 <= K q_{t-1}, the Cauchy-Schwarz inequality with weights B / K and E gives
   * s_t^2 <= (A^2 K / B + C^2 / E) q_t, which is K q_t for K = (C^2 / E) / (1 - A^2 / B), if A^2 < B. With q_t >= max(B q_{t-1},
   * E |u_t|) it is |s_t| <= (A K / B + C / E) q_t, so K = (C / E) / (1 - A / B), if A < B.
   */
  private recurrence(a: Node, b: Node, squared: boolean): Node | null {
    const { graph } = this
    const s = this.stateAfter(a)
    const q = this.stateAfter(b)
    const moment = s && this.moment(s)
    if (!moment || !q || !this.nonnegative(q.leaf)) return null
    const { decay: A, gain: C, input } = moment
    const weights = squared ? this.squareWeights(q, input) : this.peakWeights(q, input)
    if (!weights) return null
    const { decay: B, gain: E } = weights
    const square = (node: Node) => graph.mul(node, node)
    const [top, ratio] = squared
      ? [graph.div(square(C), E), graph.div(square(A), B)]
      : [graph.div(C, E), graph.div(A, B)]
    if (![A, B, C, E].every((node) => this.trends.of(node) === 'constant') || !(this.ranges.of(ratio).high < 1))
      return null
    return graph.div(top, graph.sub(graph.const(1), ratio))
  }

  private stateAfter(node: Node): RuleState | null {
    return this.rule.states.find(({ next }) => next === node) ?? null
  }

  /** s' = decay * s + gain * input, from s = 0. */
  private moment(state: RuleState): { decay: Node; gain: Node; input: Node } | null {
    const fromZero = state.init.kind === 'const' && state.init.value === 0
    if (!fromZero || (state.first !== null && state.first !== state.leaf)) return null
    const terms = this.sums.terms(state.next)
    const [own, rest] = [terms.find(({ atom }) => atom === state.leaf), terms.filter(({ atom }) => atom !== state.leaf)]
    const [input] = rest
    if (!own || !input || rest.length > 1 || terms.length > 2 || !this.nonnegative(own.factor)) return null
    return { decay: own.factor, gain: this.size(input.factor), input: input.atom }
  }

  /** q' >= decay * q + gain * input^2. */
  private squareWeights(q: RuleState, input: Node): { decay: Node; gain: Node } | null {
    const terms = this.sums.terms(q.next)
    const own = terms.filter(({ atom }) => atom === q.leaf)
    const others = terms.filter(({ atom }) => atom !== q.leaf)
    const [old] = own
    if (!old || own.length > 1 || !terms.every(({ factor }) => this.nonnegative(factor))) return null
    if (!others.every(({ atom }) => this.nonnegative(atom))) return null
    for (const { factor, atom } of others) {
      const inner = atom.kind === 'reduce' && atom.op === 'sum' ? atom.a : atom
      if (inner.kind === 'binary' && inner.op === 'mul' && inner.a === input && inner.b === input) {
        return { decay: old.factor, gain: factor }
      }
    }
    return null
  }

  /** q' >= max(decay * q, gain * |input|). */
  private peakWeights(q: RuleState, input: Node): { decay: Node; gain: Node } | null {
    const { next } = q
    if (next.kind !== 'binary' || next.op !== 'max') return null
    for (const [kept, fresh] of [
      [next.a, next.b],
      [next.b, next.a],
    ] as const) {
      const { factor, atom } = this.sums.split(kept)
      const share = atom === q.leaf ? this.of(input, fresh) : null
      if (share) return { decay: factor, gain: this.graph.div(this.graph.const(1), share) }
    }
    return null
  }
}
