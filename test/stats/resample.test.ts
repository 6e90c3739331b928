import { describe, expect, it } from 'vitest'
import { bootstrapEstimate } from '../../src/stats/bootstrap.ts'
import { resampleIndices } from '../../src/stats/resample.ts'

describe('resamples', () => {
  // From another implementation of the generator, in whole numbers of any length, itself held against Random123's vectors.
  it('have these bits for ever', () => {
    expect(resampleIndices(10, 2, 7).map((list) => [...list])).toEqual([
      [5, 5, 4, 2, 6, 8, 2, 6, 5, 7],
      [4, 8, 8, 4, 1, 7, 2, 7, 2, 9],
    ])
    expect(resampleIndices(10, 2, 7, 3).map((list) => [...list])).toEqual([
      [2, 8, 5, 2, 3, 1, 9, 9, 0, 1],
      [0, 2, 7, 5, 9, 2, 8, 1, 5, 5],
    ])
  })

  it('depend on seed and set, and on the number of resamples only in their number', () => {
    const flat = (lists: readonly Uint32Array[]) => lists.map((list) => list.join(' '))
    const base = flat(resampleIndices(9, 30, 1))
    expect(flat(resampleIndices(9, 40, 1)).slice(0, 30)).toEqual(base)
    expect(flat(resampleIndices(9, 30, 2))).not.toEqual(base)
    expect(flat(resampleIndices(9, 30, 1, 1))).not.toEqual(base)
    // More sets than are kept in memory, then the first again.
    for (let set = 2; set < 60; set++) resampleIndices(9, 30, 1, set)
    expect(flat(resampleIndices(9, 30, 1))).toEqual(base)
  })

  it.each([1, 2, 3, 7, 8, 13])('draw every one of %d replicates equally often, and pairs independently', (n) => {
    const lists = resampleIndices(n, 20_000, 5)
    const counts = new Array<number>(n).fill(0)
    const pairs = new Array<number>(n * n).fill(0)
    expect(lists.every((list) => list.length === n)).toBe(true)
    for (const list of lists) {
      for (const index of list) counts[index] = (counts[index] ?? Number.NaN) + 1
      const pair = (list[0] ?? 0) * n + (list[n - 1] ?? 0)
      pairs[pair] = (pairs[pair] ?? Number.NaN) + 1
    }
    const chiSquare = (observed: readonly number[], expected: number) =>
      observed.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
    // Mean df and variance 2 df: five standard deviations.
    expect(chiSquare(counts, 20_000)).toBeLessThanOrEqual(n - 1 + 5 * Math.sqrt(2 * (n - 1)))
    const df = n * n - 1
    if (n > 1) expect(chiSquare(pairs, 20_000 / (n * n))).toBeLessThan(df + 5 * Math.sqrt(2 * df))
  })
})

describe('bootstrap estimate', () => {
  it('has the standard error of the mean, when the statistic is the mean', () => {
    const values = [3, 1, 4, 1, 5, 9, 2, 6]
    const n = values.length
    const mean = (list: readonly number[]) => list.reduce((a, b) => a + b, 0) / n
    const resampled = resampleIndices(n, 20_000, 1).map((list) => mean([...list].map((k) => values[k] ?? Number.NaN)))
    const estimate = bootstrapEstimate(mean(values), resampled, n)
    const error = Math.sqrt(values.reduce((sum, value) => sum + (value - mean(values)) ** 2, 0) / (n - 1) / n)
    expect(estimate.df).toBe(7)
    expect(estimate.value).toBe(mean(values))
    // Relative standard error of a standard deviation of 20,000 values: half a per cent.
    expect(Math.abs(estimate.error / error - 1)).toBeLessThan(0.02)
  })

  it('has no error where no resample differs, and none to offer where one is not finite', () => {
    const third = 1 / 3
    expect(bootstrapEstimate(third, [third, third, third], 5)).toEqual({ value: third, error: 0, df: 4 })
    expect(bootstrapEstimate(2, [1, Number.NaN, 3], 5).error).toBeNaN()
    expect(bootstrapEstimate(2, [1, Number.NEGATIVE_INFINITY, 3], 5).error).toBeNaN()
    expect(bootstrapEstimate(2, [], 1)).toEqual({ value: 2, error: 0, df: 0 })
  })
})
