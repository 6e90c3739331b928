import type { Graph } from './graph.ts'
import type { Node, UnaryOp } from './node.ts'

/** A function of the language: how many arguments it takes and the graph it stands for. */
interface FunctionDefinition {
  readonly fewest: number
  readonly most: number
  /** Whether a call with this many arguments reduces vectors to a scalar; its arguments must then be vectors. */
  reduces(count: number): boolean
  build(graph: Graph, args: readonly Node[]): Node
}

const never = () => false
const always = () => true

/** The arguments of a call whose number has been checked. */
function argument(args: readonly Node[], k: number): Node {
  const node = args[k]
  if (!node) throw new RangeError(`argument ${k + 1} is missing`)
  return node
}

const one = (build: (graph: Graph, a: Node) => Node, reduces = never): FunctionDefinition => ({
  fewest: 1,
  most: 1,
  reduces,
  build: (graph, args) => build(graph, argument(args, 0)),
})

const two = (build: (graph: Graph, a: Node, b: Node) => Node, reduces = never): FunctionDefinition => ({
  fewest: 2,
  most: 2,
  reduces,
  build: (graph, args) => build(graph, argument(args, 0), argument(args, 1)),
})

const unary = (op: UnaryOp) => one((graph, a) => graph.unary(op, a))
const sumOf = (graph: Graph, a: Node) => graph.reduce('sum', a)

/** `min(a, b, ...)` coordinate by coordinate, from the left; `min(x)` of a vector is its smallest coordinate. */
const extreme = (op: 'min' | 'max'): FunctionDefinition => ({
  fewest: 1,
  most: Number.POSITIVE_INFINITY,
  reduces: (count) => count === 1,
  build: (graph, args) =>
    args.length === 1
      ? graph.reduce(op, argument(args, 0))
      : args.reduce((left, right) => graph.binary(op, left, right)),
})

/** 0, -0 and NaN are their own signs. `floor` leaves them as they are and has no slope, so `sign` has slope 0 also at 0. */
export function signOf(graph: Graph, a: Node): Node {
  const zero = graph.const(0)
  const negative = graph.select(graph.binary('lt', a, zero), graph.const(-1), graph.unary('floor', a))
  return graph.select(graph.binary('gt', a, zero), graph.const(1), negative)
}

/**
 * Every function of the language but `past`, which is about time, and those that a page's problem defines (`objective`,
 * `loss`, `grad`). `mod` has the sign of the divisor.
 */
export const FUNCTIONS: ReadonlyMap<string, FunctionDefinition> = new Map([
  ['sqrt', unary('sqrt')],
  ['abs', unary('abs')],
  ['floor', unary('floor')],
  ['exp', unary('exp')],
  ['log', unary('log')],
  ['sin', unary('sin')],
  ['cos', unary('cos')],
  ['tan', unary('tan')],
  ['tanh', unary('tanh')],
  ['sign', one(signOf)],
  ['min', extreme('min')],
  ['max', extreme('max')],
  ['pow', two((graph, a, b) => graph.binary('pow', a, b))],
  ['mod', two((graph, a, b) => graph.sub(a, graph.mul(b, graph.unary('floor', graph.div(a, b)))))],
  [
    'clamp',
    {
      fewest: 3,
      most: 3,
      reduces: never,
      build: (graph, args) =>
        graph.binary('min', graph.binary('max', argument(args, 0), argument(args, 1)), argument(args, 2)),
    },
  ],
  ['sum', one(sumOf, always)],
  ['prod', one((graph, a) => graph.reduce('prod', a), always)],
  ['norm', one((graph, a) => graph.unary('sqrt', sumOf(graph, graph.mul(a, a))), always)],
  ['norm1', one((graph, a) => sumOf(graph, graph.unary('abs', a)), always)],
  ['norminf', one((graph, a) => graph.reduce('max', graph.unary('abs', a)), always)],
  ['dot', two((graph, a, b) => sumOf(graph, graph.mul(a, b)), always)],
])

/** `mean(a)` needs to know the dimension: it is `sum(a) / d`. */
export const meanOf = (graph: Graph, a: Node, dimension: number): Node =>
  graph.div(sumOf(graph, a), graph.const(dimension))

/** Functions that a problem defines; where they may be called is decided when the formula is built. */
export const PROBLEM_FUNCTIONS: ReadonlySet<string> = new Set(['objective', 'loss', 'grad'])

/** Numbers with a name. They cannot be assigned or declared. */
export const CONSTANTS: ReadonlyMap<string, number> = new Map([
  ['pi', Math.PI],
  ['Infinity', Number.POSITIVE_INFINITY],
])
