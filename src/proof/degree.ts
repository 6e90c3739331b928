import { reachable } from '../lang/facts.ts'
import type { Node } from '../lang/graph.ts'
import { signArgument } from './patterns.ts'
import { isZero } from './range.ts'
import type { Ranges } from './ranges.ts'
import type { RuleGraph } from './rule-graph.ts'

/**
 * How a value changes when all gradients are multiplied by c > 0: by c^degree. `any` is the degree of 0 and of infinity, which
 * have every degree; null says that the value is no such power.
 */
export type Degree = number | 'any' | null

const join = (a: Degree, b: Degree): Degree => (a === 'any' ? b : b === 'any' || a === b ? a : null)
const plus = (a: Degree, b: Degree): Degree =>
  a === null || b === null ? null : a === 'any' || b === 'any' ? 'any' : a + b
const times = (a: Degree, factor: number): Degree => (typeof a === 'number' ? a * factor : a)

/**
 * Degrees of homogeneity of all values of a rule in the gradients, with those of the states as the least fixed point from
 * their starts: if each step keeps them, induction over the steps proves them. x has degree 0: its updates are asked about.
 */
export class Degrees {
  private readonly rule: RuleGraph
  private readonly ranges: Ranges
  private readonly states = new Map<string, Degree>()
  private known = new Map<Node, Degree>()
  /** Hyperparameters that stand beside something of another degree, such as eps beside a root. */
  readonly offenders = new Set<string>()

  constructor(rule: RuleGraph, ranges: Ranges) {
    this.rule = rule
    this.ranges = ranges
    for (let stable = false; !stable; ) {
      stable = true
      this.known = new Map()
      const found = rule.states.map((state) => {
        const started = this.states.has(state.name)
        const reached = [state.init, ...(state.first ? [state.first] : []), ...(started ? [state.next] : [])]
        return reached.reduce<Degree>(
          (degree, node) => this.together(degree, this.of(node), [state.init]),
          started ? (this.states.get(state.name) ?? null) : 'any',
        )
      })
      rule.states.forEach(({ name }, k) => {
        if (this.states.get(name) !== found[k] || !this.states.has(name)) stable = false
        this.states.set(name, found[k] ?? null)
      })
    }
    this.known = new Map()
    this.of(rule.moved)
  }

  of(root: Node): Degree {
    for (const node of [...reachable([root])].sort((a, b) => a.id - b.id)) {
      if (!this.known.has(node)) this.known.set(node, this.own(node))
    }
    return this.known.get(root) ?? null
  }

  private degree(node: Node): Degree {
    return this.known.get(node) ?? null
  }

  private own(node: Node): Degree {
    if (isZero(this.ranges.of(node))) return 'any'
    switch (node.kind) {
      case 'const':
        return Number.isFinite(node.value) ? 0 : 'any'
      case 'param':
        return node.name === 'loss' ? null : 0
      case 'state':
        return node.name === 'x' ? 0 : (this.states.get(node.name) ?? (this.states.has(node.name) ? null : 'any'))
      case 'table':
        return 1
      case 'unary':
        return this.unary(node.op, this.degree(node.a))
      case 'binary':
        return this.binary(node)
      case 'select': {
        const sign = signArgument(node)
        if (sign) return this.degree(sign) === null ? null : 0
        const branch = this.ranges.branch(node)
        if (branch) return this.degree(branch)
        const test = this.degree(node.a)
        return test === 0 || test === 'any' ? this.beside(node.b, node.c) : null
      }
      case 'reduce': {
        const degree = this.degree(node.a)
        return node.op !== 'prod' || degree === 0 || degree === 'any' ? degree : null
      }
      case 'pick':
        return this.degree(node.a)
      default:
        return 0
    }
  }

  private unary(op: string, a: Degree): Degree {
    if (op === 'neg' || op === 'abs') return a
    if (op === 'sqrt') return times(a, 0.5)
    // A function of a value that does not change does not change; that of 0 is one number.
    return a === 0 || a === 'any' ? 0 : null
  }

  private binary({ op, a, b }: Extract<Node, { kind: 'binary' }>): Degree {
    const [left, right] = [this.degree(a), this.degree(b)]
    switch (op) {
      case 'add':
      case 'sub':
      case 'min':
      case 'max':
        return this.beside(a, b)
      case 'mul':
        return plus(left, right)
      case 'div':
        return plus(left, times(right, -1))
      case 'pow': {
        const { low, high } = this.ranges.of(b)
        if (left === 'any') return low > 0 ? 'any' : null
        if (left === 0) return right === 0 || right === 'any' ? 0 : null
        return low === high ? times(left, low) : null
      }
      default:
        // A comparison stays as it is if both sides change by one factor.
        return this.beside(a, b) === null ? null : 0
    }
  }

  /** The degree of two values that have to have the same. */
  private beside(a: Node, b: Node): Degree {
    const [left, right] = [this.degree(a), this.degree(b)]
    return this.together(left, right, [...(right === 0 ? [] : [a]), ...(left === 0 ? [] : [b])])
  }

  /** The same of two degrees; where they differ, the hyperparameters in `blamed` may be what makes them differ. */
  private together(left: Degree, right: Degree, blamed: readonly Node[]): Degree {
    const joined = join(left, right)
    if (joined !== null || left === null || right === null) return joined
    for (const part of reachable(blamed)) {
      if (part.kind === 'param' && this.rule.hyper.has(part.name)) this.offenders.add(part.name)
    }
    return null
  }
}
