import { expect, test } from 'vitest'
import { compile } from 'watr'
import { MATH_NAMES, type MathName, mathFunctions } from '../../src/kernel/math/index.ts'
import { uniform } from '../../src/kernel/random/philox.ts'
import { loadMath } from '../../src/kernel/wasm/host-math.ts'
import { uniformsPair } from '../../src/kernel/wasm/philox.ts'
import { functionText } from '../../src/kernel/wasm/print.ts'
import { families, Points, powFamilies } from './points.ts'

const mathWat = (...args: Parameters<typeof mathFunctions>) =>
  mathFunctions(...args)
    .map(functionText)
    .join('\n')

const exportsOf = (source: string) =>
  new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(compile(source)))).exports as Record<
    string,
    (...args: (number | bigint)[]) => number[]
  >

const vector = (from: number): string =>
  `(f64x2.replace_lane 1 (f64x2.splat (local.get ${from})) (local.get ${from + 1}))`
const lanesOf = (local: string): string =>
  [0, 1].map((lane) => `(f64x2.extract_lane ${lane} (local.get ${local}))`).join(' ')

/** Four lanes of a function: (x0, x1, x2, x3), and for pow (x0, x1, y0, y1, x2, x3, y2, y3). */
function fourLanes(name: MathName): string {
  const args = name === 'pow' ? [0, 2, 4, 6] : [0, 2]
  return `(func (export "${name}") ${'(param f64 f64)'.repeat(args.length)} (result f64 f64 f64 f64)
    (local $a v128) (local $b v128)
    (call $${name}_pair ${args.map(vector).join(' ')}) (local.set $b) (local.set $a)
    ${lanesOf('$a')} ${lanesOf('$b')})`
}

const four = exportsOf(`${mathWat([], MATH_NAMES)}\n${MATH_NAMES.map(fourLanes).join('\n')}`)
const one = loadMath()
/** Every rare path, in any of the four lanes. */
const RARE = [0, -1, 5e-324, 1e300, -1e22, Number.POSITIVE_INFINITY, Number.NaN, 711]

test.each(['exp', 'log', 'sin', 'cos', 'tan', 'tanh'] as const)('%s for two vectors has the bits of one', (name) => {
  const points = new Points(300)
  for (let i = 0; i < 4000; i++) {
    const lanes = Array.from({ length: 4 }, () => families[name][i % families[name].length]?.(points) ?? Number.NaN)
    if (i % 3 === 0) lanes[i % 4] = RARE[i % RARE.length] as number
    expect(four[name]?.(...lanes), `${name}(${lanes})`).toStrictEqual(lanes.map((x) => one[name](x)))
  }
})

test('pow for two vectors has the bits of one', () => {
  const points = new Points(301)
  for (let i = 0; i < 4000; i++) {
    const pairs = Array.from({ length: 4 }, () => powFamilies[i % powFamilies.length]?.(points) ?? [1, 1])
    if (i % 3 === 0) pairs[i % 4] = [RARE[i % RARE.length] as number, RARE[(i >> 3) % RARE.length] as number]
    const [x, y] = [pairs.map((pair) => pair[0] as number), pairs.map((pair) => pair[1] as number)]
    const args = [...x.slice(0, 2), ...y.slice(0, 2), ...x.slice(2), ...y.slice(2)]
    expect(four.pow?.(...args), `${x} ^ ${y}`).toStrictEqual(x.map((base, k) => one.pow(base, y[k] as number)))
  }
})

test('the uniform numbers of four lanes are those of each seed', () => {
  const seeds = (a: number, b: number) =>
    `(i64x2.replace_lane 1 (i64x2.splat (i64.extend_i32_u (local.get ${a}))) (i64.extend_i32_u (local.get ${b})))`
  const { draw } = exportsOf(`${functionText(uniformsPair())}
  (func (export "draw") (param i64 i32 i32 i32 i32 i32 i32 i32) (result f64 f64 f64 f64 f64 f64 f64 f64)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128)
    (call $uniforms_pair (local.get 0) (local.get 1) (local.get 2) (local.get 3) ${seeds(4, 5)} ${seeds(6, 7)})
    (local.set $d) (local.set $c) (local.set $b) (local.set $a)
    ${['$a', '$b', '$c', '$d'].map(lanesOf).join(' ')})`)
  const points = new Points(302)
  const word = () => Math.floor(points.unit() * 2 ** 32)
  for (let i = 0; i < 2000; i++) {
    const step = Math.floor(points.unit() * 2 ** points.integer(1, 53))
    const [coordinate, block, stream] = [word(), Math.floor(word() / 2), word()]
    const own = [word(), word(), word(), word()]
    const expected = (seed: number, half: number) => uniform(seed, stream, step, coordinate, 2 * block + half)
    const order = [0, 1].flatMap((v) =>
      [0, 1].flatMap((half) => [2 * v, 2 * v + 1].map((lane) => [lane, half] as const)),
    )
    expect(draw?.(BigInt(step), coordinate, block, stream, ...own)).toStrictEqual(
      order.map(([lane, half]) => expected(own[lane] as number, half)),
    )
  }
})
