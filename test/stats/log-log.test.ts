import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { intervalOf, lowerLimit, upperLimit } from '../../src/stats/estimate.ts'
import type { HorizonSample } from '../../src/stats/ladder.ts'
import { fitPowerLaw, isCurved } from '../../src/stats/log-log.ts'
import { medianStatistic } from '../../src/stats/statistic.ts'
import { Draws } from './draws.ts'

const HORIZONS = [100, 400, 1600, 6400, 25600]

/** One rung a horizon, `law` times what `factor` gives for each seed. */
function ladder(seeds: number, law: (T: number) => number, factor: () => number): HorizonSample[] {
  return HORIZONS.map((horizon) => ({ horizon, values: Array.from({ length: seeds }, () => law(horizon) * factor()) }))
}

const exactly = (law: (T: number) => number) => ladder(1, law, () => 1)
const options = { shared: true, seed: 1, resamples: 200 } as const

describe('a power law without noise', () => {
  it.each([-0.5, -2 / 7, 0.5, 1, 0, -3])('has the slope %d, with its sign and no error', (exponent) => {
    const { slope, change, intercept, local } = fitPowerLaw(
      exactly((T) => 3 * T ** exponent),
      options,
    )
    expect(slope.value).toBeCloseTo(exponent, 12)
    expect(slope.error).toBe(0)
    expect(change.value).toBeCloseTo(0, 10)
    expect(intercept).toBeCloseTo(Math.log(3), 11)
    expect(local.map(({ from, to }) => [from, to])).toEqual([
      [100, 400],
      [400, 1600],
      [1600, 6400],
      [6400, 25600],
    ])
    for (const piece of local) expect(piece.slope).toBeCloseTo(exponent, 12)
  })

  it('never takes growth for decay: a slope of 1/2 is far above -1/2', () => {
    const { slope } = fitPowerLaw(
      exactly((T) => T ** 0.5),
      options,
    )
    expect(upperLimit(slope, 0.01) <= -0.5 + 0.1).toBe(false)
    expect(lowerLimit(slope, 0.01) > -0.5 + 0.1).toBe(true)
  })

  it('uses all points: what ends where it should but bends between is neither straight nor of that slope', () => {
    const middle = fitPowerLaw(
      exactly((T) => (T === 400 ? 2 : 1) * T ** -0.5),
      options,
    )
    expect(middle.slope.value).not.toBeCloseTo(-0.5, 2)
  })

  it('does not mind the order of the horizons', () => {
    const draws = new Draws(20)
    const rungs = ladder(
      9,
      (T) => 1 / T,
      () => 1 + 0.1 * draws.normal(),
    )
    expect(fitPowerLaw(rungs.toReversed(), options)).toEqual(fitPowerLaw(rungs, options))
  })

  it('bends by how much its local slope changes: T^(-1/2) ln T', () => {
    const fit = fitPowerLaw(
      exactly((T) => Math.log(T) / Math.sqrt(T)),
      options,
    )
    // d ln ln T / d ln T = 1 / ln T at both ends, up to the third derivative.
    expect(Math.abs(fit.change.value - (1 / Math.log(25600) - 1 / Math.log(100)))).toBeLessThan(0.03)
    expect(isCurved(fit, 0.01, 0.05)).toBe(true)
    expect(isCurved(fit, 0.01, 0.2)).toBe(false)
  })
})

describe('a power law with noise', () => {
  it('weighs horizons by their precision', () => {
    const rungs = HORIZONS.map((horizon, k) => {
      const spread = k === 4 ? 0.5 : 0.001
      const off = k === 4 ? 3 : 1
      return { horizon, values: [1 - spread, 1, 1 + spread].map((factor) => (off * factor) / horizon) }
    })
    expect(fitPowerLaw(rungs, options).slope.value).toBeCloseTo(-1, 3)
  })

  it.each([0, 1e-12, Number.MAX_VALUE])('weighs all horizons alike where one has the spread %d', (second) => {
    const rungs = [0.1, second, 0.3, 0.2, 0.1].map((spread, k) => {
      const horizon = HORIZONS[k] ?? Number.NaN
      return { horizon, values: [1 - spread, 1, 1 + spread].map((factor) => (k === 4 ? 2 : 1) * factor) }
    })
    // The mean of the largest doubles of both signs is lost; the median of the three is 1.
    const statistic = (values: readonly number[]) => {
      const middle = [...values].sort((a, b) => a - b)[1] ?? Number.NaN
      return { value: middle, error: Math.abs((values[2] ?? Number.NaN) - (values[0] ?? Number.NaN)) }
    }
    // Ordinary least squares: the last of five points, 2 steps of ln 4 from the middle, is up by ln 2.
    const expected = (2 * Math.log(2)) / (10 * Math.log(4))
    expect(fitPowerLaw(rungs, { ...options, statistic }).slope.value).toBeCloseTo(expected, 12)
  })

  it('gives equal bits for equal seeds, and others for others', () => {
    const draws = new Draws(21)
    const rungs = ladder(
      8,
      (T) => 1 / T,
      () => 1 + 0.1 * draws.normal(),
    )
    for (const shared of [true, false]) {
      const first = fitPowerLaw(rungs, { shared, seed: 5, resamples: 100 })
      expect(fitPowerLaw(rungs, { shared, seed: 5, resamples: 100 })).toEqual(first)
      expect(fitPowerLaw(rungs, { shared, seed: 6, resamples: 100 }).slope.error).not.toBe(first.slope.error)
    }
  })

  it('draws the same seeds at all horizons where they share random numbers, and only there', () => {
    const draws = new Draws(22)
    const luck = draws.many(12, () => 1 + 0.3 * draws.normal())
    const rungs = HORIZONS.map((horizon) => ({ horizon, values: luck.map((factor) => factor / Math.sqrt(horizon)) }))
    // What all horizons share moves the whole line and leaves its slope.
    expect(fitPowerLaw(rungs, { ...options, shared: true }).slope.error).toBeLessThan(1e-12)
    expect(fitPowerLaw(rungs, { ...options, shared: false }).slope.error).toBeGreaterThan(0.01)
  })

  it('allows different numbers of seeds where horizons are independent, and takes the degrees of freedom of the fewest', () => {
    const draws = new Draws(23)
    const rungs = HORIZONS.map((horizon, k) => ({
      horizon,
      values: draws.many(6 + k, () => (1 + 0.1 * draws.normal()) / horizon),
    }))
    const { slope } = fitPowerLaw(rungs, { ...options, shared: false })
    expect(slope.df).toBe(5)
    expect(slope.error).toBeGreaterThan(0)
    expect(() => fitPowerLaw(rungs, options)).toThrow(RangeError)
  })

  it('has a slope of medians where there is no mean', () => {
    const draws = new Draws(24)
    const rungs = ladder(
      60,
      (T) => T ** -0.5,
      () => draws.pareto(0.7),
    )
    const [low, high] = intervalOf(fitPowerLaw(rungs, { ...options, statistic: medianStatistic }).slope, 0.01)
    expect(low).toBeLessThan(-0.5)
    expect(high).toBeGreaterThan(-0.5)
    expect(high - low).toBeLessThan(0.5)
  })

  it('refuses fewer than two horizons', () => {
    expect(() => fitPowerLaw([], options)).toThrow(RangeError)
    const rung = { horizon: 10, values: [1, 2] }
    expect(() => fitPowerLaw([rung, rung], options)).toThrow(RangeError)
  })
})

it('passes no comparison where a value is NaN, infinite or so negative that the logarithm does not exist', () => {
  const bad = fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -1e9)
  fc.assert(
    fc.property(bad, fc.nat(4), fc.nat(3), fc.boolean(), (value, at, index, shared) => {
      const rungs = HORIZONS.map((horizon, k) => {
        const values = [1, 1.1, 0.9, 1.05].map((factor) => factor / horizon)
        return { horizon, values: k === at ? values.with(index, value) : values }
      })
      const fit = fitPowerLaw(rungs, { shared, seed: 1, resamples: 20 })
      expect(upperLimit(fit.slope, 0.01) <= Number.POSITIVE_INFINITY).toBe(false)
      expect(lowerLimit(fit.slope, 0.01) >= Number.NEGATIVE_INFINITY).toBe(false)
      expect(isCurved(fit, 0.01, 0)).toBe(false)
    }),
  )
})

it('has no interval where a resample has no logarithm, though the whole has one', () => {
  const rungs = HORIZONS.map((horizon) => ({ horizon, values: [-1, 3, 3, 3] }))
  const { slope } = fitPowerLaw(rungs, options)
  expect(slope.value).toBeCloseTo(0, 12)
  expect(slope.error).toBeNaN()
})
