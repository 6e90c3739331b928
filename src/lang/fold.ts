import { EXACT_BINARY, EXACT_UNARY } from './exact.ts'
import type { BinaryOp, Graph, Node, UnaryOp } from './graph.ts'

const isConst = (node: Node, value: number): boolean => node.kind === 'const' && Object.is(node.value, value)

export function foldUnary(graph: Graph, op: UnaryOp, a: Node): Node | null {
  return a.kind === 'const' && Object.hasOwn(EXACT_UNARY, op)
    ? graph.const(EXACT_UNARY[op as keyof typeof EXACT_UNARY](a.value))
    : null
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
  const exact = EXACT_BINARY[op]
  if (a.kind === 'const' && b.kind === 'const') return graph.const(exact(a.value, b.value))
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
