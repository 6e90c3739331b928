import type { BinaryOp, ReduceOp, UnaryOp } from './node.ts'

/**
 * Operations whose result has the same bits in every IEEE implementation, as JavaScript has them. exp, pow and kin are not
 * among them. Comparisons give 1 or 0; `min` and `max` give NaN if an operand is NaN, and -0 is less than 0.
 */
export const EXACT_UNARY = {
  neg: (a: number) => -a,
  abs: Math.abs,
  sqrt: Math.sqrt,
  floor: Math.floor,
} as const satisfies Partial<Record<UnaryOp, (a: number) => number>>

export const EXACT_BINARY: Readonly<Record<Exclude<BinaryOp, 'pow'>, (a: number, b: number) => number>> = {
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

/** What a reduction starts from, and the operation that joins one more coordinate. */
export const REDUCTIONS = {
  sum: { start: -0, join: 'add' },
  prod: { start: 1, join: 'mul' },
  min: { start: Number.POSITIVE_INFINITY, join: 'min' },
  max: { start: Number.NEGATIVE_INFINITY, join: 'max' },
} as const satisfies Record<ReduceOp, { readonly start: number; readonly join: BinaryOp }>
