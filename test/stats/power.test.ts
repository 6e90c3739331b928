import { describe, expect, it } from 'vitest'
import { estimateMean, lowerLimit } from '../../src/stats/estimate.ts'
import { horizonToDecide, seedsForError, seedsToDecide, slopeError } from '../../src/stats/power.ts'
import { Draws, frequency } from './draws.ts'

describe('plans', () => {
  it('for an error', () => {
    expect(seedsForError(0.1, 0.05, 16)).toBe(64)
    expect(seedsForError(0.05, 0.05, 16)).toBe(16)
  })

  it('for a decision: as many seeds as it takes for 95 % of repetitions to decide, and no fewer', () => {
    const draws = new Draws(60)
    const pilot = { value: 0.4, error: 1 / Math.sqrt(20) }
    const n = seedsToDecide(pilot, 0, 20, 0.01, 0.05)
    // (3.97 / 0.4)^2
    expect(n).toBe(99)
    const decides = (seeds: number) =>
      frequency(3000, () => lowerLimit(estimateMean(draws.many(seeds, () => 0.4 + draws.normal())), 0.01) > 0)
    expect(decides(n)).toBeGreaterThan(0.93)
    expect(decides(n)).toBeLessThan(0.97)
    expect(decides(n / 3)).toBeLessThan(0.6)
  })

  it('never fewer seeds than there are, and no number of them on the limit itself', () => {
    expect(seedsToDecide({ value: 9, error: 0.1 }, 0, 20, 0.01, 0.05)).toBe(21)
    expect(seedsToDecide({ value: 1, error: 0.1 }, 1, 20, 0.01, 0.05)).toBe(Number.POSITIVE_INFINITY)
    expect(seedsToDecide({ value: Number.NaN, error: 0.1 }, 1, 20, 0.01, 0.05)).toBeNaN()
  })
})

describe('a slope', () => {
  const horizons = [100, 400, 1600, 6400, 25600]

  it('has the error of the closed form', () => {
    // 0.05 / (ln 4 sqrt 10)
    expect(slopeError(horizons, 0.05)).toBeCloseTo(0.05 / (Math.log(4) * Math.sqrt(10)), 14)
    expect(slopeError(horizons, 0.05)).toBeCloseTo(0.0114, 4)
  })

  it('is decided by a longer ladder', () => {
    const decided = (last: number, gap: number) => {
      const longer = horizons
        .concat(Array.from({ length: 12 }, (_, k) => 25600 * 4 ** (k + 1)))
        .filter((T) => T <= last * 1.01)
      return (2.3263 + 1.6449) * slopeError(longer, 0.05) <= gap
    }
    for (const gap of [0.01, 0.02, 0.03, 0.044]) {
      const last = horizonToDecide(horizons, -gap, 0.05, 0.01, 0.05)
      expect(decided(last, gap)).toBe(true)
      expect(decided(last / 4, gap)).toBe(false)
    }
    expect(horizonToDecide(horizons, 0.05, 0.05, 0.01, 0.05)).toBe(25600)
  })

  it('on its limit is decided by none, and with a NaN by none that could be named', () => {
    expect(horizonToDecide(horizons, 0, 0.05, 0.01, 0.05)).toBe(Number.POSITIVE_INFINITY)
    expect(horizonToDecide(horizons, Number.NaN, 0.05, 0.01, 0.05)).toBeNaN()
    expect(horizonToDecide(horizons, 0.1, Number.NaN, 0.01, 0.05)).toBeNaN()
    expect(horizonToDecide([100], 0.1, 0.05, 0.01, 0.05)).toBeNaN()
  })
})
