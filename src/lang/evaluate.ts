import { fold } from './algebra/algebra.ts'
import { doubles, type LaneValues, type MathFunctions } from './algebra/doubles.ts'
import type { Node } from './node.ts'

/** The values of a graph's leaves. */
export interface Bindings {
  /** Number of coordinates, d >= 1. */
  readonly dimension: number
  param(name: string): number
  /** A vector state may be given as one number for all its coordinates. */
  state(name: string): number | Float64Array
  /** The number of the step, 1, 2, ... */
  readonly step: number
  /** The `number`-th uniform of a stream at this step; coordinate 0 for scalar draws, 1 ... d otherwise. */
  draw(stream: number, number: number, coordinate: number): number
  /** Row `step` of a table, at a coordinate 1 ... d. */
  table(name: string, coordinate: number): number
  readonly math: MathFunctions
}

type Value = number | Float64Array

/**
 * Prepares the evaluation of some nodes at one place; each call gives their values by what the bindings then are: a scalar's
 * number, a vector's d numbers.
 */
export function evaluation(nodes: readonly Node[], bindings: Bindings): () => Value[] {
  const { dimension, math } = bindings
  const columns = fold(
    nodes,
    doubles({
      lanes: 1,
      dimension,
      math,
      param: (node) => () => bindings.param(node.name),
      state(node) {
        const values = new Float64Array(node.shape === 'vector' ? dimension : 1)
        const compute = () => {
          const value = bindings.state(node.name)
          if (typeof value === 'number') values.fill(value)
          else values.set(value)
        }
        return { values, lane: values.length, coordinate: node.shape === 'vector' ? 1 : 0, compute }
      },
      step: () => bindings.step,
      draw: (node) => (_, k) => bindings.draw(node.stream, node.number, node.shape === 'vector' ? k + 1 : 0),
      table: (node) => (_, k) => bindings.table(node.name, k + 1),
    }),
  )
  return () => {
    for (const { compute } of columns.values()) compute()
    return nodes.map((node) => {
      const { values } = columns.get(node) as LaneValues
      return node.shape === 'vector' ? values.slice() : (values[0] as number)
    })
  }
}

/** The values of some nodes, once. */
export const evaluate = (nodes: readonly Node[], bindings: Bindings): Value[] => evaluation(nodes, bindings)()
