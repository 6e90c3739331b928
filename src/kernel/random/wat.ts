import { halves, interleave } from '../math/assembly.ts'
import { KEY_INCREMENTS, MULTIPLIERS, ROUNDS } from './philox.ts'

const splat32 = (word: number): string =>
  `(v128.const i32x4 ${Array(4)
    .fill(`0x${word.toString(16)}`)
    .join(' ')})`

/** A shuffle of 32-bit words: 0 to 3 of `a`, 4 to 7 of `b`. */
const pick = (indices: readonly number[], a: string, b: string): string =>
  `(i8x16.shuffle ${indices.flatMap((word) => [0, 1, 2, 3].map((byte) => 4 * word + byte)).join(' ')} ${a} ${b})`

/**
 * Philox4x32-10 for two lanes. Even words of the counter are in `$even` = (c0, c0', c2, c2') and odd ones in `$odd` =
 * (c1, c1', c3, c3'), the prime meaning the second lane; `$key` = (k0, k0', k1, k1'). One product takes the lower half
 * of `$even`, the other the upper, and both come out as (low, high, low', high'). Statements; they need a v128 local `$product`.
 */
export function philoxRounds(): string[] {
  const round = [
    `(local.set $product (i64x2.extmul_low_i32x4_u (local.get $even) ${splat32(MULTIPLIERS[0])}))`,
    `(local.set $even (i64x2.extmul_high_i32x4_u (local.get $even) ${splat32(MULTIPLIERS[1])}))`,
    `(local.set $odd (v128.xor (v128.xor (local.get $odd) (local.get $key))
    ${pick([1, 3, 5, 7], '(local.get $even)', '(local.get $product)')}))`,
    `(local.set $product ${pick([0, 2, 4, 6], '(local.get $even)', '(local.get $product)')})`,
    '(local.set $even (local.get $odd))',
    '(local.set $odd (local.get $product))',
  ]
  const [k0, k1] = KEY_INCREMENTS.map((word) => `0x${word.toString(16)}`)
  const bump = `(local.set $key (i32x4.add (local.get $key) (v128.const i32x4 ${k0} ${k0} ${k1} ${k1})))`
  return Array.from({ length: ROUNDS }, (_, n) => (n === 0 ? round : [bump, ...round])).flat()
}

/**
 * The doubles (a >>> 5) 2^-27 + (b >>> 6) 2^-53, 0 replaced by 2^-54, for the words a of `$even` and b of `$odd` at the two
 * given places. Words put below the exponents of 2^25 and 2^-1 are such doubles without a conversion; both steps are exact.
 */
const toUnit = (places: readonly [number, number]): string => {
  const [p, q] = places
  const under = (word: string, high: string): string => pick([p, 4, q, 4], word, splat32(Number(high)))
  return `(f64x2.pmax
    (f64x2.add
      (f64x2.sub ${under('(local.get $even)', '0x41800000')} (v128.const f64x2 33554432.5 33554432.5))
      ${under('(local.get $odd)', '0x3fe00000')})
    (v128.const f64x2 ${2 ** -54} ${2 ** -54}))`
}

const pairs = (local: string, low: string, high: string): string =>
  `(local.set ${local} ${pick([0, 1, 4, 5], `(i32x4.splat ${low})`, `(i32x4.splat ${high})`)})`

const BODY: readonly string[] = [
  pairs('$even', '(i32.wrap_i64 (local.get $step))', '(local.get $coordinate)'),
  pairs('$odd', '(i32.wrap_i64 (i64.shr_u (local.get $step) (i64.const 32)))', '(local.get $block)'),
  `(local.set $key ${pick([0, 2, 4, 5], '(local.get $seeds)', '(i32x4.splat (local.get $stream))')})`,
  ...philoxRounds(),
  '(local.set $even (i32x4.shr_u (local.get $even) (i32.const 5)))',
  '(local.set $odd (i32x4.shr_u (local.get $odd) (i32.const 6)))',
]

const VECTORS = ['$even', '$odd', '$key', '$product', '$seeds']
const UNIFORMS = [toUnit([0, 1]), toUnit([2, 3])]

/**
 * WebAssembly text of `$uniforms`: the uniform random numbers 2 `block` and 2 `block` + 1 (of `uniform` in philox.ts, bit for
 * bit) of a step, coordinate and stream, for the seeds of two lanes, each zero-extended in an i64. No memory, no globals.
 */
export const randomWat = (): string => uniforms('uniforms', ['$seeds'], BODY, UNIFORMS)

/** `$uniforms_pair`: the same for the seeds of four lanes in two vectors; both numbers of the one, then both of the other. */
export function randomPairWat(): string {
  const own = new Set(VECTORS)
  const [first, second] = [0, 1].map((half) => UNIFORMS.map((text) => interleave([text], own)[half] as string))
  return uniforms('uniforms_pair', halves('$seeds'), interleave(BODY, own), [...(first ?? []), ...(second ?? [])])
}

function uniforms(name: string, seeds: readonly string[], body: readonly string[], results: readonly string[]): string {
  const locals = VECTORS.slice(0, 4).flatMap((local) => (seeds.length > 1 ? halves(local) : [local]))
  return `(func $${name}
  (param $step i64) (param $coordinate i32) (param $block i32) (param $stream i32)
  ${seeds.map((seed) => `(param ${seed} v128)`).join(' ')} (result${' v128'.repeat(results.length)})
  ${locals.map((local) => `(local ${local} v128)`).join(' ')}
  ${[...body, ...results].join('\n  ')})`
}
