/**
 * A few words for writing two-lane WebAssembly text: an operand is a number (a constant in both f64 lanes), a bigint
 * (a bit pattern in both i64 lanes), a local (`'$x'`), or an expression's text.
 */
export type Operand = string | number | bigint

/** Shifts an integer-valued double below 2^51 into the low bits of its own representation, rounding to nearest even. */
export const ROUNDER = 1.5 * 2 ** 52
export const SIGN_BIT = 0x8000000000000000n
export const ONE_BITS = 0x3ff0000000000000n
export const SMALLEST_NORMAL = 2 ** -1022

function literal(value: number): string {
  if (Number.isNaN(value)) return 'nan'
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf'
  return Object.is(value, -0) ? '-0' : String(value)
}

function operand(value: Operand): string {
  if (typeof value === 'number') return `(v128.const f64x2 ${literal(value)} ${literal(value)})`
  if (typeof value === 'bigint') {
    const bits = `0x${value.toString(16)}`
    return `(v128.const i64x2 ${bits} ${bits})`
  }
  return value.startsWith('$') ? `(local.get ${value})` : value
}

const unary = (op: string) => (a: Operand) => `(${op} ${operand(a)})`
const binary = (op: string) => (a: Operand, b: Operand) => `(${op} ${operand(a)} ${operand(b)})`
const shift = (op: string) => (a: Operand, count: number) => `(${op} ${operand(a)} (i32.const ${count}))`

export const abs = unary('f64x2.abs')
export const add = binary('f64x2.add')
export const sub = binary('f64x2.sub')
export const mul = binary('f64x2.mul')
export const div = binary('f64x2.div')
/** `b < a ? b : a`: a NaN in `a` stays. */
export const least = binary('f64x2.pmin')
/** `a < b ? b : a`: a NaN in `a` stays. */
export const most = binary('f64x2.pmax')
export const nearest = unary('f64x2.nearest')
export const lt = binary('f64x2.lt')
export const gt = binary('f64x2.gt')
export const ge = binary('f64x2.ge')
export const eq = binary('f64x2.eq')
export const ne = binary('f64x2.ne')

export const and = binary('v128.and')
export const or = binary('v128.or')
export const xor = binary('v128.xor')
/** Bits of `a` without those of `b`. */
export const without = binary('v128.andnot')
export const addInteger = binary('i64x2.add')
export const negateInteger = unary('i64x2.neg')
export const shiftLeft = shift('i64x2.shl')
export const shiftRight = shift('i64x2.shr_u')

/** Lane-wise `mask ? a : b`. */
export const select = (mask: Operand, a: Operand, b: Operand): string =>
  `(v128.bitselect ${operand(a)} ${operand(b)} ${operand(mask)})`

export const set = (local: string, value: Operand): string => `(local.set ${local} ${operand(value)})`

/** Runs `body` when the mask is false in any lane. */
export const unlessAll = (mask: Operand, body: readonly string[]): string =>
  `(if (i32.ne (i64x2.bitmask ${operand(mask)}) (i32.const 3)) (then\n    ${body.join('\n    ')}))`

/** c[0] + x (c[1] + x (c[2] + ...)). */
export const horner = (x: Operand, coefficients: readonly number[]): string =>
  coefficients.slice(0, -1).reduceRight<Operand>((sum, c) => add(c, mul(x, sum)), coefficients.at(-1) ?? 0) as string

/** `difference + error = a - b` exactly (Knuth). The operands are used more than once: name locals. */
export const twoDifference = (difference: string, error: string, a: string, b: string): string[] => [
  set(difference, sub(a, b)),
  set(error, sub(difference, a)),
  set(error, sub(sub(a, sub(difference, error)), add(b, error))),
]

/** 2^k in each lane, from `k + ROUNDER`, for k from -1022 to 1023. */
export const powerOfTwo = (rounded: Operand): string => addInteger(shiftLeft(rounded, 52), ONE_BITS)

/** A function of vectors, as statements and at last the expression of its value; parameters are named like locals: `$x`. */
export interface VectorFunction {
  readonly name: string
  readonly params: readonly string[]
  readonly body: readonly string[]
}

/** `(func $name (param v128)... (result v128))`; every local that the body sets is declared. */
export function functionText({ name, params, body }: VectorFunction): string {
  return text(name, params, body, 1)
}

/** The name of a function for two vectors at once. */
export const pairName = (name: string): string => `${name}_pair`

/**
 * `(func $name_pair (param v128)... (result v128 v128))`: the arguments of one vector, then those of another, and the values of
 * both. Such a function is one long chain of instructions that wait for each other, so two of them interleaved take little
 * longer than one.
 */
export function pairText({ name, params, body }: VectorFunction): string {
  const own = new Set([...params, ...localsOf(body)])
  const both = [...params.map((param) => halves(param)[0]), ...params.map((param) => halves(param)[1])]
  return text(pairName(name), both, interleave(body, own), 2)
}

/** Each statement twice, once for each of two sets of locals in place of `own`. */
export function interleave(body: readonly string[], own: ReadonlySet<string>): string[] {
  const renamed = (statement: string, half: 0 | 1) =>
    statement.replaceAll(/(?<=\(local\.(?:get|set) )\$\w+/g, (local) => (own.has(local) ? halves(local)[half] : local))
  return body.flatMap((statement) => [renamed(statement, 0), renamed(statement, 1)])
}

export const halves = (local: string): readonly [string, string] => [`${local}_a`, `${local}_b`]

const localsOf = (body: readonly string[]): Set<string> =>
  new Set([...body.join('\n').matchAll(/\(local\.set (\$\w+)/g)].map((match) => match[1] as string))

function text(name: string, params: readonly string[], body: readonly string[], results: number): string {
  const locals = localsOf(body)
  for (const param of params) locals.delete(param)
  return `(func $${name} ${params.map((param) => `(param ${param} v128)`).join(' ')} (result${' v128'.repeat(results)})
  ${[...locals].map((local) => `(local ${local} v128)`).join(' ')}
  ${body.join('\n  ')})`
}
