import { type Algebra, apply } from '../lang/algebra/algebra.ts'
import { isZero } from '../lang/algebra/range.ts'
import { inOrder, reachable } from '../lang/facts.ts'
import type { Node, NodeOf, UnaryOp } from '../lang/node.ts'
import { signArgument } from '../lang/patterns.ts'
import type { Ranges } from './ranges.ts'
import { isData, type RuleGraph } from './rule-graph.ts'

/**
 * How a value changes when all gradients are multiplied by c > 0: by c^degree. `any` is the degree of 0 and of infinity, which
 * have every degree; null says that the value is no such power.
 */
export type Degree = number | 'any' | null

const join = (a: Degree, b: Degree): Degree => (a === 'any' ? b : b === 'any' || a === b ? a : null)
const plus = (a: Degree, b: Degree): Degree =>
  a === null || b === null ? null : a === 'any' || b === 'any' ? 'any' : a + b
const times = (a: Degree, factor: number): Degree => (typeof a === 'number' ? a * factor : a)
/** `degree`, if the value does not change; that of 0 is one number. */
const fixed = (a: Degree, degree: Degree): Degree => (a === 0 || a === 'any' ? degree : null)
const invariant = (a: Degree): Degree => fixed(a, 0)

const UNARY: Readonly<Record<UnaryOp, (a: Degree) => Degree>> = {
  neg: (a) => a,
  abs: (a) => a,
  sqrt: (a) => times(a, 0.5),
  floor: invariant,
  exp: invariant,
  log: invariant,
  sin: invariant,
  cos: invariant,
  tan: invariant,
  tanh: invariant,
}

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
    for (const node of inOrder([root], (found) => this.known.has(found))) {
      const zero = isZero(this.ranges.of(node))
      this.known.set(node, zero ? 'any' : apply(this.algebra, node, (operand) => this.known.get(operand) ?? null))
    }
    return this.known.get(root) ?? null
  }

  private readonly algebra: Algebra<Degree> = {
    const: (node) => (Number.isFinite(node.value) ? 0 : 'any'),
    literal: () => 0,
    index: () => 0,
    param: (node) => (isData(node) ? null : 0),
    state: ({ name }) => (name === 'x' ? 0 : this.states.has(name) ? (this.states.get(name) ?? null) : 'any'),
    step: () => 0,
    draw: () => 0,
    table: () => 1,
    unary: (node, a) => UNARY[node.op](a),
    binary: (node, a, b) => this.binary(node, a, b),
    select: (node, test, b, c) => {
      const sign = signArgument(node)
      if (sign) return this.known.get(sign) === null ? null : 0
      const branch = this.ranges.branch(node)
      if (branch) return branch === node.b ? b : c
      return test === 0 || test === 'any' ? this.beside(node, b, c) : null
    },
    reduce: (node, a) => (node.op === 'prod' ? fixed(a, a) : a),
    pick: (_, a) => a,
  }

  private binary(node: NodeOf<'binary'>, left: Degree, right: Degree): Degree {
    switch (node.op) {
      case 'add':
      case 'sub':
      case 'min':
      case 'max':
        return this.beside(node, left, right)
      case 'mul':
        return plus(left, right)
      case 'div':
        return plus(left, times(right, -1))
      case 'pow': {
        const { low, high } = this.ranges.of(node.b)
        if (left === 'any') return low > 0 ? 'any' : null
        if (left === 0) return fixed(right, 0)
        return low === high ? times(left, low) : null
      }
      // A comparison stays as it is if both sides change by one factor.
      case 'lt':
      case 'le':
      case 'gt':
      case 'ge':
      case 'eq':
      case 'ne':
        return this.beside(node, left, right) === null ? null : 0
    }
  }

  /** The degree of two values that have to have the same. */
  private beside(node: NodeOf<'binary' | 'select'>, left: Degree, right: Degree): Degree {
    const [a, b] = node.kind === 'binary' ? [node.a, node.b] : [node.b, node.c]
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
