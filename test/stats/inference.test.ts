import { describe, expect, test } from 'vitest'
import { chanceAtLeast, chanceAtMost, upperLimit } from '../../src/stats/estimate.ts'
import { known, ofEstimate, ofMean, ofMedian, within } from '../../src/stats/inference.ts'
import { horizonToDecide, slopeError } from '../../src/stats/power.ts'

describe('a number without an error', () => {
  const sure = (value: number) => ({ value, error: 0, df: 0 })
  test('is at most a limit, or is not', () => {
    expect([2, 3, 4].map((limit) => chanceAtMost(sure(3), limit))).toEqual([0, 1, 1])
    expect([2, 3, 4].map((limit) => chanceAtLeast(sure(3), limit))).toEqual([1, 1, 0])
    expect(upperLimit(sure(3), 0.05)).toBe(3)
    expect(known(3)).toMatchObject({ value: 3, error: 0, certain: true })
    expect(ofEstimate(sure(3)).certain).toBe(false)
  })
  test('decides nothing where it or the limit is not a number', () => {
    expect(chanceAtMost(sure(Number.NaN), 1)).toBeNaN()
    expect(chanceAtMost(sure(1), Number.NaN)).toBeNaN()
    expect(chanceAtLeast(sure(Number.NaN), 1)).toBeNaN()
    expect(chanceAtMost({ value: 1, error: 1, df: 0 }, 2)).toBeNaN()
  })
})

describe('the median', () => {
  const values = [9, 4, 7, 1, 10, 2, 8, 3, 6, 5]
  test('has order statistics for limits: of ten values the second at 5 %, for P(B(10, 1/2) <= 1) = 11/1024', () => {
    const median = ofMedian(values, 0.05)
    expect([median.value, median.lower(0.05), median.upper(0.05)]).toEqual([5.5, 2, 9])
    // P(B <= 0) = 1/1024, P(B <= 2) = 56/1024.
    expect([median.lower(0.01), median.upper(0.01)]).toEqual([1, 10])
    expect([median.lower(0.06), median.upper(0.06)]).toEqual([3, 8])
    expect([median.blind.above, median.blind.below]).toEqual([null, null])
  })
  test('sees too little of fewer values than a limit needs: five at 5 %, seven at 1 %', () => {
    const blind = (n: number, alpha: number) => ofMedian(values.slice(0, n), alpha).blind.above
    expect([4, 5].map((n) => blind(n, 0.05))).toEqual(['few', null])
    expect([6, 7].map((n) => blind(n, 0.01))).toEqual(['few', null])
  })
})

test('what is known to lie in a range has no chance beyond it', () => {
  const one = within([0, 1], ofMean([0.2, 0.4, 0.6, 0.5]))
  expect([0.9999, 1, 2].map((limit) => one.chanceAtLeast(limit) > 0)).toEqual([true, false, false])
  expect([0.0001, 0, -0.0001].map((limit) => one.chanceAtMost(limit) > 0)).toEqual([true, true, false])
})

test('a ladder goes on at its own ratio until it decides', () => {
  for (const horizons of [
    [10, 100, 1000],
    [10, 20, 40, 80],
  ]) {
    const ratio = (horizons[1] as number) / (horizons[0] as number)
    const last = horizonToDecide(horizons, 0.05, 0.1, 0.05, 0.1)
    const steps = Math.log(last / (horizons.at(-1) as number)) / Math.log(ratio)
    expect(steps).toBeGreaterThan(0)
    expect(steps).toBeCloseTo(Math.round(steps), 9)
    // (z + z) e / sqrt(sum of squares) is what the gap has to exceed: one horizon less does not do.
    const ladder = (count: number) => Array.from({ length: count }, (_, k) => (horizons[0] as number) * ratio ** k)
    const needed = 0.05 / (1.6449 + 1.2816)
    const count = horizons.length + Math.round(steps)
    expect(slopeError(ladder(count), 0.1)).toBeLessThan(needed * 1.002)
    expect(slopeError(ladder(count - 1), 0.1)).toBeGreaterThan(needed * 0.998)
  }
  expect(horizonToDecide([10, 100, 1000], 10, 0.1, 0.05, 0.1)).toBe(1000)
  expect(horizonToDecide([10, 100], 0, 0.1, 0.05, 0.1)).toBe(Number.POSITIVE_INFINITY)
  expect(horizonToDecide([10, 10], 1, 0.1, 0.05, 0.1)).toBeNaN()
})
