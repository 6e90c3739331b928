import type { KernelFunction, KernelStatement, Lanes, Local, Scalar } from '../code/instruction.ts'
import { i32, i64 } from '../code/scalars.ts'
import { halfOf, halves, interleave } from '../code/walk.ts'
import { add, get, most, set, sub, xor } from '../code/words.ts'
import { KEY_INCREMENTS, MULTIPLIERS, ROUNDS } from '../random/philox.ts'

const native = (instruction: string, ...args: readonly (Lanes | Scalar)[]): Lanes => ['native', instruction, ...args]

const words32 = (words: readonly number[]): Lanes =>
  native(`v128.const i32x4 ${words.map((word) => `0x${word.toString(16)}`).join(' ')}`)
const same32 = (word: number): Lanes => words32([word, word, word, word])

/** A shuffle of 32-bit words: 0 to 3 of `a`, 4 to 7 of `b`. */
const pick = (indices: readonly number[], a: Lanes, b: Lanes): Lanes =>
  native(`i8x16.shuffle ${indices.flatMap((word) => [0, 1, 2, 3].map((byte) => 4 * word + byte)).join(' ')}`, a, b)

const shiftRight32 = (value: Lanes, places: number): Lanes => native('i32x4.shr_u', value, i32.const(places))

const [even, odd, key, product] = [get('$even'), get('$odd'), get('$key'), get('$product')]

/**
 * Philox4x32-10 for two lanes. Even words of the counter are in `$even` = (c0, c0', c2, c2') and odd ones in `$odd` =
 * (c1, c1', c3, c3'), the prime meaning the second lane; `$key` = (k0, k0', k1, k1'). One product takes the lower half
 * of `$even`, the other the upper, and both come out as (low, high, low', high'). Needs a local `$product`.
 */
export function philoxRounds(): KernelStatement[] {
  const round = [
    set('$product', native('i64x2.extmul_low_i32x4_u', even, same32(MULTIPLIERS[0]))),
    set('$even', native('i64x2.extmul_high_i32x4_u', even, same32(MULTIPLIERS[1]))),
    set('$odd', xor(xor(odd, key), pick([1, 3, 5, 7], even, product))),
    set('$product', pick([0, 2, 4, 6], even, product)),
    set('$even', odd),
    set('$odd', product),
  ]
  const [k0, k1] = KEY_INCREMENTS
  const bump = set('$key', native('i32x4.add', key, words32([k0, k0, k1, k1])))
  return Array.from({ length: ROUNDS }, (_, n) => (n === 0 ? round : [bump, ...round])).flat()
}

/**
 * The doubles (a >>> 5) 2^-27 + (b >>> 6) 2^-53, 0 replaced by 2^-54, for the words a of `$even` and b of `$odd` at the two
 * given places. Words put below the exponents of 2^25 and 2^-1 are such doubles without a conversion; both steps are exact.
 */
function toUnit([p, q]: readonly [number, number]): Lanes {
  const under = (word: Lanes, high: number) => pick([p, 4, q, 4], word, same32(high))
  return most(add(sub(under(even, 0x41800000), 33554432.5), under(odd, 0x3fe00000)), 2 ** -54)
}

const pairs = (local: Local, low: Scalar, high: Scalar): KernelStatement =>
  set(local, pick([0, 1, 4, 5], native('i32x4.splat', low), native('i32x4.splat', high)))

const BODY: readonly KernelStatement[] = [
  pairs('$even', i32.low('$step'), get('$coordinate')),
  pairs('$odd', i32.low(i64.shiftRight('$step', 32)), get('$block')),
  set('$key', pick([0, 2, 4, 5], get('$seeds'), native('i32x4.splat', get('$stream')))),
  ...philoxRounds(),
  set('$even', shiftRight32(even, 5)),
  set('$odd', shiftRight32(odd, 6)),
]

const OWN = ['$even', '$odd', '$key', '$product'] as const
const UNIFORMS = [toUnit([0, 1]), toUnit([2, 3])]

/**
 * The function `uniforms`: the uniform random numbers 2 `block` and 2 `block` + 1 (of `uniform` in philox.ts, bit for bit) of a
 * step, coordinate and stream, for the seeds of two lanes, each zero-extended in an i64. No memory.
 */
export const uniforms = (): KernelFunction => written('uniforms', ['$seeds'], OWN, BODY, UNIFORMS)

/** `uniforms_pair`: the same for the seeds of four lanes in two vectors; both numbers of the one, then both of the other. */
export function uniformsPair(): KernelFunction {
  const own = new Set<Local>([...OWN, '$seeds'])
  const values = ([0, 1] as const).flatMap((half) => UNIFORMS.map((value) => halfOf(value, own, half)))
  return written('uniforms_pair', halves('$seeds'), OWN.flatMap(halves), interleave(BODY, own), values)
}

function written(
  name: string,
  seeds: readonly Local[],
  locals: readonly Local[],
  body: readonly KernelStatement[],
  values: readonly Lanes[],
): KernelFunction {
  const lanes = (list: readonly Local[]) => list.map((local) => [local, 'lanes'] as const)
  const place = [
    ['$step', 'i64'],
    ...(['$coordinate', '$block', '$stream'] as const).map((one) => [one, 'i32']),
  ] as const
  return {
    name,
    params: [...(place as KernelFunction['params']), ...lanes(seeds)],
    locals: lanes(locals),
    body,
    results: values.map(() => 'lanes'),
    values,
  }
}
