import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { limitsOf } from '../../src/stats/inference.ts'
import type { HorizonSample } from '../../src/stats/ladder.ts'
import { fitPowerLaw, isCurved, type PowerLaw } from '../../src/stats/log-log.ts'
import { medianStatistic } from '../../src/stats/statistic.ts'
import { Draws } from './draws.ts'

const HORIZONS = [100, 400, 1600, 6400, 25600]

/** One rung a horizon, `law` times what `factor` gives for each seed. */
function ladder(seeds: number, law: (T: number) => number, factor: () => number): HorizonSample[] {
  return HORIZONS.map((horizon) => ({ horizon, values: Array.from({ length: seeds }, () => law(horizon) * factor()) }))
}

const exactly = (law: (T: number) => number) => ladder(1, law, () => 1)
const options = { seed: 1, resamples: 200 } as const

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
    expect(slope.upper(0.01) <= -0.5 + 0.1).toBe(false)
    expect(slope.lower(0.01) > -0.5 + 0.1).toBe(true)
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
    const told = ({ slope, change, intercept, local }: PowerLaw) => [
      ...[slope, change].flatMap((one) => [one.value, one.error, one.upper(0.01)]),
      intercept,
      local,
    ]
    expect(told(fitPowerLaw(rungs.toReversed(), options))).toEqual(told(fitPowerLaw(rungs, options)))
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
  it('weighs all horizons alike, whatever their spread: large values that a skewed law has not shown yet are no precision', () => {
    const rungs = HORIZONS.map((horizon, k) => {
      const spread = k === 4 ? 0.001 : 0.5
      const factors = Array.from({ length: 24 }, (_, seed) => 1 + (seed % 2 ? spread : -spread))
      return { horizon, values: factors.map((factor) => (k === 4 ? 2 : 1) * factor) }
    })
    // Ordinary least squares: the last of five points, 2 steps of ln 4 from the middle, is up by ln 2.
    expect(fitPowerLaw(rungs, options).slope.value).toBeCloseTo((2 * Math.log(2)) / (10 * Math.log(4)), 12)
  })

  it('has the error of the delta method: the spread of the means, through the weights of the line', () => {
    const draws = new Draws(21)
    const rungs = ladder(
      400,
      (T) => 1 / T,
      () => 1 + 0.1 * draws.normal(),
    )
    // c_k = (x_k - mean x) / sum of squares: over 2 steps of ln 4 on each side, 10 ln(4)^2.
    const expected = 0.1 / Math.sqrt(400) / (Math.sqrt(10) * Math.log(4))
    expect(fitPowerLaw(rungs, options).slope.error / expected).toBeCloseTo(1, 1)
  })

  it('has the error of a bootstrap over seeds for a median: equal bits for equal seeds, and others for others', () => {
    const draws = new Draws(21)
    const rungs = ladder(
      8,
      (T) => 1 / T,
      () => 1 + 0.1 * draws.normal(),
    )
    const error = (seed: number) => fitPowerLaw(rungs, { seed, resamples: 100, statistic: medianStatistic }).slope.error
    expect(error(5)).toBe(error(5))
    expect(error(6)).not.toBe(error(5))
  })

  it('leaves out of the error what all horizons share, which moves the whole line', () => {
    const draws = new Draws(22)
    const luck = draws.many(24, () => 1 + 0.3 * draws.normal())
    const shared = HORIZONS.map((horizon) => ({ horizon, values: luck.map((factor) => factor / Math.sqrt(horizon)) }))
    expect(fitPowerLaw(shared, options).slope.error).toBeLessThan(1e-12)
    const turned = shared.map(({ horizon, values }, k) => ({
      horizon,
      values: [...values.slice(5 * k), ...values.slice(0, 5 * k)],
    }))
    expect(fitPowerLaw(turned, options).slope.error).toBeGreaterThan(0.005)
  })

  it('has a slope of medians where there is no mean', () => {
    const draws = new Draws(24)
    const rungs = ladder(
      60,
      (T) => T ** -0.5,
      () => draws.pareto(0.7),
    )
    const [low, high] = limitsOf(fitPowerLaw(rungs, { ...options, statistic: medianStatistic }).slope, 0.01)
    expect(low).toBeLessThan(-0.5)
    expect(high).toBeGreaterThan(-0.5)
    expect(high - low).toBeLessThan(0.5)
  })

  it('refuses fewer than two horizons, and other seeds at one than at another', () => {
    expect(() => fitPowerLaw([], options)).toThrow(RangeError)
    const rung = { horizon: 10, values: [1, 2] }
    expect(() => fitPowerLaw([rung, rung], options)).toThrow(RangeError)
    expect(() => fitPowerLaw([rung, { horizon: 20, values: [1] }], options)).toThrow(RangeError)
  })
})

it('passes no comparison where a value is NaN, infinite or so negative that the logarithm does not exist', () => {
  const bad = fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -1e9)
  fc.assert(
    fc.property(bad, fc.nat(4), fc.nat(23), (value, at, index) => {
      const rungs = HORIZONS.map((horizon, k) => {
        const values = Array.from({ length: 24 }, (_, seed) => (1 + (seed % 5) / 50) / horizon)
        return { horizon, values: k === at ? values.with(index, value) : values }
      })
      const fit = fitPowerLaw(rungs, options)
      expect(fit.slope.upper(0.01) <= Number.POSITIVE_INFINITY).toBe(false)
      expect(fit.slope.lower(0.01) >= Number.NEGATIVE_INFINITY).toBe(false)
      expect(isCurved(fit, 0.01, 0)).toBe(false)
    }),
  )
})
