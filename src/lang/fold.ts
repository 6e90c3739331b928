import type { BinaryOp, Graph, Node, UnaryOp } from './graph.ts'

const isConst = (node: Node, value: number): boolean => node.kind === 'const' && Object.is(node.value, value)

/** Operations whose result has the same bits in every IEEE implementation; exp, pow and kin are left to the kernel. */
const exactUnary: Partial<Record<UnaryOp, (a: number) => number>> = {
  neg: (a) => -a,
  abs: Math.abs,
  sqrt: Math.sqrt,
  floor: Math.floor,
}

const exactBinary: Partial<Record<BinaryOp, (a: number, b: number) => number>> = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  min: Math.min,
  max: Math.max,
  lt: (a, b) => Number(a < b),
  le: (a, b) => Number(a <= b),
  gt: (a, b) => Number(a > b),
  ge: (a, b) => Number(a >= b),
  eq: (a, b) => Number(a === b),
  ne: (a, b) => Number(a !== b),
}

export function foldUnary(graph: Graph, op: UnaryOp, a: Node): Node | null {
  const exact = exactUnary[op]
  return a.kind === 'const' && exact ? graph.const(exact(a.value)) : null
}

/** x^2 is x * x, x^0.5 is sqrt(x): a definition of the language, not an approximation. */
function foldPower(graph: Graph, a: Node, exponent: number): Node | null {
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

export function foldBinary(graph: Graph, op: BinaryOp, a: Node, b: Node): Node | null {
  if (op === 'pow') return b.kind === 'const' ? foldPower(graph, a, b.value) : null
  const exact = exactBinary[op]
  if (a.kind === 'const' && b.kind === 'const' && exact) return graph.const(exact(a.value, b.value))
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
