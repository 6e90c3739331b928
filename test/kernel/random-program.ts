import fc from 'fast-check'
import type { Lane, Program, State, Step } from '../../src/kernel/program.ts'
import { Graph } from '../../src/lang/graph.ts'
import type { BinaryOp, Node, ReduceOp, Shape, UnaryOp } from '../../src/lang/node.ts'

const UNARY: UnaryOp[] = ['neg', 'abs', 'sqrt', 'floor', 'exp', 'log', 'sin', 'cos', 'tan', 'tanh']
const BINARY: BinaryOp[] = [
  ...(['add', 'sub', 'mul', 'div', 'pow', 'min', 'max'] as const),
  ...(['lt', 'le', 'gt', 'ge', 'eq', 'ne'] as const),
]
const REDUCE: ReduceOp[] = ['sum', 'prod', 'min', 'max']
const NUMBERS = [0, -0, 1, -1, 0.5, 2, 3, 1e-3, 0.999, -7.25, 1e300, Number.NaN, Number.POSITIVE_INFINITY]

/** A program as numbers, so that fast-check can shrink it. */
export interface Recipe {
  readonly dimension: number
  readonly states: readonly { readonly shape: Shape; readonly watched: boolean; readonly init: number }[]
  readonly operations: readonly (readonly [kind: number, a: number, b: number, c: number])[]
  readonly next: readonly number[]
  readonly outputs: readonly number[]
  readonly first: boolean
  readonly literal: readonly number[]
}

export const number = fc.oneof(fc.constantFrom(...NUMBERS), fc.double({ min: -4, max: 4, noNaN: true }))
const small = fc.nat(1000)
const KINDS = 20

export const operations = fc.array(fc.tuple(fc.nat(KINDS), small, small, small), {
  minLength: 1,
  maxLength: 40,
  size: 'max',
})

export const recipe = (largest: number): fc.Arbitrary<Recipe> =>
  fc.record({
    dimension: fc.integer({ min: 1, max: largest }),
    states: fc.array(
      fc.record({ shape: fc.constantFrom<Shape>('scalar', 'vector', 'vector'), watched: fc.boolean(), init: small }),
      { minLength: 1, maxLength: 5 },
    ),
    operations,
    next: fc.array(small, { minLength: 10, maxLength: 10 }),
    outputs: fc.array(small, { minLength: 1, maxLength: 3 }),
    first: fc.boolean(),
    literal: fc.array(number, { minLength: largest, maxLength: largest }),
  })

const PARAMS = ['T', 'a', 'b']

export const lane: fc.Arbitrary<Lane> = fc.record({
  params: fc.tuple(fc.integer({ min: 1, max: 100 }), number, fc.double({ min: 0, max: 1, noNaN: true })),
  seed: fc.nat(0xffffffff),
})

/** Number of rows of the table `g`. */
export const ROWS = 30

/** Prefers what was made last, so that programs become deep. */
const recent = (nodes: readonly Node[], k: number): Node =>
  nodes[nodes.length - 1 - Math.floor(((k % 1001) / 1001) ** 2 * nodes.length)] as Node

/** What a random graph is made from. */
export class Pool {
  readonly scalars: Node[] = []
  readonly vectors: Node[] = []

  add(node: Node): void {
    ;(node.shape === 'scalar' ? this.scalars : this.vectors).push(node)
  }
  scalar(k: number): Node {
    return recent(this.scalars, k)
  }
  vector(k: number): Node {
    return recent(this.vectors, k)
  }
  any(k: number): Node {
    return k % 3 === 0 ? this.scalar(k) : this.vector(k)
  }
}

export function build(recipe: Recipe): Program {
  const { dimension } = recipe
  const graph = new Graph()
  const fixed = new Pool()
  for (const name of PARAMS) fixed.add(graph.param(name))
  for (const value of NUMBERS.slice(0, 11)) fixed.add(graph.const(value))
  fixed.add(graph.index())
  fixed.add(graph.literal(recipe.literal.slice(0, dimension)))
  const pool = new Pool()
  for (const node of [...fixed.scalars, ...fixed.vectors]) pool.add(node)
  const t = graph.step()
  pool.add(t)
  pool.add(graph.table('g'))
  for (const c of [-1, 0, 1, 2]) pool.add(graph.binary('pow', graph.param('b'), graph.add(t, graph.const(c))))
  pool.add(graph.binary('pow', graph.const(0.9), t))
  recipe.states.forEach((state, k) => {
    pool.add(graph.state(`s${k}`, state.shape))
  })
  const inits = new Pool()
  for (const node of [...fixed.scalars, ...fixed.vectors]) inits.add(node)
  for (const operation of recipe.operations) {
    const made = node(graph, operation, pool, dimension)
    if (made) pool.add(made)
    const init = operation[0] >= 5 ? node(graph, operation, inits, dimension) : null
    if (init) inits.add(init)
  }
  const states = recipe.states.map(
    ({ shape, watched, init }, k): State => ({
      name: `s${k}`,
      shape,
      watched,
      init: shape === 'scalar' ? inits.scalar(init) : inits.any(init),
    }),
  )
  const step = (shift: number): Step => ({
    next: states.map(({ shape }, k) => {
      const chosen = recipe.next[k + shift] ?? 0
      return shape === 'scalar' ? pool.scalar(chosen) : pool.any(chosen)
    }),
    outputs: Object.fromEntries(recipe.outputs.map((chosen, k) => [`o${k}`, pool.scalar(chosen + 100 * shift)])),
  })
  const data = Float64Array.from({ length: ROWS * dimension }, (_, k) => Math.sin(k) * 3)
  return {
    graph,
    dimension,
    params: PARAMS,
    states,
    first: recipe.first ? step(5) : null,
    step: step(0),
    tables: { g: { rows: ROWS, data } },
  }
}

/** A random node over those of a pool; null for a few numbers that stand for none. */
export function node(
  graph: Graph,
  [kind, a, b, c]: Recipe['operations'][number],
  pool: Pool,
  dimension: number,
): Node | null {
  const one = <T>(list: readonly T[], k: number): T => list[k % list.length] as T
  if (kind < 3) return graph.draw(a % 3, b % 4, c % 2 ? 'scalar' : 'vector')
  if (kind < 5) return null
  if (kind < 7) return graph.unary(one(UNARY, a), pool.any(b))
  if (kind < 11) return graph.binary(one(BINARY, a), pool.any(b), pool.any(c))
  if (kind < 13) return graph.binary(one(['add', 'mul', 'sub'] as const, a), pool.any(b), pool.any(c))
  if (kind < 15) return graph.select(pool.any(a), pool.any(b), pool.any(c))
  if (kind < 16) {
    const truth = graph.binary(one(BINARY.slice(7), a), pool.any(b), pool.any(c))
    const other = graph.binary('lt', pool.any(a), pool.any(b))
    const both = graph.binary(c % 2 ? 'mul' : 'max', truth, other)
    return graph.select(a % 2 ? both : graph.binary('eq', both, graph.const(0)), pool.any(c), pool.any(b))
  }
  if (kind < 18) return graph.reduce(one(REDUCE, a), pool.any(b))
  if (kind < 19) return graph.pick(pool.vector(a), 1 + (b % dimension))
  if (kind < 20) return graph.broadcast(pool.scalar(a))
  // A vector that is used before and after a reduction of it.
  const [v, w] = [pool.vector(a), pool.vector(b)]
  const direction = graph.binary(one(['div', 'pow', 'add'] as const, c), v, w)
  return graph.mul(direction, graph.unary('sqrt', graph.reduce(one(REDUCE, b), graph.mul(direction, direction))))
}
