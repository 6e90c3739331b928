import { EXACT_BINARY, EXACT_UNARY } from './exact.ts'
import type { BinaryOp, Node, UnaryOp } from './node.ts'
import { isProduct, isSum } from './units.ts'

const isConst = (node: Node, value: number): boolean => node.kind === 'const' && Object.is(node.value, value)

/** What an operation on constants is when a graph is built; null where it stays an operation. */
export interface Folding {
  unary(op: UnaryOp, a: number): number | null
  binary(op: Exclude<BinaryOp, 'pow'>, a: number, b: number): number | null
}

/** What makes nodes: a graph. */
interface Builder {
  readonly folding: Folding
  const(value: number): Node
  broadcast(a: Node): Node
  unary(op: UnaryOp, a: Node): Node
  mul(a: Node, b: Node): Node
  div(a: Node, b: Node): Node
}

/** As kernels compute: what gives the same bits in every IEEE implementation. */
export const inDoubles: Folding = {
  unary: (op, a) => (Object.hasOwn(EXACT_UNARY, op) ? EXACT_UNARY[op as keyof typeof EXACT_UNARY](a) : null),
  binary: (op, a, b) => EXACT_BINARY[op](a, b),
}

type Check2 = (a: number, b: number, result: number) => boolean
const always = () => true

/** Whether a result is the number itself, and not rounded. */
const UNARY_EXACT: Readonly<Record<keyof typeof EXACT_UNARY, (a: number, result: number) => boolean>> = {
  neg: always,
  abs: always,
  sqrt: (a, result) => isProduct(result, result, a),
  floor: always,
}
const BINARY_EXACT: Readonly<Record<keyof typeof EXACT_BINARY, Check2>> = {
  add: isSum,
  sub: (a, b, result) => isSum(result, b, a),
  mul: isProduct,
  div: (a, b, result) => isProduct(result, b, a),
  min: always,
  max: always,
  lt: always,
  le: always,
  gt: always,
  ge: always,
  eq: always,
  ne: always,
}

/** The same, where nothing is rounded: the graph of a formula in real numbers, whatever it is then computed in. */
export const exactly: Folding = {
  unary(op, a) {
    const result = inDoubles.unary(op, a)
    return result !== null && UNARY_EXACT[op as keyof typeof EXACT_UNARY](a, result) ? result : null
  },
  binary(op, a, b) {
    const result = EXACT_BINARY[op](a, b)
    return BINARY_EXACT[op](a, b, result) ? result : null
  },
}

const constant = (graph: Builder, value: number | null): Node | null => (value === null ? null : graph.const(value))

export const foldUnary = (graph: Builder, op: UnaryOp, a: Node): Node | null =>
  a.kind === 'const' ? constant(graph, graph.folding.unary(op, a.value)) : null

/** x^2 is x * x, x^0.5 is sqrt(x): a definition of the language, not an approximation. */
function foldPower(graph: Builder, a: Node, exponent: number): Node | null {
  switch (exponent) {
    case 0:
      return a.shape === 'vector' ? graph.broadcast(graph.const(1)) : graph.const(1)
    case 1:
      return a
    case 2:
      return graph.mul(a, a)
    case 3:
      return graph.mul(graph.mul(a, a), a)
    case 4: {
      const square = graph.mul(a, a)
      return graph.mul(square, square)
    }
    case 0.5:
      return graph.unary('sqrt', a)
    case -1:
      return graph.div(graph.const(1), a)
    default:
      return null
  }
}

export function foldBinary(graph: Builder, op: BinaryOp, a: Node, b: Node): Node | null {
  if (op === 'pow') return b.kind === 'const' ? foldPower(graph, a, b.value) : null
  if (a.kind === 'const' && b.kind === 'const') return constant(graph, graph.folding.binary(op, a.value, b.value))
  if (op === 'mul') return isConst(b, 1) ? a : isConst(a, 1) ? b : null
  if (op === 'div') return isConst(b, 1) ? a : null
  if (op === 'sub') return isConst(b, 0) ? a : null
  if (op === 'add') return isConst(b, -0) ? a : isConst(a, -0) ? b : null
  return null
}

export function foldSelect(a: Node, b: Node, c: Node): Node | null {
  if (b.shape !== c.shape || a.shape === 'vector') return null
  if (b === c) return b
  return a.kind === 'const' ? (a.value !== 0 ? b : c) : null
}
