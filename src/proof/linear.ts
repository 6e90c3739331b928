import { isZero } from '../lang/algebra/range.ts'
import type { Node } from '../lang/node.ts'
import type { Ranges } from './ranges.ts'
import { isData, type RuleGraph } from './rule-graph.ts'

/** A summand `factor * atom`, the factor free of data. */
export interface Term {
  readonly factor: Node
  readonly atom: Node
}

/** Sums as summands, over the graph of a rule. */
export class Sums {
  private readonly rule: RuleGraph
  private readonly ranges: Ranges
  private readonly free = new Map<Node, boolean>()

  constructor(rule: RuleGraph, ranges: Ranges) {
    this.rule = rule
    this.ranges = ranges
  }

  /** Whether a node is the same for all gradients. */
  isFree(node: Node): boolean {
    const known = this.free.get(node)
    if (known !== undefined) return known
    const free = isZero(this.ranges.of(node)) || ![...this.ranges.reachable(node)].some(isData)
    this.free.set(node, free)
    return free
  }

  /** A node as factor * atom, with as much in the factor as is free of data. */
  split(node: Node): Term {
    const { graph } = this.rule
    const branch = this.ranges.branch(node)
    if (branch) return this.split(branch)
    if (node.kind === 'unary' && node.op === 'neg') {
      const { factor, atom } = this.split(node.a)
      return { factor: graph.unary('neg', factor), atom }
    }
    if (node.kind === 'binary' && node.op === 'mul' && !this.isFree(node)) {
      const [kept, taken] = this.isFree(node.a) ? [node.b, node.a] : this.isFree(node.b) ? [node.a, node.b] : []
      if (kept && taken) {
        const { factor, atom } = this.split(kept)
        return { factor: graph.mul(taken, factor), atom }
      }
    }
    if (node.kind === 'binary' && node.op === 'div' && !this.isFree(node) && this.isFree(node.b)) {
      const { factor, atom } = this.split(node.a)
      return { factor: graph.div(factor, node.b), atom }
    }
    return { factor: graph.const(1), atom: node }
  }

  /** The summands of a sum; products are not multiplied out. */
  terms(node: Node): Term[] {
    const { graph } = this.rule
    const { factor, atom } = this.split(node)
    const scaled = (part: Node, sign: 1 | -1): Term[] =>
      this.terms(part).map((term) => ({
        factor: graph.mul(sign === 1 ? factor : graph.unary('neg', factor), term.factor),
        atom: term.atom,
      }))
    const whole = factor.kind === 'const'
    if (whole && atom.kind === 'binary' && atom.op === 'add') return [...scaled(atom.a, 1), ...scaled(atom.b, 1)]
    if (whole && atom.kind === 'binary' && atom.op === 'sub') return [...scaled(atom.a, 1), ...scaled(atom.b, -1)]
    return [{ factor, atom }]
  }
}
