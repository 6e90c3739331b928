import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type HorizonSample, ladderFault, screen } from '../../src/stats/ladder.ts'
import { meanStatistic, medianStatistic } from '../../src/stats/statistic.ts'
import { Draws } from './draws.ts'

const why = (one: HorizonSample, transient = 0) => screen([one], transient)[0]?.excluded

describe('screening', () => {
  it('lets a horizon in that is past the transient and clear of noise and floor', () => {
    expect(why({ horizon: 300, values: [1, 1.1, 0.9], floor: 0.19 }, 100)).toBeNull()
  })

  it('names the first reason against it', () => {
    expect(why({ horizon: 299, values: [1, 1.1, 0.9] }, 100)).toBe('transient')
    expect(why({ horizon: 300, values: [1, Number.POSITIVE_INFINITY] })).toBe('not-a-number')
    expect(why({ horizon: 300, values: [1, -2] })).toBe('not-positive')
    expect(why({ horizon: 300, values: [0, 0] })).toBe('not-positive')
    expect(why({ horizon: 300, values: [1, 2] })).toBe('noise')
    expect(why({ horizon: 300, values: [1, 1.1, 0.9], floor: 0.2 })).toBe('floor')
    expect(why({ horizon: 300, values: [1, 1.1, 0.9], floor: -0.2 })).toBe('floor')
  })

  it('asks for five standard errors, not more', () => {
    // Mean 5 k and standard error 5 for the values 5 k -+ 5.
    expect(why({ horizon: 1, values: [20, 30] })).toBe('noise')
    expect(why({ horizon: 1, values: [20.5, 30.5] })).toBeNull()
  })

  it('never lets a NaN in, wherever it is', () => {
    fc.assert(
      fc.property(fc.nat(3), fc.nat(4), (where, index) => {
        const values = [1, 1.01, 0.99, 1, 1]
        const one: HorizonSample = {
          horizon: where === 0 ? Number.NaN : 100,
          values: where === 1 ? values.with(index, Number.NaN) : values,
          ...(where === 2 && { floor: Number.NaN }),
        }
        expect(why(one, where === 3 ? Number.NaN : 1)).not.toBeNull()
      }),
    )
  })

  it('reports the relative error and the bias that it gives the logarithm', () => {
    const draws = new Draws(11)
    const logs = draws.many(200_000, () => Math.log(1 + 0.2 * Math.max(-4, draws.normal())))
    const bias = logs.reduce((a, b) => a + b, 0) / logs.length
    const [one] = screen([{ horizon: 10, values: [0.8, 1.2] }])
    expect(one?.relativeError).toBeCloseTo(0.2, 14)
    expect(one?.logBias).toBeCloseTo(-0.02, 14)
    // First order in 0.04; the next term is 6 % of it.
    expect(Math.abs(bias / (one?.logBias ?? Number.NaN) - 1)).toBeLessThan(0.12)
  })

  it('takes another statistic', () => {
    const values = [1, 1, 1.1, 0.9, 1, 1.05, 0.95, 1000]
    expect(screen([{ horizon: 1, values }])[0]?.excluded).toBe('noise')
    expect(screen([{ horizon: 1, values }], 0, medianStatistic)[0]).toMatchObject({ value: 1, excluded: null })
    expect(screen([{ horizon: 1, values: [1, 2] }], 0, medianStatistic)[0]?.excluded).toBe('noise')
  })

  it('takes an infinite seed where the statistic does, a NaN never', () => {
    const values = [1, 1, 1.1, 0.9, 1, 1.05, 0.95, 1.02]
    const screened = (value: number) => screen([{ horizon: 1, values: values.with(2, value) }], 0, medianStatistic)[0]
    expect(screened(Number.POSITIVE_INFINITY)?.excluded).toBeNull()
    expect(screened(Number.NaN)?.excluded).toBe('not-a-number')
    const blind = () => ({ value: 1, error: 0 })
    expect(screen([{ horizon: 1, values: [1, Number.NaN] }], 0, blind)[0]?.excluded).toBe('not-a-number')
  })

  it('keeps the excluded ones, in their order', () => {
    const ladder = [10, 20, 40].map((horizon) => ({ horizon, values: [1] }))
    expect(screen(ladder, 5).map(({ excluded }) => excluded)).toEqual(['transient', null, null])
  })
})

describe('a rung that stands off', () => {
  /** Six horizons at ratio 4, the third moved by a part of a step. */
  const moved = (part: number) => ladderFault([1, 4, 16 * 4 ** part, 64, 256, 1024])
  it.each([
    [0.24, null],
    [-0.24, null],
    [0.26, 'not geometric'],
    [-0.26, 'not geometric'],
  ])('by %d of a step', (part, fault) => expect(moved(part)).toBe(fault))
  it.each([Number.NaN, 0, -4, Number.POSITIVE_INFINITY])('at %d', (horizon) => {
    expect(ladderFault([1, 4, horizon, 64, 256, 1024, 4096])).toBe('not geometric')
    expect(ladderFault([horizon, 1])).toBe('not geometric')
  })
})

describe('a ladder', () => {
  it.each([
    [[100, 400, 1600, 6400, 25600], null],
    [[25600, 100, 1600, 400, 6400], null],
    // Exactly 1.5 decades, but for whole numbers.
    [[100, 237, 562, 1334, 3162], null],
    [[100, 400, 1600, 6400], 'too few'],
    [[100, 100, 400, 1600, 6400], 'too few'],
    [[100, 200, 400, 800, 1600], 'too short'],
    [[1000, 2000, 3000, 4000, 50000], 'not geometric'],
    [[1, 10, Number.NaN, 1000, 10000], 'not geometric'],
    [[0, 10, 100, 1000, 10000], 'not geometric'],
  ] as const)('%j: %s', (horizons, fault) => {
    expect(ladderFault(horizons)).toBe(fault)
  })
})

describe('statistics', () => {
  it('of equal values have no error', () => {
    expect(meanStatistic([0.1, 0.1, 0.1])).toEqual({ value: 0.1, error: 0 })
    expect(medianStatistic([0.1, 0.1, 0.1])).toEqual({ value: 0.1, error: 0 })
    expect(medianStatistic([0.1])).toEqual({ value: 0.1, error: 0 })
  })

  it('give a NaN for a NaN', () => {
    expect(meanStatistic([1, Number.NaN]).value).toBeNaN()
    expect(medianStatistic([1, Number.NaN, 2, 3]).value).toBeNaN()
  })

  it('have the error that the statistic has over repetitions', () => {
    const draws = new Draws(12)
    const all = Array.from({ length: 3000 }, () => medianStatistic(draws.many(101, () => draws.normal())))
    const spread = Math.sqrt(all.reduce((sum, { value }) => sum + value ** 2, 0) / all.length)
    const error = Math.sqrt(all.reduce((sum, measured) => sum + measured.error ** 2, 0) / all.length)
    // sqrt(pi / 2 / 101)
    expect(spread).toBeGreaterThan(0.12)
    expect(spread).toBeLessThan(0.13)
    // Half a rank too much on average at each end, of the five that are one standard deviation of a fair count of 101.
    expect(error / spread).toBeGreaterThan(1)
    expect(error / spread).toBeLessThan(1.3)
  })
})
