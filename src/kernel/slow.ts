import type { BinaryOp, Node, UnaryOp } from '../lang/node.ts'

/** Operations that take far longer than a load. */
const SLOW: Readonly<Record<UnaryOp | BinaryOp, boolean>> = {
  neg: false,
  abs: false,
  sqrt: true,
  floor: true,
  exp: true,
  log: true,
  sin: true,
  cos: true,
  tan: true,
  tanh: true,
  add: false,
  sub: false,
  mul: false,
  div: true,
  pow: true,
  min: false,
  max: false,
  lt: false,
  le: false,
  gt: false,
  ge: false,
  eq: false,
  ne: false,
}

export const isSlow = (node: Node): boolean => (node.kind === 'unary' || node.kind === 'binary') && SLOW[node.op]
