import { expect, test } from 'vitest'
import { compile } from 'watr'
import { philox4x32, uniform, type Words2, type Words4 } from '../../src/kernel/random/philox.ts'
import { philoxRounds, uniforms } from '../../src/kernel/wasm/philox.ts'
import { functionText, statementLines } from '../../src/kernel/wasm/print.ts'
import { Points } from './points.ts'

const ONES = 0xffffffff

/** Random123's kat_vectors for philox4x32 with 10 rounds: counter, key, result. */
const KNOWN: readonly (readonly [Words4, Words2, Words4])[] = [
  [
    [0, 0, 0, 0],
    [0, 0],
    [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8],
  ],
  [
    [ONES, ONES, ONES, ONES],
    [ONES, ONES],
    [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
  ],
  [
    [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
    [0xa4093822, 0x299f31d0],
    [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
  ],
]

interface Exports {
  /** Words of the first lane's counter `c`, key `k`, and of a second lane with counter and key 0. */
  words(c0: number, c1: number, c2: number, c3: number, k0: number, k1: number): number[]
  uniforms(step: bigint, coordinate: number, block: number, stream: number, seed: number, other: number): number[]
}

function load(): Exports {
  const vector = (a: number, b: number) => `(i32x4.replace_lane 2
    (i32x4.replace_lane 0 (v128.const i32x4 0 0 0 0) (local.get ${a})) (local.get ${b}))`
  const words = (local: string, lanes: readonly number[]) =>
    lanes.map((lane) => `(i32x4.extract_lane ${lane} (local.get ${local}))`)
  const [c0, z0, c2, z2] = words('$even', [0, 1, 2, 3])
  const [c1, z1, c3, z3] = words('$odd', [0, 1, 2, 3])
  const source = `${functionText(uniforms())}
  (func (export "words") (param i32 i32 i32 i32 i32 i32) (result i32 i32 i32 i32 i32 i32 i32 i32)
    (local $even v128) (local $odd v128) (local $key v128) (local $product v128)
    (local.set $even ${vector(0, 2)}) (local.set $odd ${vector(1, 3)}) (local.set $key ${vector(4, 5)})
    ${philoxRounds().flatMap(statementLines).join('\n')}
    ${[c0, c1, c2, c3, z0, z1, z2, z3].join(' ')})
  (func (export "uniforms") (param i64 i32 i32 i32 i32 i32) (result f64 f64 f64 f64) (local $a v128) (local $b v128)
    (call $uniforms (local.get 0) (local.get 1) (local.get 2) (local.get 3)
      (i64x2.replace_lane 1 (i64x2.splat (i64.extend_i32_u (local.get 4))) (i64.extend_i32_u (local.get 5))))
    (local.set $b) (local.set $a)
    (f64x2.extract_lane 0 (local.get $a)) (f64x2.extract_lane 1 (local.get $a))
    (f64x2.extract_lane 0 (local.get $b)) (f64x2.extract_lane 1 (local.get $b)))`
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(compile(source))))
  return exports as unknown as Exports
}

const wasm = load()

test('philox4x32-10 gives the published vectors', () => {
  for (const [counter, key, expected] of KNOWN) expect(philox4x32(counter, key)).toEqual(expected)
})

test('philox4x32-10 in WebAssembly gives the published vectors, whatever the other lane', () => {
  for (const [counter, key, expected] of KNOWN) {
    const words = wasm.words(...counter, ...key).map((word) => word >>> 0)
    expect(words.slice(0, 4)).toEqual(expected)
    expect(words.slice(4)).toEqual(KNOWN[0]?.[2])
  }
})

test('uniforms in WebAssembly equal the reference bit for bit', () => {
  const points = new Points(400)
  const word = () => Math.floor(points.unit() * 2 ** 32)
  const edges = [0, 1, ONES, 0x80000000]
  for (let i = 0; i < 50_000; i++) {
    const [seed, other, stream, coordinate] =
      i < 256 ? [0, 2, 4, 6].map((by) => edges[(i >> by) & 3] ?? 0) : [word(), word(), word(), word()]
    if (seed === undefined || other === undefined || stream === undefined || coordinate === undefined) throw new Error()
    const step = Math.floor(points.unit() * 2 ** points.integer(1, 53))
    const block = Math.floor(points.unit() * 2 ** points.integer(1, 31))
    const expected = [2 * block, 2 * block + 1].flatMap((number) => [
      uniform(seed, stream, step, coordinate, number),
      uniform(other, stream, step, coordinate, number),
    ])
    const actual = wasm.uniforms(BigInt(step), coordinate, block, stream, seed, other)
    if (!actual.every((value, k) => Object.is(value, expected[k]))) expect(actual).toEqual(expected)
  }
})
