import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { blindAbove, rareAbove, skewnessAllowed } from '../../src/stats/blind.ts'
import {
  chanceMeanAtLeast,
  chanceMeanAtMost,
  lowerMean,
  meanEvidence,
  meanLimits,
  upperMean,
} from '../../src/stats/mean-limits.ts'
import { momentsOf } from '../../src/stats/moments.ts'
import { Draws, frequency } from './draws.ts'

describe('moments', () => {
  it('are those of an independent program', () => {
    // numpy.mean, numpy.std(ddof=1), scipy.stats.skew.
    const moments = momentsOf([1, 2, 2.5, 7, 0.1, 3])
    expect(moments.mean).toBeCloseTo(2.6, 14)
    expect(moments.sd).toBeCloseTo(2.3958297101421877, 13)
    expect(moments.skewness).toBeCloseTo(1.0404769506088911, 12)
  })

  it('of equal values are that value and no spread, to the last bit', () => {
    expect(momentsOf([0.1, 0.1, 0.1])).toEqual({ n: 3, mean: 0.1, sd: 0, skewness: 0 })
    expect(momentsOf([1, 2]).skewness).toBe(0)
    expect(() => momentsOf([])).toThrow(RangeError)
  })
})

describe('limits of a mean', () => {
  const sample = new Draws(1).many(
    60,
    (() => {
      const d = new Draws(2)
      return () => d.exponential()
    })(),
  )

  it("of a symmetric sample are Student's", () => {
    const even = Array.from({ length: 25 }, (_, k) => k - 12)
    // t(0.99; 24) = 2.492159 times sqrt(1300 / 24 / 25).
    expect(upperMean(meanEvidence(even), 0.01)).toBeCloseTo(2.492159473157581 * Math.sqrt(1300 / 600), 10)
    expect(lowerMean(meanEvidence(even), 0.01)).toBeCloseTo(-2.492159473157581 * Math.sqrt(1300 / 600), 10)
  })

  it('solve the cubic that they come from: the transformed statistic at the limit is the quantile', () => {
    const { n, mean, sd, skewness } = meanEvidence(sample)
    expect(skewness).toBeGreaterThan(0.5)
    const gamma = 1.75 * skewness
    const limit = (upperMean(meanEvidence(sample), 0.01) - mean) / sd
    // Hall 1992, equation (2.3), of (sample mean - mean) / s.
    const w = -limit
    const transformed = w + (gamma * w ** 2) / 3 + (gamma ** 2 * w ** 3) / 27 + gamma / (6 * n)
    expect(transformed * Math.sqrt(n)).toBeCloseTo(-2.391229, 5)
  })

  it('and P values say the same, for every sample and level', () => {
    const value = fc.double({ min: -10, max: 10, noNaN: true })
    const level = fc.double({ min: 1e-6, max: 0.4, noNaN: true })
    fc.assert(
      fc.property(fc.array(value, { minLength: 24, maxLength: 60 }), level, (values, alpha) => {
        const evidence = meanEvidence(values)
        fc.pre(evidence.sd > 1e-3)
        if (evidence.blind.above === null) {
          expect(chanceMeanAtLeast(evidence, upperMean(evidence, alpha)) / alpha).toBeCloseTo(1, 6)
        } else expect(chanceMeanAtLeast(evidence, 1e9)).toBe(1)
        if (evidence.blind.below === null) {
          expect(chanceMeanAtMost(evidence, lowerMean(evidence, alpha)) / alpha).toBeCloseTo(1, 6)
        } else expect(chanceMeanAtMost(evidence, -1e9)).toBe(1)
      }),
    )
  })

  it('turn with the sample', () => {
    const turned = meanEvidence(sample.map((value) => -value))
    const [low, high] = meanLimits(meanEvidence(sample), 0.02)
    expect(meanLimits(turned, 0.02)).toEqual([-high, -low])
    expect(turned.blind).toEqual({ above: null, below: meanEvidence(sample).blind.above })
  })

  it('of one value are none', () => {
    expect(upperMean(meanEvidence([3]), 0.01)).toBeNaN()
    expect(chanceMeanAtLeast(meanEvidence([3]), 99)).toBe(1)
  })

  // P(false `holds`) and P(false `violated`) at the edge. The promise is 1.5 %: P(more than 44 of 2000 | 1.5 %) < 0.7 %.
  it.each([
    ['normal', 0, (draws: Draws) => draws.normal()],
    ['exponential', 1, (draws: Draws) => draws.exponential()],
    ['log-normal', Math.exp(0.5), (draws: Draws) => Math.exp(draws.normal())],
    ['of infinite variance', 3, (draws: Draws) => draws.pareto(1.5)],
    ['a rare event', 1, (draws: Draws) => (draws.uniform() < 0.02 ? 50 : 0)],
  ] as const)('keep their level: %s', (_, mean, draw) => {
    for (const n of [24, 100, 300]) {
      const evidence = Array.from({ length: 2000 }, (_, k) => {
        const draws = new Draws(7_000_000 + k)
        return meanEvidence(draws.many(n, () => draw(draws)))
      })
      const share = (wrong: (one: (typeof evidence)[number]) => number) =>
        frequency(2000, (k) => wrong(evidence[k] as (typeof evidence)[number]) <= 0.01)
      expect(share((one) => chanceMeanAtLeast(one, mean))).toBeLessThanOrEqual(0.022)
      expect(share((one) => chanceMeanAtMost(one, mean))).toBeLessThanOrEqual(0.022)
    }
  })
})

describe('a sample is blind', () => {
  const blind = (values: readonly number[]) => blindAbove(values, momentsOf(values))
  const even = (n: number) => Array.from({ length: n }, (_, k) => (k % 2 ? 1 : -1) * (1 + k / n))

  it('if it has fewer than 24 values', () => {
    expect(blind(even(23))).toBe('few')
    expect(blind(even(24))).toBeNull()
    expect(blindAbove(even(47), momentsOf(even(47)), 'exponential')).toBe('few')
    expect(blindAbove(even(48), momentsOf(even(48)), 'exponential')).toBeNull()
  })

  it('if fewer than five values differ from the most frequent one', () => {
    const rare = (k: number) => Array.from({ length: 40 }, (_, j) => (j < k ? -1 - j : 0))
    expect(blind(rare(4))).toBe('equal')
    expect(blind(rare(5))).toBeNull()
    expect(blind(Array.from({ length: 10_000 }, () => 1))).toBe('equal')
  })

  it('if its skewness is too large for its number, on that side alone', () => {
    expect([24, 30, 60, 1000].map(skewnessAllowed)).toEqual([0.3 - 0.125, 0.3 - 0.1, 0.22, 0.22])
    const skewed = [...Array.from({ length: 60 }, (_, k) => k / 60), 5, 9]
    expect(blind(skewed)).toBe('skewed')
    expect(blind(skewed.map((value) => -value))).toBeNull()
    expect(rareAbove(skewed)).toBe('skewed')
    const mild = [...Array.from({ length: 60 }, (_, k) => k / 60), 1.6, 1.9, 2.2, 2.5]
    expect(momentsOf(mild).skewness / 8).toBeGreaterThan(0.1)
    expect(rareAbove(mild)).toBeNull()
  })

  it('if its largest values are those of a heavy tail', () => {
    const pareto = (index: number) => Array.from({ length: 4000 }, (_, k) => ((k + 0.5) / 4000) ** (-1 / index))
    // Of index 1.35 the skewness of these quantiles is within what is allowed, and 1 / index above 0.7.
    const heavy = pareto(1.35).map((value) => Math.min(value, 60))
    expect(blind(heavy)).toBe('heavy')
    expect(blind(pareto(4))).toBeNull()
  })
})
