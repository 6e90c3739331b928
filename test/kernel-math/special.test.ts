import { expect, test } from 'vitest'
import { loadMath } from '../../src/kernel/wasm/host-math.ts'
import { Points } from './points.ts'

const { exp, log, sin, cos, tan, tanh, pow } = loadMath()
const INFINITE = Number.POSITIVE_INFINITY
const NAN = Number.NaN
const LEAST = Number.MIN_VALUE
const LARGEST = Number.MAX_VALUE

const is = (actual: number, expected: number, what: string) =>
  Object.is(actual, expected) || expect.fail(`${what} = ${actual}, not ${expected}`)

function table(name: string, f: (x: number) => number, rows: readonly (readonly [number, number])[]): void {
  test(`special values of ${name}`, () => {
    for (const [x, expected] of rows) is(f(x), expected, `${name}(${Object.is(x, -0) ? '-0' : x})`)
  })
}

table('exp', exp, [
  [0, 1],
  [-0, 1],
  [INFINITE, INFINITE],
  [-INFINITE, 0],
  [NAN, NAN],
  [LEAST, 1],
  [-LEAST, 1],
  [709.7827128933841, INFINITE],
  [LARGEST, INFINITE],
  [-745.1332191019411, LEAST],
  [-745.1332191019412, 0],
  [-LARGEST, 0],
])
table('log', log, [
  [1, 0],
  [0, -INFINITE],
  [-0, -INFINITE],
  [-1, NAN],
  [-LEAST, NAN],
  [-INFINITE, NAN],
  [INFINITE, INFINITE],
  [NAN, NAN],
])
for (const [name, f] of Object.entries({ sin, tan, tanh }))
  table(name, f, [
    [0, 0],
    [-0, -0],
    [LEAST, LEAST],
    [-LEAST, -LEAST],
    [1e-300, 1e-300],
    [NAN, NAN],
  ])
for (const [name, f] of Object.entries({ sin, cos, tan }))
  table(name, f, [
    [INFINITE, NAN],
    [-INFINITE, NAN],
  ])
table('cos', cos, [
  [0, 1],
  [-0, 1],
  [LEAST, 1],
  [NAN, NAN],
])
table('tanh', tanh, [
  [INFINITE, 1],
  [-INFINITE, -1],
  [30, 1],
  [-LARGEST, -1],
])
// Published values: Ng, "Argument reduction for huge arguments: good to the last bit" (1992).
table('sin', sin, [[1e22, -0.8522008497671888]])

test('special values of pow are those of C99, F.9.4.4', () => {
  const rows: [number, number, number][] = [
    [0, -1, INFINITE],
    [-0, -1, -INFINITE],
    [-0, -3, -INFINITE],
    [0, -2, INFINITE],
    [-0, -2, INFINITE],
    [-0, -2.5, INFINITE],
    [0, -INFINITE, INFINITE],
    [-0, -INFINITE, INFINITE],
    [0, 3, 0],
    [-0, 3, -0],
    [-0, 2, 0],
    [-0, 0.5, 0],
    [0, INFINITE, 0],
    [-1, INFINITE, 1],
    [-1, -INFINITE, 1],
    [-2, 0.5, NAN],
    [-LEAST, 0.5, NAN],
    [-LARGEST, -1.5, NAN],
    [0.5, -INFINITE, INFINITE],
    [-0.5, -INFINITE, INFINITE],
    [2, -INFINITE, 0],
    [-2, -INFINITE, 0],
    [0.5, INFINITE, 0],
    [-0.5, INFINITE, 0],
    [2, INFINITE, INFINITE],
    [-2, INFINITE, INFINITE],
    [-INFINITE, -3, -0],
    [-INFINITE, -2, 0],
    [-INFINITE, -2.5, 0],
    [-INFINITE, 3, -INFINITE],
    [-INFINITE, 2, INFINITE],
    [-INFINITE, 0.5, INFINITE],
    [INFINITE, -1, 0],
    [INFINITE, 0.5, INFINITE],
    [INFINITE, -INFINITE, 0],
    [-INFINITE, INFINITE, INFINITE],
    [NAN, 1, NAN],
    [NAN, INFINITE, NAN],
    [2, NAN, NAN],
    [0, NAN, NAN],
    [INFINITE, NAN, NAN],
    [-2, 3, -8],
    [-2, 2, 4],
    [-2, -3, -0.125],
    [-2, 2 ** 53 - 1, -INFINITE],
    [-2, 2 ** 53, INFINITE],
    [-0.5, 2 ** 53 - 1, -0],
    [-1, 2 ** 53 - 1, -1],
    [-1, 2 ** 53, 1],
    [-1, 1e300, 1],
    [1 + 2 ** -52, LARGEST, INFINITE],
    [1 - 2 ** -53, LARGEST, 0],
    [1 - 2 ** -53, -LARGEST, INFINITE],
    [LARGEST, LARGEST, INFINITE],
    [LEAST, LARGEST, 0],
    [LEAST, 1, LEAST],
    [-LEAST, 1, -LEAST],
    [LEAST, -1, INFINITE],
    [2, -1074, LEAST],
    [2, -1075.5, 0],
    [2, 1023, 2 ** 1023],
    [2, 1024, INFINITE],
    [4, 0.5, 2],
    [2 ** -1022, 0.5, 2 ** -511],
    [LEAST, 0.5, 2 ** -537],
    [10, 2, 100],
  ]
  for (const [x, y, expected] of rows) is(pow(x, y), expected, `${Object.is(x, -0) ? '-0' : x}^${y}`)
  for (const x of [0, -0, 1, -1, 2.5, -2.5, LEAST, LARGEST, INFINITE, -INFINITE, NAN])
    for (const zero of [0, -0]) is(pow(x, zero), 1, `${x}^${zero}`)
  for (const y of [0, 1, -2.5, LEAST, LARGEST, INFINITE, -INFINITE, NAN]) is(pow(1, y), 1, `1^${y}`)
})

test('symmetries hold bit for bit', () => {
  const points = new Points(300)
  for (let i = 0; i < 20_000; i++) {
    const x = i % 2 === 0 ? points.bits() : points.scaled(-20, 25)
    is(sin(-x), -sin(x), `sin(${-x})`)
    is(cos(-x), cos(x), `cos(${-x})`)
    is(tan(-x), -tan(x), `tan(${-x})`)
    is(tanh(-x), -tanh(x), `tanh(${-x})`)
    const odd = 2 * points.integer(-50, 50) + 1
    is(pow(-Math.abs(x), odd), -pow(Math.abs(x), odd), `${-Math.abs(x)}^${odd}`)
    is(pow(-Math.abs(x), odd + 1), pow(Math.abs(x), odd + 1), `${-Math.abs(x)}^${odd + 1}`)
    is(pow(x, 1), x, `${x}^1`)
  }
})

test('the bits do not change from release to release', () => {
  const view = new DataView(new ArrayBuffer(8))
  /** FNV-1a over the results' bits; the arguments use nothing but exact operations. */
  const digest = (f: (points: Points) => number): string => {
    const points = new Points(301)
    let hash = 0x811c9dc5
    for (let i = 0; i < 5000; i++) {
      view.setFloat64(0, f(points))
      for (let byte = 0; byte < 8; byte++) hash = Math.imul(hash ^ view.getUint8(byte), 0x01000193)
    }
    return (hash >>> 0).toString(16)
  }
  expect({
    exp: digest((p) => exp(p.between(-745, 709))),
    log: digest((p) => log(Math.abs(p.bits()))),
    sin: digest((p) => sin(p.bits())),
    cos: digest((p) => cos(p.between(-1e4, 1e4))),
    tan: digest((p) => tan(p.between(-1e7, 1e7))),
    tanh: digest((p) => tanh(p.between(-20, 20))),
    pow: digest((p) => pow(p.between(0.01, 20), p.between(-200, 200))),
  }).toEqual({
    exp: '551bdc97',
    log: 'a6667608',
    sin: '41d5e9ea',
    cos: '4163c5fe',
    tan: 'f3a48a2e',
    tanh: 'dba23da7',
    pow: '6dd48e6',
  })
})
