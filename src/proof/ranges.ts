import { type Algebra, fold } from '../lang/algebra/algebra.ts'
import { ALL, excludesZero, isZero, point, type Range, range, union } from '../lang/algebra/range.ts'
import { ranges } from '../lang/algebra/ranges.ts'
import { type Node, operands } from '../lang/node.ts'
import type { RuleGraph, RuleState } from './rule-graph.ts'

/** What ranges are asked about: a rule, or a whole program. */
type Recurrence = Pick<RuleGraph, 'hyper'> & {
  readonly states: readonly Pick<RuleState, 'name' | 'init' | 'first' | 'next'>[]
}

const same = (a: Range, b: Range) => a.low === b.low && a.high === b.high

/**
 * Ranges of all values of a rule, over every sequence of gradients, at its hyperparameters (or of a program, over all random numbers): interval arithmetic, with the
 * least invariant found for the states by iteration and widening to -1, 0, 1 and infinity. Rounding is left aside: what is
 * proved is proved of the rule in real numbers.
 */
export class Ranges {
  private readonly known = new Map<Node, Range>()
  private readonly states: Map<string, Range>
  private readonly rule: Recurrence
  private readonly algebra: Algebra<Range>

  constructor(rule: Recurrence, whole: Ranges | null = null, from = 1) {
    this.rule = rule
    this.states = whole ? whole.states : new Map()
    const unknown = range(1, Number.POSITIVE_INFINITY)
    this.algebra = ranges({
      step: range(from, Number.POSITIVE_INFINITY),
      state: ({ name }) => this.states.get(name) ?? ALL,
      param({ name }) {
        const value = rule.hyper.get(name)
        return value !== undefined ? point(value) : name === 'loss' ? ALL : unknown
      },
    })
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
    return this.known.get(node) ?? fold([node], this.algebra, this.known).get(node) ?? ALL
  }

  /** The branch that a select always takes; null if it may be either. */
  branch(node: Node): Node | null {
    if (node.kind !== 'select') return null
    if (node.b === node.c) return node.b
    const test = this.of(node.a)
    return excludesZero(test) ? node.b : isZero(test) ? node.c : null
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
