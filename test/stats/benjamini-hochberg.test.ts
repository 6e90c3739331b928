import fc from 'fast-check'
import { expect, it } from 'vitest'
import { benjaminiHochberg } from '../../src/stats/benjamini-hochberg.ts'
import { holm } from '../../src/stats/holm.ts'
import { studentTail } from '../../src/stats/student.ts'
import { Draws } from './draws.ts'

// The example of their paper, section 3.2: fifteen comparisons after a myocardial infarction.
const PUBLISHED = [
  0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1,
]

it('rejects four of the fifteen hypotheses of the paper, and Holm three', () => {
  expect(benjaminiHochberg(PUBLISHED, 0.05)).toEqual(PUBLISHED.map((_, k) => k < 4))
  expect(holm(PUBLISHED, 0.05).filter(Boolean)).toHaveLength(3)
})

it('steps up: a larger p value within its threshold carries smaller ones that miss theirs', () => {
  expect(benjaminiHochberg([0.04, 0.045, 0.049], 0.05)).toEqual([true, true, true])
  expect(benjaminiHochberg([0.04, 0.9, 0.049], 0.05)).toEqual([false, false, false])
  expect(benjaminiHochberg([], 0.05)).toEqual([])
})

const pValues = fc.array(fc.double({ min: 0, max: 1 }), { maxLength: 20 })

it('never rejects a NaN, and counts it as a test', () => {
  expect(benjaminiHochberg([Number.NaN, 0.03], 0.05)).toEqual([false, false])
  expect(benjaminiHochberg([Number.NaN, 0.02], 0.05)).toEqual([false, true])
  expect(benjaminiHochberg([0.001], Number.NaN)).toEqual([false])
  fc.assert(
    fc.property(pValues, fc.double({ min: 0, max: 1, noNaN: true }), (values, level) => {
      const rejected = benjaminiHochberg(values, level)
      for (const [k, p] of values.entries()) if (Number.isNaN(p)) expect(rejected[k]).toBe(false)
      const asOne = values.map((p) => (Number.isNaN(p) ? 1 : p))
      if (level < 1) expect(rejected).toEqual(benjaminiHochberg(asOne, level))
    }),
  )
})

it('is the definition: the largest rank whose p value is within its share of the level', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 0.2, noNaN: true }), { minLength: 1, maxLength: 20 }), (values) => {
      const atMost = (p: number) => values.filter((other) => other <= p).length
      const carried = (p: number) => values.some((q) => q >= p && q <= (0.1 * atMost(q)) / values.length)
      expect(benjaminiHochberg(values, 0.1)).toEqual(values.map(carried))
    }),
  )
})

it('rejects whatever Holm rejects', () => {
  fc.assert(
    fc.property(pValues, (values) => {
      const rejected = benjaminiHochberg(values, 0.05)
      for (const [k, certain] of holm(values, 0.05).entries()) if (certain) expect(rejected[k]).toBe(true)
    }),
  )
})

it('keeps the expected share of false rejections at level times the share of true hypotheses', () => {
  const draws = new Draws(1)
  let sum = 0
  const experiments = 4000
  for (let k = 0; k < experiments; k++) {
    // Fifteen true hypotheses and five false ones, z tests.
    const values = Array.from({ length: 20 }, (_, j) => studentTail(draws.normal() + (j < 15 ? 0 : 3), 2000))
    const rejected = benjaminiHochberg(values, 0.1)
    const wrong = rejected.slice(0, 15).filter(Boolean).length
    sum += wrong / Math.max(1, rejected.filter(Boolean).length)
  }
  // 0.1 * 15 / 20, exactly, for independent tests; the simulation's standard error is 0.0018.
  expect(sum / experiments).toBeGreaterThan(0.0686)
  expect(sum / experiments).toBeLessThan(0.0814)
})
