import { afterAll, expect, test } from 'vitest'
import { loadMath } from '../../src/kernel/wasm/host-math.ts'
import { families, Points, powFamilies } from './points.ts'
import { reference, ulpError } from './reference.ts'

const math = loadMath()
const COUNT = 100_000
const BOUNDS = { exp: 1.5, log: 1.5, sin: 1.5, cos: 1.5, tan: 2, tanh: 2 } as const
const measured: string[] = []

interface Worst {
  ulp: number
  at: string
}

function record(name: string, count: number, worst: Worst): void {
  measured.push(`${name} ${worst.ulp.toFixed(3)} (${count} points, worst at ${worst.at})`)
}

afterAll(() => console.log(`largest errors in ulp:\n  ${measured.join('\n  ')}`))

for (const [stream, name] of (['exp', 'log', 'sin', 'cos', 'tan', 'tanh'] as const).entries()) {
  test(`${name} is within ${BOUNDS[name]} ulp`, () => {
    const points = new Points(stream)
    const worst: Worst = { ulp: 0, at: '' }
    let count = 0
    while (count < COUNT) {
      const family = families[name][count % families[name].length]
      const x = family?.(points) ?? 0
      if (x === 0 || !Number.isFinite(x) || (name === 'log' && x === 1)) continue
      const actual = math[name](x)
      const ulp = ulpError(actual, reference[name](x))
      if (!(ulp <= worst.ulp)) Object.assign(worst, { ulp, at: `${x}` })
      count++
    }
    record(name, count, worst)
    expect(worst.ulp, `${name}(${worst.at}) is off by ${worst.ulp} ulp`).toBeLessThanOrEqual(BOUNDS[name])
  })
}

test('pow is within 2 ulp', () => {
  const points = new Points(6)
  const worst: Worst = { ulp: 0, at: '' }
  let count = 0
  while (count < COUNT) {
    const [x, y] = powFamilies[count % powFamilies.length]?.(points) ?? [0, 0]
    if (x === 0 || x === 1 || !Number.isFinite(y)) continue
    const ulp = ulpError(math.pow(x, y), reference.pow(x, y))
    if (!(ulp <= worst.ulp)) Object.assign(worst, { ulp, at: `${x}, ${y}` })
    count++
  }
  record('pow', count, worst)
  expect(worst.ulp, `pow(${worst.at}) is off by ${worst.ulp} ulp`).toBeLessThanOrEqual(2)
})
