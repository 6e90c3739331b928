import type { BinaryOp, UnaryOp } from '../node.ts'
import type { Range } from './range.ts'

/** How a value moves with one of its operands, the others fixed: never against it, never with it; null if it may do both. */
export type Slope = 1 | -1 | null

/** How a product moves with one factor, by the range of the other. */
const signOf = ({ low, high }: Range): Slope => (low >= 0 ? 1 : high <= 0 ? -1 : null)
const opposite = (slope: Slope): Slope => (slope === 1 ? -1 : slope === -1 ? 1 : null)
const rising = (): Slope => 1
const waving = (): Slope => null

/** By the range of the operand, where the operation has a value. */
export const UNARY_SLOPE: Readonly<Record<UnaryOp, (a: Range) => Slope>> = {
  neg: () => -1,
  abs: signOf,
  sqrt: rising,
  floor: rising,
  exp: rising,
  log: rising,
  sin: waving,
  cos: waving,
  tan: waving,
  tanh: rising,
}

type Slopes = (a: Range, b: Range) => readonly [inA: Slope, inB: Slope]
const with2 =
  (inA: Slope, inB: Slope): Slopes =>
  () => [inA, inB]

/** By the ranges of the operands. */
export const BINARY_SLOPES: Readonly<Record<BinaryOp, Slopes>> = {
  add: with2(1, 1),
  sub: with2(1, -1),
  mul: (a, b) => [signOf(b), signOf(a)],
  // 1 / b goes against b where b keeps its sign.
  div: (a, b) => (signOf(b) === null ? [null, null] : [signOf(b), opposite(signOf(a))]),
  pow: (a, b) => (a.low < 0 ? [null, null] : [signOf(b), a.low >= 1 ? 1 : a.high <= 1 ? -1 : null]),
  min: with2(1, 1),
  max: with2(1, 1),
  lt: with2(-1, 1),
  le: with2(-1, 1),
  gt: with2(1, -1),
  ge: with2(1, -1),
  eq: with2(null, null),
  ne: with2(null, null),
}
