import fc from 'fast-check'
import { hostMath } from '../../src/lang/algebra/doubles.ts'
import { type Bindings, evaluate } from '../../src/lang/evaluate.ts'
import { Graph } from '../../src/lang/graph.ts'
import { type Node, operands } from '../../src/lang/node.ts'
import { node, operations, Pool } from '../kernel/random-program.ts'

export const DIMENSION = 3

/** A number that a leaf may be, and the range that is told of it. */
export interface Known {
  readonly low: number
  readonly value: number
  readonly high: number
}

const PLAIN = [0, -0, 1, -1, 0.5, 2, 3, 1e-3, -7.25, 1e200, -1e-200]
const plain = fc.oneof(fc.constantFrom(...PLAIN), fc.double({ min: -4, max: 4, noNaN: true }))
const end = fc.oneof(plain, fc.constantFrom(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY))
const known: fc.Arbitrary<Known> = fc.tuple(end, plain, end).map(([a, value, b]) => ({
  low: Math.min(a, value),
  value,
  high: Math.max(b, value),
}))

/** Leaves of all kinds: `a` and `b` are numbers of the lane, `s` and `v` states, `g` a table, t the step. */
export interface Place {
  readonly a: Known
  readonly b: Known
  readonly s: Known
  readonly v: readonly number[]
  readonly g: readonly number[]
  readonly u: readonly number[]
  readonly literal: readonly number[]
}

const vector = fc.array(plain, { minLength: DIMENSION, maxLength: DIMENSION })

export const place: fc.Arbitrary<Place> = fc.record({
  a: known,
  b: known,
  s: known,
  v: vector,
  g: vector,
  u: fc.array(fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true }), { minLength: 13, maxLength: 13 }),
  literal: vector,
})

export const recipes = operations

/** Nodes of a random graph, leaves among them. */
export function nodesOf(
  recipe: readonly (readonly [number, number, number, number])[],
  at: Place,
  graph = new Graph(),
): Node[] {
  const pool = new Pool()
  const nodes: Node[] = []
  const add = (made: Node | null) => {
    if (!made) return
    pool.add(made)
    nodes.push(made)
  }
  for (const value of PLAIN) add(graph.const(value))
  for (const leaf of [graph.param('a'), graph.param('b'), graph.state('s', 'scalar'), graph.step()]) add(leaf)
  for (const leaf of [graph.index(), graph.literal(at.literal), graph.state('v', 'vector'), graph.table('g')]) add(leaf)
  for (const operation of recipe) add(node(graph, operation, pool, DIMENSION))
  return nodes
}

export const STEP = 3

export const bindingsAt = ({ a, b, s, v, g, u }: Place): Bindings => ({
  dimension: DIMENSION,
  math: hostMath,
  step: STEP,
  param: (name) => (name === 'a' ? a : b).value,
  state: (name) => (name === 's' ? s.value : Float64Array.from(v)),
  draw: (stream, number, coordinate) => u[(stream * 5 + number * 3 + coordinate) % u.length] as number,
  table: (_, coordinate) => g[coordinate - 1] as number,
})

/** The numbers of each node that has a value, and all on which it depends: 1 / 0 has none, nor what is too large for a double. */
export function valued(nodes: readonly Node[], bindings: Bindings): Map<Node, number[]> {
  const all = [...new Set(nodes)].sort((a, b) => a.id - b.id)
  const results = evaluate(all, bindings)
  const found = new Map<Node, number[]>()
  all.forEach((one, k) => {
    const result = results[k] as number | Float64Array
    const numbers = typeof result === 'number' ? [result] : [...result]
    if (numbers.every(Number.isFinite) && operands(one).every((operand) => found.has(operand))) found.set(one, numbers)
  })
  return found
}
