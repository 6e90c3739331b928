import { hostMath } from '../../lang/algebra/doubles.ts'
import { EXACT_BINARY, EXACT_UNARY } from '../../lang/exact.ts'
import type { BinaryOp, ComparisonOp, UnaryOp } from '../../lang/node.ts'
import {
  compare,
  floor,
  logarithm,
  magnitude,
  narrow,
  negative,
  over,
  plus,
  power,
  root,
  times,
  type Wide,
  wide,
} from './wide.ts'

/** A number that changes. */
export interface Cell<V> {
  value: V
  /** Computes the number, once those of the operands are computed. */
  compute(): void
}

/** A kind of numbers that an orbit is computed in. */
export interface Numbers<V> {
  of(value: number): V
  /** The nearest double. */
  double(value: V): number
  /** A number of the kind from one whose exponent cannot run out. */
  fit(value: Wide): V
  /** The result of an operation, looked at before it is used. */
  kept(value: V): V
  /** A cell that others change, or that follows them. Each kind has a class of its own, so that doubles stay unboxed. */
  cell(start: V, next?: () => V): Cell<V>
  readonly unary: Readonly<Record<UnaryOp, (a: V) => V>>
  readonly binary: Readonly<Record<BinaryOp, (a: V, b: V) => V>>
}

/** Thrown where a number comes near the ends of the doubles: what follows needs numbers with a wide exponent. */
export class OutOfRoom extends Error {}

/** Among numbers between these, and 0, no operation leaves the doubles before its result is looked at. */
const [LEAST, MOST] = [2 ** -500, 2 ** 500]

/** @throws OutOfRoom */
function roomy(value: number): number {
  const size = Math.abs(value)
  if ((size > LEAST && size < MOST) || value === 0) return value
  throw new OutOfRoom()
}

class DoubleCell implements Cell<number> {
  constructor(
    public value: number,
    private readonly next: (() => number) | undefined,
  ) {}

  compute(): void {
    if (this.next) this.value = roomy(this.next())
  }
}

class WideCell implements Cell<Wide> {
  constructor(
    public value: Wide,
    private readonly next: (() => Wide) | undefined,
  ) {}

  compute(): void {
    if (this.next) this.value = this.next()
  }
}

/** Doubles as long as they have room: then they round as wide numbers do, and are faster. */
export const DOUBLES: Numbers<number> = {
  of: roomy,
  double: (value) => value,
  fit: (value) => roomy(narrow(value)),
  kept: roomy,
  cell: (start, next) => new DoubleCell(start, next),
  unary: { ...hostMath, ...EXACT_UNARY },
  binary: { ...EXACT_BINARY, pow: hostMath.pow },
}

const plain = (f: (a: number) => number) => (a: Wide) => wide(f(narrow(a)))

const ORDERS: Readonly<Record<ComparisonOp, (order: number) => boolean>> = {
  lt: (order) => order < 0,
  le: (order) => order <= 0,
  gt: (order) => order > 0,
  ge: (order) => order >= 0,
  eq: (order) => order === 0,
  ne: (order) => order !== 0,
}

const truth = (op: ComparisonOp) => (a: Wide, b: Wide) => wide(Number(ORDERS[op](compare(a, b))))
/** The one that is chosen by the sign of a - b; no number beside none. */
const extreme = (sign: 1 | -1) => (a: Wide, b: Wide) => {
  const order = compare(a, b) * sign
  return Number.isNaN(order) ? plus(a, b) : order >= 0 ? a : b
}

/** Doubles whose exponent cannot run out. */
export const WIDE: Numbers<Wide> = {
  of: wide,
  double: narrow,
  fit: (value) => value,
  kept: (value) => value,
  cell: (start, next) => new WideCell(start, next),
  unary: {
    neg: negative,
    abs: magnitude,
    sqrt: root,
    floor,
    exp: plain(Math.exp),
    log: logarithm,
    sin: plain(Math.sin),
    cos: plain(Math.cos),
    tan: plain(Math.tan),
    tanh: plain(Math.tanh),
  },
  binary: {
    add: plus,
    sub: (a, b) => plus(a, negative(b)),
    mul: times,
    div: over,
    pow: power,
    min: extreme(-1),
    max: extreme(1),
    lt: truth('lt'),
    le: truth('le'),
    gt: truth('gt'),
    ge: truth('ge'),
    eq: truth('eq'),
    ne: truth('ne'),
  },
}
