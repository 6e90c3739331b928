import { REDUCE } from '../lang/evaluate.ts'
import { EXACT_BINARY, EXACT_UNARY } from '../lang/exact.ts'
import { type Node, operands } from '../lang/graph.ts'
import { reducePowers } from './powers.ts'
import type { Lane, Program, State, Step } from './program.ts'
import { uniform } from './random/philox.ts'
import { programNodes, stepRoots } from './roots.ts'
import { loadMath } from './wasm/host-math.ts'

/** One number a lane, or d numbers a lane, one lane after the other. */
type Values = Float64Array

const MOVING: ReadonlySet<Node['kind']> = new Set(['state', 'step', 'draw', 'table'])

/**
 * Lanes that run together without a kernel: every node is computed for all lanes before the next one. For a few thousand
 * lane-steps this is done before a kernel is compiled. Bits are those of `interpret` and so of the kernel.
 */
export class Batch {
  private readonly program: Program
  private readonly values = new Map<Node, Values>()
  private readonly current: Map<string, Values>
  private readonly plans: { readonly first: readonly (() => void)[] | null; readonly step: readonly (() => void)[] }
  private readonly divergedAt: Float64Array
  private made = 0

  /** @param lanes at least one */
  constructor(
    source: Program,
    private readonly lanes: readonly Lane[],
  ) {
    this.program = reducePowers(source)
    const { states, first, step } = this.program
    this.divergedAt = new Float64Array(lanes.length)
    this.current = new Map(
      states.map((state) => [state.name, new Float64Array(lanes.length * this.width(state.shape))]),
    )
    const fixed = new Set<Node>()
    const rules = new Map<Node, () => void>()
    for (const node of programNodes(this.program)) {
      const out =
        node.kind === 'state'
          ? (this.current.get(node.name) as Values)
          : new Float64Array(lanes.length * this.width(node.shape))
      this.values.set(node, out)
      const compute = this.rule(node, out)
      rules.set(node, compute)
      if (MOVING.has(node.kind) || operands(node).some((operand) => !fixed.has(operand))) continue
      fixed.add(node)
      compute()
    }
    const plan = (body: Step) => needed(stepRoots(body, false), fixed).map((node) => rules.get(node) as () => void)
    this.plans = { first: first && plan(first), step: plan(step) }
    // Initial values depend on parameters and the coordinate only.
    this.store(states.map(({ init }) => init))
  }

  /** Runs the steps up to `to`; nothing happens if that is the current one. */
  advance(to: number): void {
    while (this.made < to) {
      this.made++
      const { first, step } = this.program
      const isFirst = this.made === 1 && first !== null
      for (const compute of isFirst && this.plans.first ? this.plans.first : this.plans.step) compute()
      this.store((isFirst ? first : step).next)
      for (const state of this.program.states) if (state.watched) this.watch(state)
    }
  }

  /** A state after the last step: lanes x 1 or lanes x d numbers; NaN for lanes that diverged. */
  state(name: string): Float64Array {
    const width = this.named(name).length / this.lanes.length
    const seen = new Float64Array(this.lanes.length * width)
    this.lanes.forEach((_, lane) => {
      this.readState(name, lane, seen.subarray(lane * width, (lane + 1) * width))
    })
    return seen
  }

  /** Writes the 1 or d numbers of one lane of a state into `values`. */
  readState(name: string, lane: number, values: Float64Array): void {
    const width = values.length
    if ((this.divergedAt[lane] as number) > 0) values.fill(Number.NaN)
    else values.set(this.named(name).subarray(lane * width, (lane + 1) * width))
  }

  private named(name: string): Float64Array {
    const values = this.current.get(name)
    if (!values) throw new RangeError(`the program has no state '${name}'`)
    return values
  }

  private width(shape: Node['shape']): number {
    return shape === 'vector' ? this.program.dimension : 1
  }

  /** Replaces all states at once: each of `next` is a function of the states as they were. */
  private store(next: readonly Node[]): void {
    const { states } = this.program
    const found = states.map(({ shape }, k) => {
      const node = next[k] as Node
      const values = this.values.get(node) as Values
      if (node.shape === shape) return values.slice()
      const { dimension } = this.program
      return new Float64Array(this.lanes.length * dimension).map(
        (_, at) => values[Math.floor(at / dimension)] as number,
      )
    })
    states.forEach(({ name }, k) => {
      this.current.get(name)?.set(found[k] as Values)
    })
  }

  private watch({ name, shape }: State): void {
    const values = this.current.get(name) as Values
    const width = this.width(shape)
    for (let at = 0; at < values.length; at++) {
      const lane = Math.floor(at / width)
      if (!Number.isFinite(values[at]) && this.divergedAt[lane] === 0) this.divergedAt[lane] = this.made
    }
  }

  /** What computes a node for all lanes, once its operands are. */
  private rule(node: Node, out: Values): () => void {
    const { lanes, program } = this
    const width = this.width(node.shape)
    const each = (value: (lane: number, k: number) => number) => () => {
      let at = 0
      for (let lane = 0; lane < lanes.length; lane++) for (let k = 0; k < width; k++) out[at++] = value(lane, k)
    }
    switch (node.kind) {
      case 'const':
        return each(() => node.value)
      case 'literal':
        return each((_, k) => node.values[k] ?? Number.NaN)
      case 'index':
        return each((_, k) => k + 1)
      case 'param': {
        const index = program.params.indexOf(node.name)
        return each((lane) => lanes[lane]?.params[index] ?? Number.NaN)
      }
      case 'state':
        return () => {}
      case 'step':
        return each(() => this.made)
      case 'draw':
        return each((lane, k) => {
          const { seed } = lanes[lane] as Lane
          return uniform(seed, node.stream, this.made, node.shape === 'vector' ? k + 1 : 0, node.number)
        })
      case 'table': {
        const data = program.tables[node.name]?.data ?? new Float64Array()
        return each((_, k) => data[(this.made - 1) * program.dimension + k] ?? Number.NaN)
      }
      case 'unary':
        return this.unary({ ...loadMath(), ...EXACT_UNARY }[node.op], this.operand(node.a), width, out)
      case 'binary': {
        const f = node.op === 'pow' ? loadMath().pow : EXACT_BINARY[node.op]
        return this.binary(f, this.operand(node.a), this.operand(node.b), width, out)
      }
      case 'select': {
        const [a, b, c] = [this.operand(node.a), this.operand(node.b), this.operand(node.c)]
        return each((lane, k) => read(read(a, lane, k) !== 0 ? b : c, lane, k))
      }
      case 'reduce': {
        const [[start, join], a] = [REDUCE[node.op], this.operand(node.a)]
        return each((lane) => {
          let total = start
          for (let k = 0; k < program.dimension; k++) total = join(total, read(a, lane, k))
          return total
        })
      }
      case 'pick': {
        const a = this.operand(node.a)
        return each((lane) => read(a, lane, node.k - 1))
      }
    }
  }

  // The two operations that nearly all of a rule consists of have loops of their own: one call a number, not three.

  private unary(f: (a: number) => number, a: Operand, width: number, out: Values): () => void {
    const count = this.lanes.length
    return () => {
      let at = 0
      for (let lane = 0; lane < count; lane++) {
        for (let k = 0, i = lane * a.lane; k < width; k++, i += a.coordinate) out[at++] = f(a.values[i] as number)
      }
    }
  }

  private binary(f: (a: number, b: number) => number, a: Operand, b: Operand, width: number, out: Values): () => void {
    const count = this.lanes.length
    const [x, y] = [a.values, b.values]
    return () => {
      let at = 0
      for (let lane = 0; lane < count; lane++) {
        let i = lane * a.lane
        let j = lane * b.lane
        for (let k = 0; k < width; k++) {
          out[at++] = f(x[i] as number, y[j] as number)
          i += a.coordinate
          j += b.coordinate
        }
      }
    }
  }

  private operand(node: Node): Operand {
    const values = this.values.get(node) as Values
    return node.shape === 'vector'
      ? { values, lane: this.program.dimension, coordinate: 1 }
      : { values, lane: 1, coordinate: 0 }
  }
}

/** Where a node's numbers stand: steps from lane to lane and from coordinate to coordinate; 0 if these share one. */
interface Operand {
  readonly values: Values
  readonly lane: number
  readonly coordinate: number
}

const read = ({ values, lane: across, coordinate }: Operand, lane: number, k: number): number =>
  values[lane * across + k * coordinate] as number

/** What has to be computed at a step for some nodes, in order. */
function needed(roots: readonly Node[], fixed: ReadonlySet<Node>): Node[] {
  const found = new Set(roots.filter((node) => !fixed.has(node)))
  for (const node of found) for (const operand of operands(node)) if (!fixed.has(operand)) found.add(operand)
  return [...found].sort((a, b) => a.id - b.id)
}
