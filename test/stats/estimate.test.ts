import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  chanceAtLeast,
  chanceAtMost,
  type Estimate,
  estimateMean,
  intervalOf,
  lowerLimit,
  upperLimit,
} from '../../src/stats/estimate.ts'
import { pairedDifference } from '../../src/stats/paired.ts'
import { Draws, frequency } from './draws.ts'

// t tests of SciPy 1.17.
const A = [5.1, 4.8, 6.2, 5.5, 5.9, 6.1, 4.4, 5.0]
const B = [4.7, 4.9, 5.6, 5.1, 5.2, 5.9, 4.1, 4.6]

describe('limits of a mean', () => {
  it('agree with the one-sample t test', () => {
    const estimate = estimateMean([1.2, 0.7, 1.9, 1.1, 0.4])
    expect(chanceAtMost(estimate, 1)).toBeCloseTo(0.41248788825981564, 12)
    expect(chanceAtLeast(estimate, 1)).toBeCloseTo(0.5875121117401844, 12)
    expect(upperLimit(estimate, 0.01) - estimate.value).toBeCloseTo(3.746947387979197 * estimate.error, 12)
  })

  it('put the level on one side, or half of it on each', () => {
    const estimate = estimateMean(A)
    expect(intervalOf(estimate, 0.02)).toEqual([lowerLimit(estimate, 0.01), upperLimit(estimate, 0.01)])
    expect(chanceAtMost(estimate, lowerLimit(estimate, 0.01))).toBeCloseTo(0.01, 12)
    expect(chanceAtLeast(estimate, upperLimit(estimate, 0.03))).toBeCloseTo(0.03, 12)
  })

  it('are the value itself where nothing was left to chance', () => {
    const estimate = estimateMean([0.1, 0.1, 0.1])
    expect(intervalOf(estimate, 0.01)).toEqual([0.1, 0.1])
    expect(chanceAtMost(estimate, 0.1)).toBe(1)
    expect(chanceAtMost(estimate, 0.09)).toBe(0)
    expect(chanceAtLeast(estimate, 0.11)).toBe(0)
    expect(intervalOf(estimateMean([3]), 0.01)).toEqual([3, 3])
  })

  it('miss a normal mean as often as they may, on either side', () => {
    const draws = new Draws(2)
    const estimates = Array.from({ length: 20_000 }, () => estimateMean(draws.many(6, () => 7 + 3 * draws.normal())))
    // One-sided 1 %; the simulation's standard error is 0.07 %.
    const above = frequency(estimates.length, (k) => lowerLimit(estimates[k] ?? estimateMean([]), 0.01) > 7)
    const below = frequency(estimates.length, (k) => upperLimit(estimates[k] ?? estimateMean([]), 0.01) < 7)
    expect(Math.abs(above - 0.01)).toBeLessThan(0.0025)
    expect(Math.abs(below - 0.01)).toBeLessThan(0.0025)
  })

  it('are too low above and careful below for few values of a skewed law, as documented', () => {
    const draws = new Draws(6)
    const estimates = Array.from({ length: 10_000 }, () => estimateMean(draws.many(8, () => draws.exponential())))
    const share = (wrong: (estimate: Estimate) => boolean) => estimates.filter(wrong).length / estimates.length
    expect(Math.abs(share((estimate) => upperLimit(estimate, 0.01) < 1) - 0.067)).toBeLessThan(0.01)
    expect(share((estimate) => lowerLimit(estimate, 0.01) > 1)).toBeLessThan(0.003)
  })

  it('compare false with everything where value, error or limit is a NaN, or an error has no degrees of freedom', () => {
    const number = fc.double()
    fc.assert(
      fc.property(number, fc.double({ min: 0 }), fc.nat(9), number, fc.nat(2), (value, error, df, limit, broken) => {
        const estimate = {
          value: broken === 0 ? Number.NaN : value,
          error: broken === 1 ? Number.NaN : error,
          df,
        }
        const against = broken === 2 ? Number.NaN : limit
        expect(upperLimit(estimate, 0.01) <= against).toBe(false)
        expect(lowerLimit(estimate, 0.01) > against).toBe(false)
        expect(chanceAtMost(estimate, against) <= 1).toBe(false)
        expect(chanceAtLeast(estimate, against) <= 1).toBe(false)
      }),
    )
    const loose = { value: 1, error: 0.1, df: 0 }
    expect(upperLimit(loose, 0.01) <= 1e9).toBe(false)
    expect(chanceAtMost(loose, -1e9) <= 1).toBe(false)
  })
})

describe('paired difference', () => {
  it('is the paired t test', () => {
    const estimate = pairedDifference(A, B)
    expect(chanceAtMost(estimate, 0)).toBeCloseTo(0.0020378699013617048, 12)
    expect(estimate.df).toBe(7)
    const [low, high] = intervalOf(estimate, 0.01)
    expect(low).toBeCloseTo(0.05988718080343519, 11)
    expect(high).toBeCloseTo(0.665112819196565, 11)
  })

  it('gains what the pairs share', () => {
    const draws = new Draws(3)
    const common = draws.many(4000, () => 10 * draws.normal())
    const [a, b] = [common.map((x) => x + 1 + draws.normal()), common.map((x) => x + draws.normal())]
    const { value, gain } = pairedDifference(a, b)
    expect(value).toBeCloseTo(1, 1)
    // (101 + 101) / 2
    expect(gain / 101).toBeGreaterThan(0.9)
    expect(gain / 101).toBeLessThan(1.1)
  })

  it('changes its sign, and nothing else, when the two change places', () => {
    const number = fc.double({ min: -1e6, max: 1e6, noNaN: true })
    fc.assert(
      fc.property(fc.array(fc.tuple(number, number), { minLength: 2, maxLength: 9 }), (pairs) => {
        const [a, b] = [pairs.map(([x]) => x), pairs.map(([, y]) => y)]
        const [there, back] = [pairedDifference(a, b), pairedDifference(b, a)]
        expect(there.value + back.value).toBe(0)
        expect(there.error).toBe(back.error)
      }),
    )
  })

  it('is exactly zero for two equal lists, also of infinities', () => {
    expect(pairedDifference(A, A)).toMatchObject({ value: 0, error: 0 })
    const wild = [Number.POSITIVE_INFINITY, 1, Number.NEGATIVE_INFINITY]
    expect(pairedDifference(wild, wild)).toMatchObject({ value: 0, error: 0 })
  })

  it('misses a true difference as often as it may, whatever the pairs share', () => {
    const draws = new Draws(4)
    const missed = frequency(6000, () => {
      const common = draws.many(10, () => 100 * draws.pareto(1.2))
      const estimate = pairedDifference(
        common.map((x) => x + 0.5 + draws.normal()),
        common.map((x) => x + draws.normal()),
      )
      const [low, high] = intervalOf(estimate, 0.01)
      return !(low <= 0.5 && 0.5 <= high)
    })
    expect(missed).toBeGreaterThan(0.006)
    expect(missed).toBeLessThan(0.0145)
  })

  it('refuses lists of different lengths and none at all, and compares false for a NaN', () => {
    expect(() => pairedDifference([1], [])).toThrow(RangeError)
    expect(() => pairedDifference([], [])).toThrow(RangeError)
    const broken = pairedDifference([Number.NaN, 1, 2], [0, 0, 0])
    expect(lowerLimit(broken, 0.01) > Number.NEGATIVE_INFINITY).toBe(false)
    expect(pairedDifference([2], [1]).gain).toBeNaN()
  })
})
