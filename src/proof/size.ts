import { isZero } from '../lang/algebra/range.ts'
import { reachable } from '../lang/facts.ts'
import type { Graph } from '../lang/graph.ts'
import type { Node } from '../lang/node.ts'
import { isOneMinus, signArgument } from '../lang/patterns.ts'
import type { Sums } from './linear.ts'
import type { Ranges } from './ranges.ts'
import type { RuleGraph, RuleState } from './rule-graph.ts'
import type { Shares } from './share.ts'
import type { Trends } from './trend.ts'

/** Finds bounds of absolute values that hold for all gradients: nodes without data, such as `lr` or `lr * t^0.25`. */
export class Sizes {
  private readonly rule: RuleGraph
  private readonly graph: Graph
  private readonly ranges: Ranges
  private readonly sums: Sums
  private readonly trends: Trends
  private readonly shares: Shares
  /** Bounds of states before and after a step; null while it is looked for, and where there is none. */
  private readonly states = new Map<RuleState, Node | null>()

  constructor(rule: RuleGraph, ranges: Ranges, sums: Sums, trends: Trends, shares: Shares) {
    this.rule = rule
    this.graph = rule.graph
    this.ranges = ranges
    this.sums = sums
    this.trends = trends
    this.shares = shares
  }

  /** A node without data that is at least the absolute value of `node`; null if neither form nor range shows one. */
  of(node: Node): Node | null {
    return this.formal(node) ?? this.numeric(node)
  }

  private numeric(node: Node): Node | null {
    const { low, high } = this.ranges.of(node)
    const most = Math.max(-low, high)
    return Number.isFinite(most) ? this.graph.const(most) : null
  }

  private formal(node: Node): Node | null {
    const { graph, ranges } = this
    if (isZero(ranges.of(node))) return graph.const(0)
    const branch = ranges.branch(node)
    if (branch) return this.of(branch)
    if (this.sums.isFree(node)) return this.free(node)
    if (signArgument(node)) return graph.const(1)
    switch (node.kind) {
      case 'state':
        return this.state(this.rule.states.find(({ leaf }) => leaf === node))
      case 'unary': {
        if (node.op === 'sin' || node.op === 'cos' || node.op === 'tanh') return graph.const(1)
        const inner = node.op === 'neg' || node.op === 'abs' || node.op === 'sqrt' ? this.of(node.a) : null
        return inner && (node.op === 'sqrt' ? graph.unary('sqrt', inner) : inner)
      }
      case 'binary':
        return this.state(this.rule.states.find(({ next }) => next === node)) ?? this.binary(node)
      case 'select': {
        const known = this.state(this.rule.states.find(({ next }) => next === node))
        const [yes, no] = known ? [] : [this.of(node.b), this.of(node.c)]
        return known ?? (yes && no ? this.larger(yes, no) : null)
      }
      case 'reduce':
        return node.op === 'min' || node.op === 'max' ? this.of(node.a) : null
      case 'pick':
        return this.of(node.a)
      default:
        return null
    }
  }

  /** The bound of a value without data: itself, if it is not random. */
  private free(node: Node): Node | null {
    const random = [...reachable([node])].some(({ kind }) => kind === 'draw')
    if (!random) return this.shares.size(node)
    const most = this.numeric(node)
    if (most) return most
    if (node.kind !== 'binary' || node.op !== 'mul') return null
    const [a, b] = [this.of(node.a), this.of(node.b)]
    return a && b && this.graph.mul(a, b)
  }

  private binary(node: Extract<Node, { kind: 'binary' }>): Node | null {
    const { graph } = this
    const { op, a, b } = node
    switch (op) {
      case 'add':
      case 'sub': {
        const [left, right] = [this.of(a), this.of(b)]
        return left && right && (this.blend(node) ?? this.sum(left, right))
      }
      case 'mul': {
        const clipped = this.absorbed(a, b) ?? this.absorbed(b, a)
        if (clipped) return clipped
        const [left, right] = [this.of(a), this.of(b)]
        return left && right && graph.mul(left, right)
      }
      case 'div': {
        const share = this.shares.of(a, b)
        if (share) return share
        const [size, least] = [this.of(a), this.low(b)]
        return size && least && this.ranges.of(least).low > 0 ? graph.div(size, least) : null
      }
      case 'min':
      case 'max': {
        const [low, high] = [this.low(node), this.high(node)]
        return low && high && this.larger(this.shares.size(low), this.shares.size(high))
      }
      case 'pow':
        return null
      default:
        return graph.const(1)
    }
  }

  private sum(a: Node, b: Node): Node {
    return isZero(this.ranges.of(a)) ? b : isZero(this.ranges.of(b)) ? a : this.graph.add(a, b)
  }

  /** c p + (1 - c) q with 0 <= c <= 1 is no larger than the larger of p and q. */
  private blend(node: Node): Node | null {
    const terms = this.sums.terms(node)
    const [first, second] = terms
    if (!first || !second || terms.length > 2) return null
    const { low, high } = this.ranges.of(first.factor)
    const complements = isOneMinus(second.factor) === first.factor || isOneMinus(first.factor) === second.factor
    const [p, q] = complements && low >= 0 && high <= 1 ? [this.of(first.atom), this.of(second.atom)] : []
    return p && q ? this.larger(p, q) : null
  }

  /** The size of a * b where b divides by something that a is a part of: g * min(1, c / norm(g)). */
  private absorbed(a: Node, b: Node): Node | null {
    if (b.kind !== 'binary') return null
    if (b.op === 'div') {
      const [share, top] = [this.shares.of(a, b.b), this.of(b.a)]
      return share && top && this.graph.mul(top, share)
    }
    if (b.op === 'min' && this.ranges.of(b).low >= 0) return this.absorbed(a, b.a) ?? this.absorbed(a, b.b)
    return null
  }

  private larger(a: Node, b: Node): Node {
    const [x, y] = [this.ranges.of(a), this.ranges.of(b)]
    return a === b || x.low >= y.high ? a : y.low >= x.high ? b : this.graph.binary('max', a, b)
  }

  private smaller(a: Node, b: Node): Node {
    const [x, y] = [this.ranges.of(a), this.ranges.of(b)]
    return a === b || x.high <= y.low ? a : y.high <= x.low ? b : this.graph.binary('min', a, b)
  }

  /** A node without data that is at least `node`. */
  private high(node: Node): Node | null {
    if (node.kind === 'binary' && (node.op === 'min' || node.op === 'max')) {
      const [a, b] = [this.high(node.a), this.high(node.b)]
      if (node.op === 'max') return a && b && this.larger(a, b)
      return a && b ? this.smaller(a, b) : (a ?? b)
    }
    return this.steady(node) ? node : this.of(node)
  }

  /** A node without data that is at most `node`. */
  private low(node: Node): Node | null {
    const { graph } = this
    if (node.kind === 'binary' && (node.op === 'min' || node.op === 'max')) {
      const [a, b] = [this.low(node.a), this.low(node.b)]
      if (node.op === 'min') return a && b && this.smaller(a, b)
      return a && b ? this.larger(a, b) : (a ?? b)
    }
    if (this.steady(node)) return node
    if (node.kind === 'binary' && node.op === 'add') {
      const [a, b] = [this.low(node.a), this.low(node.b)]
      return a && b && this.sum(a, b)
    }
    if (this.ranges.of(node).low >= 0) return graph.const(Math.min(this.ranges.of(node).low, Number.MAX_VALUE))
    const size = this.of(node)
    return size && graph.unary('neg', size)
  }

  /** Neither data nor random. */
  private steady(node: Node): boolean {
    return this.sums.isFree(node) && ![...reachable([node])].some(({ kind }) => kind === 'draw')
  }

  private state(state: RuleState | undefined): Node | null {
    if (!state) return null
    const known = this.states.get(state)
    if (known !== undefined) return known
    this.states.set(state, null)
    const bound = this.invariant(state, state.next)
    this.states.set(state, bound && this.starts(state, bound) ? bound : null)
    return this.states.get(state) ?? null
  }

  /** The start is within a bound: it is 0, and `init` leaves it there. */
  private starts({ init, first, leaf }: RuleState, bound: Node): boolean {
    const zero = isZero(this.ranges.of(init)) && (first === null || first === leaf)
    return zero && ['constant', 'up'].includes(this.trends.of(bound) ?? '')
  }

  /**
   * A bound that a step keeps, if it does not decrease with t: for A s + (1 - A) u the bound of u; for A s + r the bound of r
   * over 1 - A, with A constant, 0 <= A < 1; without s the bound of the node itself.
   */
  private invariant(state: RuleState, next: Node): Node | null {
    const { graph, ranges } = this
    if (!ranges.reachable(next).has(state.leaf)) return next === state.next ? this.opened(next) : this.of(next)
    const branch = ranges.branch(next)
    if (branch) return this.invariant(state, branch)
    if (next.kind === 'select') {
      const [yes, no] = [this.invariant(state, next.b), this.invariant(state, next.c)]
      return yes && no && this.larger(yes, no)
    }
    const terms = this.sums.terms(next)
    const own = terms.filter(({ atom }) => atom === state.leaf)
    const rest = terms.filter(({ atom }) => atom !== state.leaf)
    const [old] = own
    if (!old || own.length > 1 || rest.some(({ atom }) => ranges.reachable(atom).has(state.leaf))) return null
    const { low, high } = ranges.of(old.factor)
    if (!(low >= 0 && high <= 1) || this.trends.of(old.factor) !== 'constant') return null
    const [only] = rest
    if (only && rest.length === 1 && isOneMinus(only.factor) === old.factor) return this.of(only.atom)
    const sizes = rest.map(({ factor, atom }) => {
      const size = this.of(atom)
      return size && graph.mul(this.shares.size(factor), size)
    })
    const sum = sizes.length === 0 ? graph.const(0) : sizes.reduce((a, b) => a && b && this.sum(a, b))
    return sum && high < 1 ? graph.div(sum, graph.sub(graph.const(1), old.factor)) : null
  }

  /** The bound of a state's new value by its own form, not by the state's. */
  private opened(node: Node): Node | null {
    return node.kind === 'binary' ? this.binary(node) : this.of(node)
  }
}
