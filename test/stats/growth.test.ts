import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { growthRate } from '../../src/stats/growth.ts'

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
      }),
    )
  })
})
