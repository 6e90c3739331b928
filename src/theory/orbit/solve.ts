import { spend } from '../../budget/meter.ts'
import { inOrder, reachable } from '../../lang/facts.ts'
import { type Node, operands } from '../../lang/node.ts'
import { oneMinusPower } from '../oracles/powers.ts'
import { type Cell, cells, type Leaves } from './cells.ts'
import { delayOf } from './increments.ts'
import type { Numbers } from './numbers.ts'
import { groups } from './order.ts'
import { checkForgetful, unsettled } from './problem.ts'
import { fixedLeaves, type LateRule, type LateState, rootsOf } from './rule.ts'
import { slopeOf } from './slope.ts'

/** What a cell costs at a phase. */
const OPERATIONS = 1
/** Periods that are tried, and phases, before a state counts as one that does not settle. */
const PATIENCE = { periods: 1e6, phases: 3e7 }
/** States that change by less than this are as near to their orbit as they will come, once as many periods have passed again. */
const STILL = 2 ** -50

/** Finds states on their orbit, phase by phase, on periodic gradients. */
export class Orbit<V> {
  /** States after each phase. */
  readonly states = new Map<string, readonly V[]>()
  private readonly known: Map<Node, Cell<V>>
  /** Cells that read what has been found. */
  private readonly found: Cell<V>[] = []
  private readonly now = new Map<string, Cell<V>>()
  private readonly zero: V
  private phase = 0

  constructor(
    private readonly numbers: Numbers<V>,
    private readonly rule: LateRule,
    private readonly gradients: readonly V[],
  ) {
    const { fixed } = rule
    const roots = rootsOf(rule)
    // Only where something that moves begins: what is behind, such as the step, may have no room among the doubles.
    const used = new Set([...roots, ...inOrder(roots).flatMap((node) => (fixed.has(node) ? [] : operands(node)))])
    this.known = new Map(
      [...fixed].flatMap(([node, { value }]) => (used.has(node) ? [[node, numbers.cell(numbers.fit(value))]] : [])),
    )
    this.zero = numbers.of(0)
    for (const group of groups(rule.states)) this.solve(group)
  }

  /** Goes through a period; after each phase the cells of some nodes have their values there. */
  private period(nodes: readonly Node[], each: (values: readonly Cell<V>[]) => void, from = 0): void {
    const { of, added } = cells(this.numbers, nodes, this.leaves(), new Map(this.known))
    const asked = nodes.map(of)
    const all = [...this.found, ...added.map(([, cell]) => cell)]
    spend(OPERATIONS * added.length * this.gradients.length)
    const P = this.gradients.length
    for (let k = 0; k < P; k++) {
      this.phase = (from + k) % P
      for (const cell of all) cell.compute()
      each(asked)
    }
  }

  private leaves(): Leaves<V> {
    const before = (sequence: readonly V[], n: number) => {
      const back = n % sequence.length
      return sequence[this.phase >= back ? this.phase - back : this.phase - back + sequence.length] as V
    }
    return {
      ...fixedLeaves(this.numbers, this.rule.param),
      state: ({ name }) => {
        const held = this.now.get(name)
        const sequence = this.states.get(name)
        return (
          held ?? (sequence ? this.numbers.cell(this.zero, () => before(sequence, 1)) : this.numbers.cell(this.zero))
        )
      },
      table: ({ name }) => {
        const n = delayOf(name)
        return this.numbers.cell(this.zero, () => before(this.gradients, n))
      },
    }
  }

  private solve(group: readonly LateState[]): void {
    const [state, ...others] = group
    if (!state) return
    const slope = slopeOf(this.rule.graph, state.next, state.leaf)
    if (others.length > 0 || slope === 'bent') this.iterate(group)
    else this.settle(state, slope)
    for (const { name, next } of group) {
      const sequence = this.states.get(name) as readonly V[]
      const cell = this.numbers.cell(this.zero, () => sequence[this.phase] as V)
      this.known.set(next, cell)
      this.found.push(cell)
    }
  }

  /**
   * Exactly: a period that starts from 0 ends at z, from y at A y + z, A the product of the slopes. The orbit is the fixed point
   * y = z / (1 - A), and another period from there visits it. Every start tends to it if |A| < 1.
   */
  private settle({ name, next }: LateState, slope: Node | null): void {
    const cell = this.hold(name)
    const factors: number[] = []
    const factor = slope ?? this.rule.graph.const(0)
    const from = this.beginning(next)
    this.period(
      [next, factor],
      ([value, a]) => {
        cell.value = (value as Cell<V>).value
        factors.push(this.numbers.double((a as Cell<V>).value))
      },
      from,
    )
    const gap = oneMinusProduct(factors)
    if (!(gap > 0 && gap < 2)) throw unsettled([name], 'keeps what it was')
    const { of, binary } = this.numbers
    this.record([{ name, next }], [binary.div(cell.value, of(gap))], from)
  }

  /** A state that knows the gradients as they were n steps ago begins n steps later, so that its orbit is that of no delay, to the bit. */
  private beginning(next: Node): number {
    const delays = [...reachable([next])].flatMap((node) => (node.kind === 'table' ? [delayOf(node.name)] : []))
    return delays.length > 0 ? Math.min(...delays) % this.gradients.length : 0
  }

  /** By running, from the start of the rule, with the states that are known already on their orbit. */
  private iterate(group: readonly LateState[]): void {
    checkForgetful(group)
    let values = this.starts(group)
    let enough = Number.POSITIVE_INFINITY
    for (let n = 1; n < 2 * enough; n++) {
      if (n > PATIENCE.periods || n * this.gradients.length > PATIENCE.phases)
        throw unsettled(
          group.map(({ name }) => name),
          `still ${group.length > 1 ? 'change' : 'changes'} after ${n} periods`,
        )
      const next = this.record(group, values)
      const changes = next.map((value, k) => this.change(value, values[k] as V))
      values = next
      if (changes.every((change) => change === 0)) return
      enough = changes.every((change) => change <= STILL) ? Math.min(enough, n) : Number.POSITIVE_INFINITY
    }
  }

  /** The difference of two numbers, relative to the first. */
  private change(a: V, b: V): number {
    const { double, binary } = this.numbers
    const difference = binary.sub(a, b)
    return double(difference) === 0 ? 0 : Math.abs(double(binary.div(difference, a)))
  }

  private starts(group: readonly LateState[]): V[] {
    const holds = group.map(({ name }) => this.hold(name))
    const once = (nodes: readonly Node[]) => {
      const { of, added } = cells(this.numbers, nodes, this.leaves(), new Map(this.known))
      this.phase = 0
      for (const cell of this.found) cell.compute()
      for (const [, cell] of added) cell.compute()
      return nodes.map((node) => of(node).value)
    }
    const zero = once(group.map(({ init }) => init))
    holds.forEach((cell, k) => {
      cell.value = zero[k] as V
    })
    const first = once(group.map(({ first: node, leaf }) => node ?? leaf))
    for (const { name } of group) this.now.delete(name)
    return first
  }

  private hold(name: string): Cell<V> {
    const cell = this.numbers.cell(this.zero)
    this.now.set(name, cell)
    return cell
  }

  /** One period from given values: it is kept, and where it ends. */
  private record(group: readonly Pick<LateState, 'name' | 'next'>[], start: readonly V[], from = 0): V[] {
    const holds = group.map(({ name }) => this.hold(name))
    holds.forEach((cell, k) => {
      cell.value = start[k] as V
    })
    const sequences = group.map(() => this.gradients.map(() => this.zero))
    this.period(
      group.map(({ next }) => next),
      (values) => {
        for (let k = 0; k < values.length; k++) {
          const { value } = values[k] as Cell<V>
          ;(sequences[k] as V[])[this.phase] = value
          ;(holds[k] as Cell<V>).value = value
        }
      },
      from,
    )
    group.forEach(({ name }, k) => {
      this.now.delete(name)
      this.states.set(name, sequences[k] as V[])
    })
    return holds.map(({ value }) => value)
  }

  /** The displacements towards falling x, phase by phase; null if the rule does not move x by what is free of x. */
  steps(): readonly V[] | null {
    const { graph, moved, x } = this.rule
    const slope = slopeOf(graph, moved, x)
    if (slope === null || slope === 'bent') return null
    const found: V[] = []
    let moves = true
    this.period([moved, slope], ([value, factor]) => {
      moves &&= this.numbers.double((factor as Cell<V>).value) === 1
      found.push(this.numbers.unary.neg((value as Cell<V>).value))
    })
    return moves ? found : null
  }
}

/** 1 - a_1 a_2 ... without cancellation. */
function oneMinusProduct(factors: readonly number[]): number {
  const [first = 0] = factors
  const sign = factors.reduce((so, a) => so * Math.sign(a), 1)
  if (sign === 0) return 1
  const size = factors.every((a) => a === first)
    ? oneMinusPower(Math.abs(first), factors.length)
    : -Math.expm1(factors.reduce((sum, a) => sum + Math.log(Math.abs(a)), 0))
  return sign > 0 ? size : 2 - size
}
