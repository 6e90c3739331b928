import { fold } from '../lang/algebra/algebra.ts'
import { doubles, type LaneValues } from '../lang/algebra/doubles.ts'
import { dependents, inOrder } from '../lang/facts.ts'
import { moves } from '../lang/leaves.ts'
import type { Node, Shape } from '../lang/node.ts'
import { reducePowers } from './powers.ts'
import type { Lane, Program, State, Step } from './program.ts'
import { uniform } from './random/philox.ts'
import { programNodes, stepRoots } from './roots.ts'
import { loadMath } from './wasm/host-math.ts'

/**
 * Lanes that run together without a kernel: every node is computed for all lanes before the next one. For a few thousand
 * lane-steps this is done before a kernel is compiled. Bits are those of `interpret` and so of the kernel.
 */
export class Batch {
  private readonly program: Program
  private readonly columns: ReadonlyMap<Node, LaneValues>
  private readonly current: ReadonlyMap<string, Float64Array>
  private readonly plans: { readonly first: readonly LaneValues[] | null; readonly step: readonly LaneValues[] }
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
    const nodes = programNodes(this.program)
    this.columns = fold(nodes, this.algebra())
    const moving = dependents(nodes, moves)
    for (const [node, { compute }] of this.columns) if (!moving.has(node)) compute()
    const fixed = (node: Node) => !moving.has(node)
    const plan = (body: Step) => inOrder(stepRoots(body, false), fixed).map((node) => this.column(node))
    this.plans = { first: first && plan(first), step: plan(step) }
    // Initial values depend on parameters and the coordinate only.
    this.store(states.map(({ init }) => init))
  }

  private algebra() {
    const { lanes, current, program } = this
    const { dimension, params, tables } = program
    return doubles({
      lanes: lanes.length,
      dimension,
      math: loadMath(),
      param({ name }) {
        const index = params.indexOf(name)
        return (lane) => lanes[lane]?.params[index] ?? Number.NaN
      },
      state: ({ name, shape }) => ({
        values: current.get(name) as Float64Array,
        lane: this.width(shape),
        coordinate: shape === 'vector' ? 1 : 0,
        compute() {},
      }),
      step: () => this.made,
      draw:
        ({ stream, number, shape }) =>
        (lane, k) =>
          uniform((lanes[lane] as Lane).seed, stream, this.made, shape === 'vector' ? k + 1 : 0, number),
      table: ({ name }) => {
        const data = tables[name]?.data ?? new Float64Array()
        return (_, k) => data[(this.made - 1) * dimension + k] ?? Number.NaN
      },
    })
  }

  private column(node: Node): LaneValues {
    return this.columns.get(node) as LaneValues
  }

  /** Runs the steps up to `to`; nothing happens if that is the current one. */
  advance(to: number): void {
    while (this.made < to) {
      this.made++
      const { first, step } = this.program
      const isFirst = this.made === 1 && first !== null
      for (const { compute } of isFirst && this.plans.first ? this.plans.first : this.plans.step) compute()
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

  private width(shape: Shape): number {
    return shape === 'vector' ? this.program.dimension : 1
  }

  /** Replaces all states at once: each of `next` is a function of the states as they were. */
  private store(next: readonly Node[]): void {
    const { states } = this.program
    const found = states.map(({ shape }, k) => {
      const node = next[k] as Node
      const { values } = this.column(node)
      if (node.shape === shape) return values.slice()
      const { dimension } = this.program
      return new Float64Array(this.lanes.length * dimension).map(
        (_, at) => values[Math.floor(at / dimension)] as number,
      )
    })
    states.forEach(({ name }, k) => {
      this.current.get(name)?.set(found[k] as Float64Array)
    })
  }

  private watch({ name, shape }: State): void {
    const values = this.current.get(name) as Float64Array
    const width = this.width(shape)
    for (let at = 0; at < values.length; at++) {
      const lane = Math.floor(at / width)
      if (!Number.isFinite(values[at]) && this.divergedAt[lane] === 0) this.divergedAt[lane] = this.made
    }
  }
}
