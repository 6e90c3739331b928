import { describe, expect, it } from 'vitest'
import { holm } from '../../src/stats/holm.ts'
import { meanWithError } from '../../src/stats/mean.ts'
import { fairLowerTail, fewestForMedian, medianWithInterval } from '../../src/stats/median.ts'
import { replicatesNeeded } from '../../src/stats/power.ts'
import { quantile } from '../../src/stats/quantile.ts'
import { studentLimit, studentTail } from '../../src/stats/student.ts'

describe("Student's t", () => {
  it.each([-3, -0.5, 0, 0.7, 4, 40])('with one degree of freedom is the Cauchy law at %d', (t) => {
    expect(studentTail(t, 1)).toBeCloseTo(0.5 - Math.atan(t) / Math.PI, 14)
  })

  it.each([-2, 0, 0.3, 5])('with two degrees of freedom has its closed form at %d', (t) => {
    expect(studentTail(t, 2)).toBeCloseTo(0.5 - t / (2 * Math.sqrt(2 + t * t)), 14)
  })

  it.each([0.4, 2.2, 9])('with three and four degrees of freedom has its closed forms at %d', (t) => {
    const x = t / Math.sqrt(3)
    expect(studentTail(t, 3)).toBeCloseTo(0.5 - (x / (1 + x * x) + Math.atan(x)) / Math.PI, 14)
    const r = (t * t) / (4 + t * t)
    expect(studentTail(t, 4)).toBeCloseTo(0.5 - (3 / 4) * Math.sqrt(r) * (1 - r / 3), 14)
  })

  // Printed tables: one-sided 99 %.
  it.each([
    [1, 31.8205],
    [4, 3.74695],
    [5, 3.36493],
    [31, 2.45282],
    [1000, 2.33008],
  ])('has the tabulated limit at %d degrees of freedom', (df, limit) => {
    expect(studentLimit(0.01, df)).toBeCloseTo(limit, 4)
  })

  it('passes a NaN on and knows infinity', () => {
    expect(studentTail(Number.NaN, 3)).toBeNaN()
    expect(studentTail(Number.POSITIVE_INFINITY, 3)).toBe(0)
  })
})

describe('mean with error', () => {
  it('is the textbook value', () => {
    const { mean, error } = meanWithError([1, 2, 3, 4])
    expect(mean).toBe(2.5)
    expect(error).toBeCloseTo(Math.sqrt(5 / 3 / 4), 15)
  })

  it('has exactly no spread where all values are equal', () => {
    const value = 0.1
    expect(meanWithError(Array.from({ length: 7 }, () => value))).toEqual({ mean: value, error: 0 })
  })
})

describe('quantile', () => {
  it('is an infinity where its neighbours are, and not a number between two opposite ones alone', () => {
    const inf = Number.POSITIVE_INFINITY
    expect(quantile([], 0.5)).toBeNull()
    expect(quantile([1, 2, 4], 0.25)).toBe(1.5)
    expect(quantile([inf, inf], 0.5)).toBe(inf)
    expect(quantile([1, inf], 0.5)).toBe(inf)
    expect(quantile([-inf, 1], 0.5)).toBe(-inf)
    expect(quantile([-inf, -inf, inf], 0.5)).toBe(-inf)
    expect(quantile([-inf, inf], 0.5)).toBeNaN()
  })
})

describe('median', () => {
  it('counts fair coins', () => {
    expect(fairLowerTail(0, 8)).toBeCloseTo(1 / 256, 15)
    expect(fairLowerTail(3, 8)).toBeCloseTo(93 / 256, 14)
    expect(fairLowerTail(-1, 8)).toBe(0)
    expect(fairLowerTail(8, 8)).toBe(1)
    // By symmetry, where 2^-n is far below the smallest double.
    expect(fairLowerTail(1000, 2001)).toBeCloseTo(0.5, 9)
  })

  it('has no 99 % interval below eight values, and from the smallest to the largest at eight', () => {
    expect(fewestForMedian(0.01)).toBe(8)
    expect(medianWithInterval([5, 1, 4, 2, 3, 7, 6], 0.01)).toEqual({ median: 4, interval: null })
    expect(medianWithInterval([5, 1, 4, 2, 3, 8, 7, 6], 0.01)).toEqual({ median: 4.5, interval: [1, 8] })
  })

  it('has the ranks of the printed tables', () => {
    const values = Array.from({ length: 50 }, (_, k) => k + 1)
    // n = 50, 99 %: ranks 16 and 35; 95 %: 18 and 33.
    expect(medianWithInterval(values, 0.01).interval).toEqual([16, 35])
    expect(medianWithInterval(values, 0.05).interval).toEqual([18, 33])
  })
})

describe("Holm's rule", () => {
  it('is the step-down of his paper', () => {
    expect(holm([0.01, 0.04, 0.03, 0.005], 0.05)).toEqual([true, false, false, true])
    expect(holm([0.001, 0.5], 0.01)).toEqual([true, false])
    expect(holm([], 0.01)).toEqual([])
  })

  it('stops at the first that stays, whatever comes after', () => {
    expect(holm([0.02, 0.02, 0.02], 0.05)).toEqual([false, false, false])
  })

  it('rejects nothing for a NaN', () => {
    expect(holm([Number.NaN, 0], 0.01)).toEqual([false, true])
  })
})

it('plans the number of replicates', () => {
  // (2.3263 + 1.6449)^2 = 15.77
  expect(replicatesNeeded(1, 1, 0.01, 0.05)).toBe(16)
  expect(replicatesNeeded(-0.1, 1, 0.01, 0.05)).toBeGreaterThan(1550)
  expect(replicatesNeeded(0, 1, 0.01, 0.05)).toBe(Number.POSITIVE_INFINITY)
  expect(replicatesNeeded(0, 0, 0.01, 0.05)).toBe(1)
})
