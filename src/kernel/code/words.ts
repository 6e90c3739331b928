import type { KernelStatement, LaneBinary, Lanes, LaneUnary, Local, Scalar } from './instruction.ts'

/** An operand in short: a number or a bit pattern in all lanes, a local, or an expression. */
export type LaneOperand = number | bigint | Local | Lanes

/** Shifts an integer-valued double below 2^51 into the low bits of its own representation, rounding to nearest even. */
export const ROUNDER = 1.5 * 2 ** 52
export const SIGN_BIT = 0x8000000000000000n
export const ONE_BITS = 0x3ff0000000000000n
export const SMALLEST_NORMAL = 2 ** -1022

export function lanes(value: LaneOperand): Lanes {
  if (typeof value === 'number') return ['number', value]
  if (typeof value === 'bigint') return ['bits', value]
  return typeof value === 'string' ? ['get', value] : value
}

const unary =
  (op: LaneUnary) =>
  (a: LaneOperand): Lanes => [op, lanes(a)]
const binary =
  (op: LaneBinary) =>
  (a: LaneOperand, b: LaneOperand): Lanes => [op, lanes(a), lanes(b)]
const shift =
  (op: 'shiftLeft' | 'shiftRight') =>
  (a: LaneOperand, places: number): Lanes => [op, lanes(a), places]

export const abs = unary('abs')
export const nearest = unary('nearest')
export const negateInteger = unary('negateBits')
export const add = binary('add')
export const sub = binary('sub')
export const mul = binary('mul')
export const div = binary('div')
/** `b < a ? b : a`: a NaN in `a` stays. */
export const least = binary('pmin')
/** `a < b ? b : a`: a NaN in `a` stays. */
export const most = binary('pmax')
export const lt = binary('lt')
export const le = binary('le')
export const gt = binary('gt')
export const ge = binary('ge')
export const eq = binary('eq')
export const ne = binary('ne')
export const and = binary('and')
export const or = binary('or')
export const xor = binary('xor')
/** Bits of `a` without those of `b`. */
export const without = binary('without')
export const addInteger = binary('addBits')
export const shiftLeft = shift('shiftLeft')
export const shiftRight = shift('shiftRight')

/** `mask ? a : b` in each lane. */
export const select = (mask: LaneOperand, a: LaneOperand, b: LaneOperand): Lanes => [
  'choose',
  lanes(mask),
  lanes(a),
  lanes(b),
]

export const get = (local: Local): readonly ['get', Local] => ['get', local]
export const set = (local: Local, value: LaneOperand): KernelStatement => ['set', local, lanes(value)]
/** Sets a local that is not a vector. */
export const put = (local: Local, value: Scalar): KernelStatement => ['set', local, value]
export const load = (address: Scalar, offset: number): Lanes => ['load', address, offset]
export const store = (address: Scalar, offset: number, value: Lanes): KernelStatement => [
  'store',
  address,
  offset,
  value,
]
export const int = (value: number): Scalar => ['i32.const', value]

/** `local` <- `local` + a constant, for a count or an address. */
export const advance = (local: Local, by: number): KernelStatement => put(local, ['i32.add', get(local), int(by)])

/** Joins operands, the first half with the second, so that thousands are not as deep as they are many; 0 if there are none. */
export function chain(op: LaneBinary, operands: readonly Lanes[]): Lanes {
  const [first, second] = operands
  if (!second) return first ?? lanes(0)
  const half = Math.ceil(operands.length / 2)
  return [op, chain(op, operands.slice(0, half)), chain(op, operands.slice(half))]
}

/** Runs `body` unless the mask holds in all lanes. */
export const unlessAll = (mask: LaneOperand, body: readonly KernelStatement[]): KernelStatement => [
  'unlessAll',
  lanes(mask),
  body,
]

/** c[0] + x (c[1] + x (c[2] + ...)). */
export const horner = (x: LaneOperand, coefficients: readonly number[]): Lanes =>
  lanes(coefficients.slice(0, -1).reduceRight<LaneOperand>((sum, c) => add(c, mul(x, sum)), coefficients.at(-1) ?? 0))

/** `difference + error = a - b` exactly (Knuth). */
export const twoDifference = (difference: Local, error: Local, a: Local, b: Local): KernelStatement[] => [
  set(difference, sub(a, b)),
  set(error, sub(difference, a)),
  set(error, sub(sub(a, sub(difference, error)), add(b, error))),
]

/** 2^k in each lane, from `k + ROUNDER`, for k from -1022 to 1023. */
export const powerOfTwo = (rounded: LaneOperand): Lanes => addInteger(shiftLeft(rounded, 52), ONE_BITS)
