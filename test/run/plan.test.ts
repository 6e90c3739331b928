import { describe, expect, test } from 'vitest'
import { recordedSteps } from '../../src/compose/recorded-steps.ts'
import { composeVariants } from '../../src/compose/variants.ts'
import { countRuns, countValues } from '../../src/config/size.ts'
import { Diagnostics } from '../../src/lang/source.ts'
import { nodeSystem } from '../../src/machine/system.ts'
import { plan } from '../../src/run/plan.ts'
import { experiment, type page } from './support.ts'

const ids = (changes?: Parameters<typeof page>[0]) => {
  const of = experiment(changes)
  const { ids: all } = plan(of, composeVariants(of, new Diagnostics()), nodeSystem)
  return Array.from({ length: all.length }, (_, unit) => all.of(unit))
}

describe('the plan is a pure function of what the page means', () => {
  test('ids are unique, stable, and do not see names, order of keys or spacing', () => {
    const base = ids()
    expect(new Set(base).size).toBe(48)
    expect(ids()).toEqual(base)
    expect(ids({ title: 'Other words' })).toEqual(base)
    expect(ids({ optimizers: '[{lr: [ 0.01,0.1 ], use: adam, label: mine}, {use: sgd, lr: 1000}]' })).toEqual(base)
  })
  test('a change of the rule changes its ids only', () => {
    const base = ids()
    const other = ids({ optimizers: '[{use: adam, lr: [0.01, 0.1], eps: 1e-7}, {use: sgd, lr: 1e3}]' })
    expect(other.filter((id) => base.includes(id))).toHaveLength(16)
  })
  test('runs and recorded values are counted without making them', () => {
    const of = experiment({
      optimizers: '{use: adam, lr: {from: 0.1, to: 1, count: 240}, beta2: {from: 0, to: 0.9, count: 240}}',
    })
    expect(countRuns(of)).toBe(921_600)
    expect(countValues({ ...of, record: { points: 299, scale: 'log' } })).toBe(552_960_000)
  })
})

describe('the recording schedule', () => {
  test.each([
    [1, 1],
    [10, 200],
    [1_000_000, 200],
    [12_345, 1],
    [1e10, 50],
  ])('T = %d with %d points: whole, ascending, ends at T', (horizon, points) => {
    for (const scale of ['log', 'linear'] as const) {
      const times = recordedSteps(horizon, { points, scale })
      expect(times.at(-1)).toBe(horizon)
      expect(times.every((t, k) => Number.isInteger(t) && t >= 1 && (k === 0 || t > (times[k - 1] as number)))).toBe(
        true,
      )
      expect(times.length).toBeLessThanOrEqual(points + 1)
    }
  })
  test('every step where there are as many points', () => {
    expect(recordedSteps(5, { points: 5, scale: 'linear' })).toEqual([1, 2, 3, 4, 5])
  })
})
