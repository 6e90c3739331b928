import type { Local, Scalar, ScalarBinary, ScalarUnary } from './instruction.ts'

type Operand = Scalar | Local | number | bigint

const as =
  (constant: 'i32.const' | 'i64.const' | 'f64.const') =>
  (value: Operand): Scalar => {
    if (typeof value === 'string') return ['get', value]
    if (typeof value === 'bigint') return ['i64.const', value]
    return typeof value === 'number' ? ([constant, value] as Scalar) : value
  }

const integer = as('i32.const')
const step = as('i64.const')
const number = as('f64.const')

const of1 =
  (op: ScalarUnary, operand: (value: Operand) => Scalar) =>
  (a: Operand): Scalar => [op, operand(a)]
const of2 =
  (op: ScalarBinary, operand: (value: Operand) => Scalar) =>
  (a: Operand, b: Operand): Scalar => [op, operand(a), operand(b)]

/** Counts and addresses: operands are locals, plain numbers or expressions. */
export const i32 = {
  const: integer,
  add: of2('i32.add', integer),
  sub: of2('i32.sub', integer),
  mul: of2('i32.mul', integer),
  and: of2('i32.and', integer),
  shiftRight: of2('i32.shr_u', integer),
  atMost: of2('i32.le_u', integer),
  isZero: of1('i32.eqz', integer),
  /** The low half of an i64. */
  low: of1('i32.wrap_i64', step),
} as const

/** Steps and bit patterns. */
export const i64 = {
  const: step,
  add: of2('i64.add', step),
  sub: of2('i64.sub', step),
  mul: of2('i64.mul', step),
  and: of2('i64.and', step),
  or: of2('i64.or', step),
  xor: of2('i64.xor', step),
  shiftLeft: of2('i64.shl', step),
  shiftRight: of2('i64.shr_u', step),
  /** Copies of the sign come in. */
  shiftSigned: of2('i64.shr_s', step),
  leadingZeros: of1('i64.clz', step),
  equal: of2('i64.eq', step),
  less: of2('i64.lt_s', step),
  lessUnsigned: of2('i64.lt_u', step),
  more: of2('i64.gt_s', step),
  atLeast: of2('i64.ge_s', step),
  isZero: of1('i64.eqz', step),
  /** A count as a step. */
  of: of1('i64.extend_i32_u', integer),
  bitsOf: of1('i64.reinterpret_f64', number),
} as const

/** Numbers of one lane. */
export const f64 = {
  const: number,
  add: of2('f64.add', number),
  sub: of2('f64.sub', number),
  mul: of2('f64.mul', number),
  less: of2('f64.lt', number),
  /** An unsigned integer, rounded. */
  of: of1('f64.convert_i64_u', step),
  withBits: of1('f64.reinterpret_i64', step),
} as const
