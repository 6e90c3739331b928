import { describe, expect, test } from 'vitest'
import { LIMITS } from '../../src/budget/limits.ts'
import { foresee, metered, spend } from '../../src/budget/meter.ts'
import { fileCatalog } from '../../src/host/file-catalog.ts'
import { adamLab } from '../cli/adam-lab.ts'
import { found, page } from '../errors/support.ts'

describe('a meter', () => {
  test('stops work that costs too much, before it where that is known, and says the cost', () => {
    expect(metered(10, () => [spend(4), spend(6)].length)).toEqual({ value: 2, cost: 10 })
    expect(metered(10, () => [spend(4), spend(7)].length)).toEqual({ cost: 11 })
    expect(metered(10, () => [spend(4), foresee(7), spend(1e9)].length)).toEqual({ cost: 11 })
    expect(metered(10, () => [foresee(9), spend(4), foresee(6)].length)).toEqual({ value: 3, cost: 4 })
    expect(metered(10, () => spend(Number.NaN))).toEqual({ cost: Number.NaN })
  })
  test('counts what is metered in it', () => {
    expect(metered(100, () => [metered(5, () => spend(4)), spend(2)].length).cost).toBe(6)
    expect(metered(100, () => metered(5, () => spend(9))).cost).toBe(0)
  })
  test('lets every other error through, and without a meter nothing is refused', () => {
    expect(() =>
      metered(1, () => {
        throw new TypeError('other')
      }),
    ).toThrow(TypeError)
    expect(() => spend(1e300)).not.toThrow()
  })
})

/** Each took seconds to hours, or all memory. */
test.each([
  ['critical_beta2_adam', [1e5, 1e5, 0.9]],
  ['critical_beta2_low_acprop', [1e6, 10, 0.9]],
  ['drift_adashift', [1e6, 10, 1000, 0.999999, 0.9]],
  ['random_critical_adam', [1e5, 1e-4, 0.9]],
  ['adamomentum_constant_update', [1e15, 1 - 1e-12, 0.5]],
  ['gaussian_norm_factor', [1e15]],
] as const)('%s is given up by a count, not by a clock', (name, values) => {
  const { body } = fileCatalog().page('prediction', name).definition
  if (body.kind !== 'code') throw new Error(`${name} is not code`)
  const once = () => metered(LIMITS.prediction, () => body.evaluate(...values))
  const first = once()
  expect(first.value).toBeUndefined()
  expect(first.cost).toBeGreaterThan(LIMITS.prediction)
  expect(once()).toEqual(first)
})

describe('a prediction of a claim', () => {
  const claim = (predict: string) =>
    `[{id: a, optimizer: sgd, judge: limit, measure: far, predict: "${predict}", within: 1}]`
  test('that costs too much is refused at its call, with its cost', () => {
    expect(found(page({ claims: claim('1 + critical_beta2_adam(1e5, 1e5, 0.9)') }))).toEqual([
      '6:76 `critical_beta2_adam(100000, 100000, 0.9)` takes at least 482,000,250 operations, at most 200,000,000 [smaller arguments]',
    ])
    expect(found(page({ claims: claim('critical_beta2_adam(1e3, 1e3, 0.9)') }))).toEqual([])
  })
  test('that calls one that costs too much is refused with what that says', () => {
    const [said = ''] = found(page({ claims: claim('first_diverging_delay(1e5, 1e5)') }))
    expect(said).toMatch(
      /has no value: `critical_beta2_async\(100000, 100000, 100000\)` takes at least [\d,]+ operations/,
    )
  })
  test('that costs too much at all points of a grid is refused with the product', () => {
    const grid = '{use: sgd, lr: {from: 1e-3, to: 0.1, count: 4000}}'
    const [said, ...others] = found(page({ optimizers: grid, claims: claim('critical_beta2_adam(1e3, 1e3, 0.9)') }))
    expect(said).toMatch(
      /^6:72 this takes about [\d,]+ operations at each of 4,000 places: [\d,]+, at most 20,000,000,000/,
    )
    expect(others).toEqual([])
  })
})

test('the command that evaluates a prediction has the same budget', async () => {
  const { code, err } = await adamLab(['oracle', 'critical_beta2_adam', 'P=1e5', 'C=1e5', 'beta1=0.9'])
  expect(code).toBe(2)
  expect(err).toMatch(/takes at least 482,000,250 operations, at most 200,000,000/)
})
