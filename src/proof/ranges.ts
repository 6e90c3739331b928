import { reachable } from '../lang/facts.ts'
import { type Node, operands } from '../lang/graph.ts'
import { signArgument } from './patterns.ts'
import { ALL, BINARY, excludesZero, isZero, POSITIVE, point, type Range, range, UNARY, union } from './range.ts'
import type { RuleGraph } from './rule-graph.ts'

const same = (a: Range, b: Range) => a.low === b.low && a.high === b.high

/**
 * Ranges of all values of a rule, over every sequence of gradients, at its hyperparameters: interval arithmetic, with the
 * least invariant found for the states by iteration and widening to -1, 0, 1 and infinity. Rounding is left aside: what is
 * proved is proved of the rule in real numbers.
 */
export class Ranges {
  private readonly known = new Map<Node, Range>()
  private readonly states: Map<string, Range>
  private readonly rule: RuleGraph
  private readonly from: number

  constructor(rule: RuleGraph, whole: Ranges | null = null, from = 1) {
    this.rule = rule
    this.from = from
    this.states = whole ? whole.states : new Map()
    if (!whole) this.solve()
  }

  /** The ranges at the steps from `t` on. The states' stay those of all steps, for they have come through the first. */
  since(t: number): Ranges {
    return new Ranges(this.rule, this, t)
  }

  /** The nodes on which a node depends, itself included, without branches that are never taken. */
  reachable(root: Node): Set<Node> {
    const found = new Set([root])
    for (const node of found) {
      const branch = this.branch(node)
      for (const operand of branch ? [branch] : operands(node)) found.add(operand)
    }
    return found
  }

  of(node: Node): Range {
    const found = this.known.get(node)
    if (found) return found
    for (const part of [...reachable([node])].sort((a, b) => a.id - b.id)) {
      if (!this.known.has(part)) this.known.set(part, this.own(part))
    }
    return this.known.get(node) ?? ALL
  }

  /** The branch that a select always takes; null if it may be either. */
  branch(node: Node): Node | null {
    if (node.kind !== 'select') return null
    if (node.b === node.c) return node.b
    const test = this.of(node.a)
    return excludesZero(test) ? node.b : isZero(test) ? node.c : null
  }

  private own(node: Node): Range {
    const of = (operand: Node) => this.known.get(operand) ?? ALL
    switch (node.kind) {
      case 'const':
        return point(node.value)
      case 'literal':
        return range(Math.min(...node.values), Math.max(...node.values))
      case 'index':
        return range(1, Number.POSITIVE_INFINITY)
      case 'step':
        return range(this.from, Number.POSITIVE_INFINITY)
      case 'draw':
        return range(0, 1)
      case 'table':
        return ALL
      case 'state':
        return this.states.get(node.name) ?? ALL
      case 'param': {
        const value = this.rule.hyper.get(node.name)
        if (value !== undefined) return point(value)
        return node.name === 'loss' ? ALL : range(1, Number.POSITIVE_INFINITY)
      }
      case 'unary':
        return UNARY[node.op](of(node.a))
      case 'binary': {
        if (node.op === 'mul' && node.a === node.b) return BINARY.pow(of(node.a), point(2))
        return BINARY[node.op](of(node.a), of(node.b))
      }
      case 'select': {
        if (signArgument(node)) return range(-1, 1)
        const test = of(node.a)
        return excludesZero(test) ? of(node.b) : isZero(test) ? of(node.c) : union(of(node.b), of(node.c))
      }
      case 'reduce': {
        const { low, high } = of(node.a)
        if (node.op === 'min' || node.op === 'max') return range(low, high)
        if (node.op === 'prod') return low >= 0 ? POSITIVE : ALL
        // The number of coordinates is at least 1 and otherwise open.
        return range(low < 0 ? Number.NEGATIVE_INFINITY : low, high > 0 ? Number.POSITIVE_INFINITY : high)
      }
      case 'pick':
        return of(node.a)
    }
  }

  /** The states' ranges grow from the start until a step leads out of them no more. */
  private solve(): void {
    const { states } = this.rule
    for (let round = 0; ; round++) {
      let stable = true
      const found = states.map((state) => {
        const before = this.states.get(state.name)
        const starts = before ? [before] : [this.of(state.init)]
        const reached = round === 0 ? [] : [this.of(state.next), ...(state.first ? [this.of(state.first)] : [])]
        const now = [...starts, ...reached].reduce(union)
        if (before && same(before, now)) return before
        stable = false
        return before && round > 2 ? widened(before, now) : now
      })
      states.forEach((state, k) => {
        this.states.set(state.name, found[k] ?? ALL)
      })
      this.known.clear()
      if (stable) return
    }
  }
}

const LEVELS = [Number.NEGATIVE_INFINITY, -1, 0, 1, Number.POSITIVE_INFINITY]

/** The next level beyond an end that still moves, so that the iteration ends. */
function widened(before: Range, now: Range): Range {
  const low = now.low < before.low ? LEVELS.findLast((level) => level <= now.low) : now.low
  const high = now.high > before.high ? LEVELS.find((level) => level >= now.high) : now.high
  return range(low ?? Number.NEGATIVE_INFINITY, high ?? Number.POSITIVE_INFINITY)
}
