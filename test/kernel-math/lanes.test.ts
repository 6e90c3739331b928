import { expect, test } from 'vitest'
import { compile } from 'watr'
import { MATH_NAMES, mathFunctions } from '../../src/kernel/math/index.ts'
import { loadMath } from '../../src/kernel/wasm/host-math.ts'
import { functionText } from '../../src/kernel/wasm/print.ts'
import { families, Points, powFamilies } from './points.ts'

const mathWat = (...args: Parameters<typeof mathFunctions>) =>
  mathFunctions(...args)
    .map(functionText)
    .join('\n')

/** Both lanes of each function: (x, x') -> [f(x), f(x')], and for pow (x, x', y, y'). */
function loadLanes(): Readonly<Record<string, (...lanes: number[]) => [number, number]>> {
  const lanes = (first: number): string =>
    `(f64x2.replace_lane 1 (f64x2.splat (local.get ${first})) (local.get ${first + 1}))`
  const wrappers = MATH_NAMES.map((name) => {
    const isPow = name === 'pow'
    return `(func (export "${name}") (param f64 f64 ${isPow ? 'f64 f64' : ''}) (result f64 f64) (local $r v128)
      (local.set $r (call $${name} ${lanes(0)} ${isPow ? lanes(2) : ''}))
      (f64x2.extract_lane 0 (local.get $r)) (f64x2.extract_lane 1 (local.get $r)))`
  })
  const bytes = new Uint8Array(compile(`${mathWat(MATH_NAMES)}\n${wrappers.join('\n')}`))
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes))
  return exports as unknown as Record<string, (...lanes: number[]) => [number, number]>
}

const two = loadLanes()
const one = loadMath()
const INFINITE = Number.POSITIVE_INFINITY
/** Neighbours that take every rare path. */
const NEIGHBOURS = [1, 0, -0, -1, -2.5, 5e-324, -1e-310, 1e300, -1e22, INFINITE, -INFINITE, Number.NaN, 711, -746]
const COUNT = 3000

for (const name of ['exp', 'log', 'sin', 'cos', 'tan', 'tanh'] as const) {
  test(`a lane of ${name} does not see the other`, () => {
    const points = new Points(200)
    for (let i = 0; i < COUNT; i++) {
      const x = i < NEIGHBOURS.length ? NEIGHBOURS[i] : families[name][i % families[name].length]?.(points)
      if (x === undefined) throw new Error('no point')
      const expected = one[name](x)
      for (const other of NEIGHBOURS) {
        if (!Object.is(two[name]?.(x, other)[0], expected)) expect.fail(`${name}(${x}) changes beside ${other}`)
        if (!Object.is(two[name]?.(other, x)[1], expected)) expect.fail(`${name}(${x}) changes after ${other}`)
      }
    }
  })
}

test('a lane of pow does not see the other', () => {
  const points = new Points(201)
  for (let i = 0; i < COUNT; i++) {
    const special = [NEIGHBOURS[i % NEIGHBOURS.length], NEIGHBOURS[Math.floor(i / NEIGHBOURS.length)]]
    const [x, y] = i < NEIGHBOURS.length ** 2 ? special : (powFamilies[i % powFamilies.length]?.(points) ?? [])
    if (x === undefined || y === undefined) throw new Error('no point')
    const expected = one.pow(x, y)
    for (const [k, other] of NEIGHBOURS.entries()) {
      const power = NEIGHBOURS[(5 * k + i) % NEIGHBOURS.length] as number
      if (!Object.is(two.pow?.(x, other, y, power)[0], expected))
        expect.fail(`${x}^${y} changes beside ${other}^${power}`)
      if (!Object.is(two.pow?.(other, x, power, y)[1], expected))
        expect.fail(`${x}^${y} changes after ${other}^${power}`)
    }
  }
})

test('only what is asked for is emitted, and each part stands alone', () => {
  for (const name of MATH_NAMES) expect(WebAssembly.validate(new Uint8Array(compile(mathWat([name]))))).toBe(true)
  expect(mathWat(['exp'])).not.toContain('$math_reduce')
  expect(mathWat(['sin', 'cos', 'sin']).split('(func $math_reduce_large ').length).toBe(2)
  expect(mathWat([])).toBe('')
})
