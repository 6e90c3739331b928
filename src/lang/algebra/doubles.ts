import { EXACT_BINARY, EXACT_UNARY, REDUCTIONS } from '../exact.ts'
import type { BinaryOp, Node, NodeOf, UnaryOp } from '../node.ts'
import type { Algebra } from './algebra.ts'

/** The functions whose last bits are not fixed by IEEE 754. */
export type MathFunctions = {
  readonly [K in Exclude<UnaryOp, keyof typeof EXACT_UNARY>]: (x: number) => number
} & { readonly pow: (x: number, y: number) => number }

/** JavaScript's own functions; their last bits differ between engines. */
export const hostMath: MathFunctions = {
  exp: Math.exp,
  log: Math.log,
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  tanh: Math.tanh,
  pow: Math.pow,
}

/** The numbers of a node in some lanes, and where they stand: steps from lane to lane and from coordinate to coordinate. */
export interface LaneValues {
  readonly values: Float64Array
  readonly lane: number
  /** 0 if the coordinates share one number. */
  readonly coordinate: number
  /** Computes the numbers, once those of the operands are computed. */
  compute(): void
}

/** The number of a column at a coordinate, from 0. */
export const read = ({ values, lane: across, coordinate }: LaneValues, lane: number, k: number): number =>
  values[lane * across + k * coordinate] as number

type Each = (lane: number, k: number) => number

/** What the leaves of a graph are in each lane. */
export interface Leaves {
  readonly lanes: number
  /** Number of coordinates, d >= 1. */
  readonly dimension: number
  readonly math: MathFunctions
  param(node: NodeOf<'param'>): Each
  /** The numbers themselves: they may be changed between two computations. */
  state(node: NodeOf<'state'>): LaneValues
  step(): number
  draw(node: NodeOf<'draw'>): Each
  table(node: NodeOf<'table'>): Each
}

/**
 * Numbers in double precision: the meaning of a graph, against which kernels are tested. Operations are IEEE 754's, and the
 * functions that it does not fix are given; reductions run over the coordinates in order.
 */
export function doubles({ lanes, dimension, math, ...leaves }: Leaves): Algebra<LaneValues> {
  const unary: Record<UnaryOp, (a: number) => number> = { ...math, ...EXACT_UNARY }
  const binary: Record<BinaryOp, (a: number, b: number) => number> = { ...EXACT_BINARY, pow: math.pow }
  const column = ({ shape }: Node, fill: (values: Float64Array, width: number) => void): LaneValues => {
    const width = shape === 'vector' ? dimension : 1
    const values = new Float64Array(lanes * width)
    return { values, lane: width, coordinate: shape === 'vector' ? 1 : 0, compute: () => fill(values, width) }
  }
  const each = (node: Node, value: Each): LaneValues =>
    column(node, (values, width) => {
      let at = 0
      for (let lane = 0; lane < lanes; lane++) for (let k = 0; k < width; k++) values[at++] = value(lane, k)
    })
  return {
    const: (node) => each(node, () => node.value),
    literal: (node) => each(node, (_, k) => node.values[k] ?? Number.NaN),
    index: (node) => each(node, (_, k) => k + 1),
    param: (node) => each(node, leaves.param(node)),
    state: (node) => leaves.state(node),
    step: (node) => each(node, () => leaves.step()),
    draw: (node) => each(node, leaves.draw(node)),
    table: (node) => each(node, leaves.table(node)),
    // The two operations that nearly all of a rule consists of have loops of their own: one call a number, not three.
    unary(node, a) {
      const f = unary[node.op]
      return column(node, (values, width) => {
        let at = 0
        for (let lane = 0; lane < lanes; lane++) {
          for (let k = 0, i = lane * a.lane; k < width; k++, i += a.coordinate) values[at++] = f(a.values[i] as number)
        }
      })
    },
    binary(node, a, b) {
      const f = binary[node.op]
      const [x, y] = [a.values, b.values]
      return column(node, (values, width) => {
        let at = 0
        for (let lane = 0; lane < lanes; lane++) {
          let i = lane * a.lane
          let j = lane * b.lane
          for (let k = 0; k < width; k++) {
            values[at++] = f(x[i] as number, y[j] as number)
            i += a.coordinate
            j += b.coordinate
          }
        }
      })
    },
    select: (node, a, b, c) => each(node, (lane, k) => read(read(a, lane, k) !== 0 ? b : c, lane, k)),
    reduce(node, a) {
      const { start, join } = REDUCTIONS[node.op]
      const f = binary[join]
      return each(node, (lane) => {
        let total = start
        for (let k = 0; k < dimension; k++) total = f(total, read(a, lane, k))
        return total
      })
    },
    pick: (node, a) => each(node, (lane) => (node.k > dimension ? Number.NaN : read(a, lane, node.k - 1))),
  }
}
