import fc from 'fast-check'
import { expect, it } from 'vitest'
import { fitLine } from '../../src/stats/line.ts'

it('is the line and parabola of an independent solver', () => {
  const x = [100, 400, 1600, 6400, 25600].map(Math.log)
  const line = fitLine(x, [-1.1, -1.9, -2.3, -3.2, -3.5])
  // numpy.polyfit, which solves by singular values.
  expect(line.slope).toBeCloseTo(-0.44002198747113397, 12)
  expect(line.intercept).toBeCloseTo(0.8463761378812957, 12)
  expect(line.quadratic).toBeCloseTo(0.01858365161612092, 12)
  expect(line.change).toBeCloseTo(0.20609929155555975, 11)
})

const coefficient = fc.double({ min: -3, max: 3, noNaN: true })

it('recovers any parabola', () => {
  fc.assert(
    fc.property(coefficient, coefficient, coefficient, (a, b, c) => {
      const x = [0, 1.5, 2, 4, 7, 7.5]
      const y = x.map((value) => a + b * value + c * value * value)
      const line = fitLine(x, y)
      expect(line.quadratic).toBeCloseTo(c, 9)
      expect(line.change).toBeCloseTo(15 * c, 8)
      if (c === 0) expect(line.slope).toBeCloseTo(b, 9)
    }),
  )
})

it('keeps the sign of the slope, and turns it with y', () => {
  const x = [1, 2, 3, 5]
  expect(fitLine(x, [2, 4, 6, 10]).slope).toBeCloseTo(2, 14)
  expect(fitLine(x, [-2, -4, -6, -10]).slope).toBeCloseTo(-2, 14)
})

it('knows no curvature of points at two places, also where rounding would leave one', () => {
  const place = fc.double({ min: 0.1, max: 20, noNaN: true })
  fc.assert(
    fc.property(place, place, (a, b) => {
      fc.pre(Math.abs(a - b) > 0.1)
      const line = fitLine([a, b, a], [5, 3, 5])
      expect(line.slope).toBeCloseTo(2 / (a - b), 9)
      expect(line.quadratic).toBeNaN()
      expect(line.change).toBeNaN()
    }),
  )
})

it('is NaN, and passes no comparison, where anything is', () => {
  fc.assert(
    fc.property(fc.nat(3), fc.nat(1), (index, which) => {
      const lists = [
        [1, 2, 3, 5],
        [2, 1, 7, 4],
      ].map((list, k) => (k === which ? list.with(index, Number.NaN) : list))
      const [x = [], y = []] = lists
      const line = fitLine(x, y)
      expect(line.slope <= Number.POSITIVE_INFINITY).toBe(false)
      expect(Math.abs(line.change) >= 0).toBe(false)
    }),
  )
})
