import { all, type BigNumber, create } from 'mathjs'
import { expect, test } from 'vitest'
import { families, Points, powFamilies } from './points.ts'
import { type Exact, exactly, reference, ulpError } from './reference.ts'

if (all === undefined) throw new Error('mathjs has no factories')
const math = create(all, { number: 'BigNumber', precision: 64 })

// Results are compared at higher precision than either side has, so that the comparison adds nothing.
const wide = create(all, { number: 'BigNumber', precision: 120 })
const toBig = ({ m, e }: Exact): BigNumber => wide.bignumber(m.toString()).times(wide.bignumber(2).pow(e))

function relativeDifference(ours: Exact, theirs: BigNumber): number {
  const big = wide.bignumber(theirs.toString())
  return toBig(ours).minus(big).div(big).abs().toNumber()
}

const argument = (x: number): BigNumber => math.bignumber(toBig(exactly(x)).toString())
const COUNT = 300

const oracle: Readonly<Record<keyof typeof families, (x: BigNumber) => BigNumber>> = {
  exp: (x) => math.exp(x),
  log: (x) => math.log(x) as BigNumber,
  sin: (x) => math.sin(x),
  cos: (x) => math.cos(x),
  tan: (x) => math.tan(x),
  tanh: (x) => math.tanh(x),
}

/** BigNumbers carry 64 digits: arguments within their reach. */
const LARGEST = { exp: 1e30, log: 1e30, sin: 1e30, cos: 1e30, tan: 1e30, tanh: 100 } as const

for (const name of ['exp', 'log', 'sin', 'cos', 'tan', 'tanh'] as const) {
  test(`the reference of ${name} agrees with BigNumbers to 27 digits`, () => {
    const points = new Points(100)
    let worst = 0
    let checked = 0
    for (let i = 0; checked < COUNT; i++) {
      const family = families[name][i % families[name].length]
      const x = family?.(points) ?? 0
      if (!(Math.abs(x) < LARGEST[name]) || Math.abs(x) < 1e-20 || (name === 'log' && x === 1)) continue
      checked++
      worst = Math.max(worst, relativeDifference(reference[name](x), oracle[name](argument(x))))
    }
    expect(worst).toBeLessThan(1e-27)
  })
}

test('the reference of pow agrees with BigNumbers to 27 digits', () => {
  const points = new Points(101)
  let worst = 0
  let checked = 0
  for (let i = 0; checked < COUNT; i++) {
    const [x, y] = powFamilies[i % powFamilies.length]?.(points) ?? [1, 1]
    if (x === 0 || !Number.isFinite(y) || Math.abs(y) > 1e6 || Math.abs(y) < 1e-15 || x > 1e20 || x < 1e-20) continue
    checked++
    worst = Math.max(worst, relativeDifference(reference.pow(x, y), math.pow(argument(x), argument(y)) as BigNumber))
  }
  expect(worst).toBeLessThan(1e-27)
})

test('errors are counted in units in the last place', () => {
  expect(ulpError(1, { m: 1n, e: 0 })).toBe(0)
  expect(ulpError(1 + 2 ** -52, { m: 1n, e: 0 })).toBe(1)
  expect(ulpError(1 - 2 ** -53, { m: 1n, e: 0 })).toBe(0.5)
  expect(ulpError(0, { m: 1n, e: -1075 })).toBe(0.5)
  expect(ulpError(Number.POSITIVE_INFINITY, { m: 1n, e: 1030 })).toBe(0)
  expect(ulpError(Number.POSITIVE_INFINITY, exactly(Number.MAX_VALUE))).toBe(1)
  expect(ulpError(Number.NaN, { m: 1n, e: 0 })).toBe(Number.POSITIVE_INFINITY)
  expect(ulpError(1, { m: -1n, e: 0 })).toBe(2 ** 53)
})
