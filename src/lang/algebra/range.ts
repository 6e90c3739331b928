import type { BinaryOp, UnaryOp } from '../node.ts'

/** All real numbers from `low` to `high`, which may be infinite. */
export interface Range {
  readonly low: number
  readonly high: number
}

/** An end that is not a number, such as infinity minus infinity, says nothing; an end at -0 is 0, whose powers have no sign. */
export const range = (low: number, high: number): Range => ({
  low: Number.isNaN(low) ? Number.NEGATIVE_INFINITY : low + 0,
  high: Number.isNaN(high) ? Number.POSITIVE_INFINITY : high + 0,
})
export const point = (value: number): Range => range(value, value)
export const ALL = range(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY)
export const POSITIVE = range(0, Number.POSITIVE_INFINITY)

export const union = (a: Range, b: Range): Range => range(Math.min(a.low, b.low), Math.max(a.high, b.high))
export const isZero = ({ low, high }: Range): boolean => low === 0 && high === 0
export const isNonnegative = ({ low }: Range): boolean => low >= 0
export const excludesZero = ({ low, high }: Range): boolean => low > 0 || high < 0

/** An end of a range: the value as computed, and whether that may have been rounded. */
interface End {
  readonly value: number
  readonly rounded: boolean
}

/** A few units in the last place: more than the error of one operation, `pow` and kin included. */
const SLACK = 2 ** -50

/** The range between the least and the greatest of some ends, moved outwards where they may have been rounded; all if one is no number. */
function hull(...ends: readonly End[]): Range {
  const margin = ({ value, rounded }: End) =>
    rounded && Number.isFinite(value) ? Math.abs(value) * SLACK + Number.MIN_VALUE : 0
  // What is too large for a double is at least the largest of them, and not infinite.
  return range(
    Math.min(...ends.map((end) => (end.rounded ? Math.min(end.value, Number.MAX_VALUE) : end.value) - margin(end))),
    Math.max(...ends.map((end) => (end.rounded ? Math.max(end.value, -Number.MAX_VALUE) : end.value) + margin(end))),
  )
}

/** Keeps what is certain: a lower end that is 0 or more stays so. */
const floored = ({ low, high }: Range, least: number): Range => range(Math.max(low, least), high)

const sum = (a: number, b: number): End => {
  const value = a + b
  const back = value - a
  // Knuth's two-sum: the error of the addition.
  return { value, rounded: Number.isFinite(value) && a - (value - back) + (b - back) !== 0 }
}

const plain = (value: number): boolean => value === 0 || Math.abs(value) === 1

/** Values of a state are finite, so 0 times an end that is infinite is 0. */
const times = (a: number, b: number): End => ({
  value: a === 0 || b === 0 ? 0 : a * b,
  rounded: !(plain(a) || plain(b) || (Number.isSafeInteger(a * b) && Number.isInteger(a) && Number.isInteger(b))),
})

const signed = (a: Range, b: Range, result: Range): Range => {
  const positive = (a.low >= 0 && b.low >= 0) || (a.high <= 0 && b.high <= 0)
  const negative = (a.low >= 0 && b.high <= 0) || (a.high <= 0 && b.low >= 0)
  return range(positive ? Math.max(0, result.low) : result.low, negative ? Math.min(0, result.high) : result.high)
}

const product = (a: Range, b: Range): Range =>
  signed(a, b, hull(times(a.low, b.low), times(a.low, b.high), times(a.high, b.low), times(a.high, b.high)))

/** 1 / b where it has a value. */
const reciprocal = ({ low, high }: Range): Range => {
  const inverse = (value: number): End => ({ value: 1 / value, rounded: !plain(value) && Number.isFinite(value) })
  if (low > 0 || high < 0) return signed(point(1), range(low, high), hull(inverse(low), inverse(high)))
  if (low === 0) return range(Math.max(0, hull(inverse(high)).low), Number.POSITIVE_INFINITY)
  return high === 0 ? range(Number.NEGATIVE_INFINITY, Math.min(0, hull(inverse(low)).high)) : ALL
}

const rising =
  (f: (a: number) => number) =>
  ({ low, high }: Range): Range => {
    const end = (a: number): End => ({ value: f(a), rounded: !(Number.isInteger(a) && Number.isInteger(f(a))) })
    return hull(end(low), end(high))
  }

const wave = (): Range => range(-1, 1)
const positivePart = ({ low, high }: Range): Range => range(Math.max(0, low), Math.max(0, high))

/** Ranges of functions of a value in a range, where they have a value at all. */
export const UNARY: Readonly<Record<UnaryOp, (a: Range) => Range>> = {
  neg: ({ low, high }) => range(-high, -low),
  abs: ({ low, high }) =>
    low >= 0 ? range(low, high) : high <= 0 ? range(-high, -low) : range(0, Math.max(-low, high)),
  sqrt: (a) => floored(rising(Math.sqrt)(positivePart(a)), 0),
  floor: ({ low, high }) => range(Math.floor(low), Math.floor(high)),
  exp: (a) => floored(rising(Math.exp)(a), 0),
  log: (a) => rising(Math.log)(positivePart(a)),
  tanh: (a) => rising(Math.tanh)(a),
  sin: wave,
  cos: wave,
  tan: () => ALL,
}

const truth = (always: boolean, never: boolean): Range => range(always ? 1 : 0, never ? 0 : 1)

const power = (a: Range, b: Range): Range => {
  const end = (base: number, exponent: number): End => ({
    value: base ** exponent,
    rounded: !(plain(base) || exponent === 0 || exponent === 1 || !Number.isFinite(exponent)),
  })
  if (b.low === b.high && Number.isInteger(b.low) && b.low % 2 === 0 && b.low > 0) {
    const { low, high } = UNARY.abs(a)
    return floored(hull(end(low, b.low), end(high, b.low)), 0)
  }
  if (a.low < 0) return ALL
  // a^b is monotone in each argument while the other is fixed, so its extremes are at corners.
  const corners = [end(a.low, b.low), end(a.low, b.high), end(a.high, b.low), end(a.high, b.high)]
  const most = (a.high <= 1 && b.low >= 0) || (a.low >= 1 && b.high <= 0) ? 1 : Number.POSITIVE_INFINITY
  const { low, high } = corners.some(({ value }) => Number.isNaN(value)) ? POSITIVE : hull(...corners)
  return range(Math.max(low, a.low >= 1 && b.low >= 0 ? 1 : 0), Math.min(high, most))
}

const same = (a: Range, b: Range) => a.low === a.high && b.low === b.high && a.low === b.low
const apart = (a: Range, b: Range) => a.high < b.low || b.high < a.low

export const BINARY: Readonly<Record<BinaryOp, (a: Range, b: Range) => Range>> = {
  add: (a, b) => floored(ends(a, b), a.low >= 0 && b.low >= 0 ? 0 : Number.NEGATIVE_INFINITY),
  sub: (a, b) => ends(a, UNARY.neg(b)),
  mul: product,
  div: (a, b) => (b.low === 1 && b.high === 1 ? a : product(a, reciprocal(b))),
  pow: power,
  min: (a, b) => range(Math.min(a.low, b.low), Math.min(a.high, b.high)),
  max: (a, b) => range(Math.max(a.low, b.low), Math.max(a.high, b.high)),
  lt: (a, b) => truth(a.high < b.low, a.low >= b.high),
  le: (a, b) => truth(a.high <= b.low, a.low > b.high),
  gt: (a, b) => truth(a.low > b.high, a.high <= b.low),
  ge: (a, b) => truth(a.low >= b.high, a.high < b.low),
  eq: (a, b) => truth(same(a, b), apart(a, b)),
  ne: (a, b) => truth(apart(a, b), same(a, b)),
}

/** The range of a sum; each end is the sum of its own ends, and says nothing if that has no value. */
const ends = (a: Range, b: Range): Range => range(hull(sum(a.low, b.low)).low, hull(sum(a.high, b.high)).high)
