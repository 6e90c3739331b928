import type { BinaryOp, Comparison, Node, ReduceOp, UnaryOp } from '../../lang/graph.ts'
import type { MathName } from '../math/index.ts'
import { constantValue } from '../rebuild.ts'
import { splat } from './text.ts'

type Fast = Exclude<UnaryOp, MathName> | Exclude<BinaryOp, MathName | Comparison>

const FAST: Record<Fast, string> = {
  neg: 'f64x2.neg',
  abs: 'f64x2.abs',
  sqrt: 'f64x2.sqrt',
  floor: 'f64x2.floor',
  add: 'f64x2.add',
  sub: 'f64x2.sub',
  mul: 'f64x2.mul',
  div: 'f64x2.div',
  min: 'f64x2.min',
  max: 'f64x2.max',
}

const COMPARE: Record<Comparison, string> = {
  lt: 'f64x2.lt',
  le: 'f64x2.le',
  gt: 'f64x2.gt',
  ge: 'f64x2.ge',
  eq: 'f64x2.eq',
  ne: 'f64x2.ne',
}

const TRUTH: Partial<Record<BinaryOp, string>> = { mul: 'v128.and', min: 'v128.and', max: 'v128.or' }

/** The starting value of a reduction and the instruction that joins one more coordinate. */
export const REDUCTION: Record<ReduceOp, readonly [start: number, join: string]> = {
  sum: [-0, FAST.add],
  prod: [1, FAST.mul],
  min: [Number.POSITIVE_INFINITY, FAST.min],
  max: [Number.NEGATIVE_INFINITY, FAST.max],
}

/** The kernel's own function that an operation calls, if it is not an instruction. */
export function mathFunction(op: UnaryOp | BinaryOp): MathName | null {
  return op in FAST || op in COMPARE ? null : (op as MathName)
}

/** The instruction or call of an operation on numbers. */
export function operation(op: UnaryOp | Exclude<BinaryOp, Comparison>, args: readonly string[]): string {
  const name = op in FAST ? FAST[op as Fast] : `call $${op}`
  return `(${name} ${args.join(' ')})`
}

/**
 * The larger or smaller of a number and a constant in one instruction; `f64x2.max` and `f64x2.min` are nine, for NaN and the zeros.
 * `pmax(x, c)` is `x < c ? c : x`: a NaN stays, and so does x where it equals c, which is another number only if both are 0.
 */
export function extreme(op: 'min' | 'max', a: Node, b: Node, number: (node: Node) => string): string | null {
  for (const [x, c] of [
    [a, b],
    [b, a],
  ] as const) {
    const value = constantValue(c)
    if (value !== null && value !== 0 && !Number.isNaN(value)) return `(f64x2.p${op} ${number(x)} ${number(c)})`
  }
  return null
}

/** `mask ? yes : no` in each lane; where one of them is 0, the other without the bits that are not wanted. */
export function choice(mask: string, yes: string, no: string): string {
  if (yes === splat(0)) return `(v128.andnot ${no} ${mask})`
  if (no === splat(0)) return `(v128.and ${yes} ${mask})`
  return `(v128.bitselect ${yes} ${no} ${mask})`
}

export const isComparison = (op: BinaryOp): op is Comparison => op in COMPARE

/**
 * How a node that is 1 or 0 is computed as a mask of bits: the instruction, and whether its operands are masks too.
 * Of truth values, a product or a least is `and`, a largest is `or`.
 */
export function maskInstruction(
  node: Node,
  truth: (operand: Node) => boolean,
): { name: string; ofMasks: boolean } | null {
  if (node.kind !== 'binary') return null
  if (isComparison(node.op)) return { name: COMPARE[node.op], ofMasks: false }
  const name = TRUTH[node.op]
  return name && truth(node.a) && truth(node.b) ? { name, ofMasks: true } : null
}
