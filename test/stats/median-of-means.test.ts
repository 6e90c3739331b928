import { describe, expect, it } from 'vitest'
import { fewestForMedian } from '../../src/stats/median.ts'
import { blockMeans, leanOf, medianOfMeans, medianOfMeansStatistic } from '../../src/stats/median-of-means.ts'
import { Draws, frequency } from './draws.ts'

describe('blocks', () => {
  it('are consecutive, use every value once and differ in size by one at most', () => {
    expect(blockMeans([1, 2, 3, 4, 5, 6, 7], 3)).toEqual([1.5, 3.5, 6])
    expect(blockMeans([1, 2, 3], 3)).toEqual([1, 2, 3])
    expect(blockMeans([1, 2, 3], 1)).toEqual([2])
  })

  it.each([0, 4, 1.5, Number.NaN])('cannot be %d of three values', (blocks) => {
    expect(() => blockMeans([1, 2, 3], blocks)).toThrow(RangeError)
  })
})

describe('median of means', () => {
  it('is the median of the means, with the interval of the median', () => {
    const values = Array.from({ length: 16 }, (_, k) => k)
    expect(medianOfMeans(values, 8, 0.01)).toEqual({ median: 7.5, interval: [0.5, 14.5] })
    expect(medianOfMeans(values, 4, 0.01)).toEqual({ median: 7.5, interval: null })
  })

  it('needs more blocks where means lean', () => {
    expect(fewestForMedian(0.01)).toBe(8)
    // (2/3)^k <= 0.005 from k = 14 on, (4/5)^k from 24
    expect(fewestForMedian(0.01, leanOf(1.5))).toBe(14)
    expect(fewestForMedian(0.01, leanOf(1.25))).toBe(24)
    expect(fewestForMedian(0.01, 0.5)).toBe(Number.POSITIVE_INFINITY)
    for (const lean of [0, 0.1, 1 / 6, 0.3]) {
      const n = fewestForMedian(0.01, lean)
      const values = Array.from({ length: n }, (_, k) => k)
      expect(medianOfMeans(values, n, 0.01, lean).interval).toEqual([0, n - 1])
      expect(medianOfMeans(values.slice(1), n - 1, 0.01, lean).interval).toBeNull()
    }
  })

  it('leans as stable laws do', () => {
    expect(leanOf(1.5)).toBeCloseTo(1 / 6, 15)
    expect(leanOf(2)).toBe(0)
    expect(leanOf(3)).toBe(0)
    expect(leanOf(1)).toBeNaN()
    expect(leanOf(Number.NaN)).toBeNaN()
    const draws = new Draws(40)
    // A one-sided law of index 1.5 and mean 3: its block means lie below 3 with probability 2/3.
    const below = frequency(
      4000,
      () =>
        (blockMeans(
          draws.many(400, () => draws.pareto(1.5)),
          1,
        )[0] ?? Number.NaN) < 3,
    )
    expect(Math.abs(below - 2 / 3)).toBeLessThan(0.03)
  })

  it('covers a mean that has no variance as often as promised; without the lean it does not', () => {
    const draws = new Draws(41)
    const samples = Array.from({ length: 1500 }, () => draws.many(480, () => draws.pareto(1.5)))
    const missed = (blocks: number, lean: number) =>
      frequency(samples.length, (k) => {
        const { interval } = medianOfMeans(samples[k] ?? [], blocks, 0.01, lean)
        return !(interval && interval[0] <= 3 && 3 <= interval[1])
      })
    // The 14th power of 2/3 is 0.34 %; means of 34 values lean by a little more than the limit law.
    expect(missed(14, leanOf(1.5))).toBeLessThanOrEqual(0.012)
    // (2/3)^8
    expect(missed(8, 0)).toBeGreaterThan(0.039)
  })

  it('covers the mean of a symmetric law without variance as often as promised', () => {
    const draws = new Draws(42)
    const missed = frequency(4000, () => {
      const values = draws.many(96, () => Math.sign(draws.uniform() - 0.5) * draws.pareto(1.3))
      const { interval } = medianOfMeans(values, 8, 0.01)
      return !(interval && interval[0] <= 0 && 0 <= interval[1])
    })
    // 2 / 2^8
    expect(Math.abs(missed - 1 / 128)).toBeLessThan(0.0042)
  })

  it('is far steadier than the mean under heavy tails', () => {
    const draws = new Draws(43)
    const errors = Array.from({ length: 600 }, () => {
      const values = draws.many(300, () => Math.sign(draws.uniform() - 0.5) * draws.pareto(1.2))
      return [
        Math.abs(medianOfMeans(values, 30, 0.01).median),
        Math.abs(blockMeans(values, 1)[0] ?? Number.NaN),
      ] as const
    })
    const worst = (which: 0 | 1) => errors.map((pair) => pair[which]).sort((a, b) => b - a)[6] ?? Number.NaN
    expect(worst(0)).toBeLessThan(worst(1) / 3)
  })

  it('as a statistic has an error of the size of its spread', () => {
    const draws = new Draws(44)
    const statistic = medianOfMeansStatistic(16)
    const all = Array.from({ length: 1000 }, () => statistic(draws.many(160, () => draws.normal())))
    const root = (of: (k: number) => number) => Math.sqrt(all.reduce((sum, _, k) => sum + of(k) ** 2, 0) / all.length)
    const ratio = root((k) => all[k]?.error ?? Number.NaN) / root((k) => all[k]?.value ?? Number.NaN)
    expect(ratio).toBeGreaterThan(0.9)
    expect(ratio).toBeLessThan(1.5)
  })

  it('is NaN without interval where a value is', () => {
    const values = [1, 2, 3, Number.NaN, 5, 6, 7, 8, 9]
    expect(medianOfMeans(values, 9, 0.5)).toEqual({ median: Number.NaN, interval: null })
    expect(medianOfMeansStatistic(9)(values).value).toBeNaN()
  })
})
