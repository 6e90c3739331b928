import { expect, it } from 'vitest'
import { chanceOfAtMostFalse, fewestFalse } from '../../src/stats/partial-conjunction.ts'

it("is Bonferroni's test for none and the largest P value for all but one", () => {
  const p = [0.2, 0.001, 0.03, 0.5]
  expect(chanceOfAtMostFalse(p, 0)).toBeCloseTo(0.004, 15)
  expect(chanceOfAtMostFalse(p, 1)).toBeCloseTo(3 * 0.03, 15)
  expect(chanceOfAtMostFalse(p, 3)).toBe(0.5)
  expect(chanceOfAtMostFalse(p, 4)).toBe(1)
  expect(chanceOfAtMostFalse([], 0)).toBe(1)
  expect(chanceOfAtMostFalse([Number.NaN, 0.001], 1)).toBe(1)
})

it('counts as many false ones as it can be sure of', () => {
  expect(fewestFalse([0, 0, 1, 1], 0.01)).toBe(2)
  expect(fewestFalse([0.01, 0.01, 0.01], 0.01)).toBe(3)
  expect(fewestFalse([0.004, 0.004, 1], 0.01)).toBe(2)
  expect(fewestFalse([0.004, 0.9, 1], 0.01)).toBe(0)
  expect(fewestFalse([0.5], 0.01)).toBe(0)
  expect(fewestFalse([Number.NaN], 0.01)).toBe(0)
})
