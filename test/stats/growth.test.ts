import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { intervalOf, lowerLimit } from '../../src/stats/estimate.ts'
import { growthOverSeeds, growthRate } from '../../src/stats/growth.ts'
import { transientEnd } from '../../src/stats/transient.ts'
import { Draws, frequency } from './draws.ts'

const steps = Array.from({ length: 101 }, (_, k) => 400 + k)

describe('growth rate', () => {
  it.each([0.24121307, 0.00281926, 0, -0.1])('is the exponent %d, with its sign', (rate) => {
    const growth = growthRate(
      steps,
      steps.map((n) => 1e-7 * Math.exp(rate * n)),
      400,
      500,
    )
    expect(growth.slope).toBeCloseTo(rate, 12)
    expect(growth.intercept).toBeCloseTo(Math.log(1e-7), 8)
    expect(growth).toMatchObject({ points: 101, dropped: 0 })
    expect(growth.change).toBeCloseTo(0, 9)
  })

  it('looks at its window only', () => {
    const values = steps.map((n) => (n < 450 ? Number.NaN : n > 460 ? Number.POSITIVE_INFINITY : Math.exp(0.3 * n)))
    expect(growthRate(steps, values, 450, 460)).toMatchObject({ points: 11, dropped: 0 })
    expect(growthRate(steps, values, 450, 460).slope).toBeCloseTo(0.3, 12)
    expect(growthRate(steps, values, 449, 460).slope).toBeNaN()
    expect(growthRate(steps, values, 450, 461).slope).toBeNaN()
  })

  it('drops and counts what has no logarithm', () => {
    const values = steps.map((n) => (n % 10 === 0 ? 0 : n === 405 ? -1 : Math.exp(0.2 * n)))
    const growth = growthRate(steps, values, 400, 500)
    expect(growth.slope).toBeCloseTo(0.2, 12)
    expect(growth).toMatchObject({ points: 89, dropped: 12 })
  })

  it('tells how much the rate still changes', () => {
    const growth = growthRate(
      steps,
      steps.map((n) => Math.exp(0.001 * n * n)),
      400,
      500,
    )
    expect(growth.change).toBeCloseTo(0.2, 9)
  })

  it('is NaN with fewer than two points', () => {
    expect(growthRate(steps, steps, 500, 500)).toMatchObject({ slope: Number.NaN, points: 1 })
    expect(growthRate([], [], 0, 9)).toMatchObject({ slope: Number.NaN, points: 0, dropped: 0 })
  })

  it('passes no comparison with a NaN or an infinity anywhere in the window', () => {
    fc.assert(
      fc.property(fc.nat(100), fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY), (at, bad) => {
        const broken = growthRate(steps, steps.map(() => 1).with(at, bad), 400, 500)
        expect(Math.abs(broken.slope) >= 0).toBe(false)
        const over = growthOverSeeds([broken, growthRate(steps, steps, 400, 500)])
        expect(lowerLimit(over, 0.01) > Number.NEGATIVE_INFINITY).toBe(false)
      }),
    )
  })

  it('has an error from seeds alone, which covers though the points along a trajectory are dependent', () => {
    const missed = frequency(3000, (k) => {
      const draws = new Draws(50_000 + k)
      const growths = Array.from({ length: 8 }, () => {
        let log = 0
        const values = Array.from({ length: 20 }, () => {
          log += 0.05 + draws.normal()
          return Math.exp(log)
        })
        return growthRate(
          values.map((_, n) => n),
          values,
          0,
          19,
        )
      })
      const [low, high] = intervalOf(growthOverSeeds(growths), 0.01)
      return !(low <= 0.05 && 0.05 <= high)
    })
    expect(missed).toBeGreaterThan(0.004)
    expect(missed).toBeLessThan(0.017)
  })
})

describe('end of the transient', () => {
  const t = Array.from({ length: 100 }, (_, k) => k + 1)

  it('is where the drift turns for good', () => {
    // Rises to t = 40, then falls: over ten steps it falls from t = 46 on.
    const values = t.map((step) => -Math.abs(step - 40))
    expect(transientEnd(t, values, 10, -1)).toBe(46)
    expect(transientEnd(t, values, 10, 1)).toBeNull()
    expect(transientEnd(t, values, 1, -1)).toBe(41)
  })

  it('is the first step with a whole window where the drift was right all along', () => {
    expect(transientEnd(t, t, 10, 1)).toBe(11)
    expect(transientEnd([1, 10, 100, 1000], [4, 3, 2, 1], 9, -1)).toBe(10)
  })

  it('starts again after each relapse', () => {
    const values = t.map((step) => (step === 70 ? 0 : step))
    expect(transientEnd(t, values, 1, 1)).toBe(71)
  })

  it('does not exist where nothing moves, no window fits, or a NaN is met last', () => {
    expect(
      transientEnd(
        t,
        t.map(() => 3),
        5,
        1,
      ),
    ).toBeNull()
    expect(transientEnd(t, t, 100, 1)).toBeNull()
    expect(transientEnd([], [], 1, 1)).toBeNull()
    expect(transientEnd(t, t.with(99, Number.NaN), 1, 1)).toBeNull()
  })

  it('is never at or before a NaN', () => {
    fc.assert(
      fc.property(fc.nat(99), fc.constantFrom<1 | -1>(1, -1), (at, sign) => {
        const values = t.map((step) => sign * step).with(at, Number.NaN)
        const end = transientEnd(t, values, 1, sign)
        expect(end === null || at === 0 || end > at + 1).toBe(true)
      }),
    )
  })
})
