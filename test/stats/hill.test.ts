import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { erlangAbove, erlangBelow, erlangLimit } from '../../src/stats/erlang.ts'
import { momentIs, tailIndex, usualTop } from '../../src/stats/hill.ts'
import { Draws, frequency } from './draws.ts'

describe('the Erlang law', () => {
  // SciPy 1.17.
  it.each([
    [1, 0.5, 0.6065306597126334],
    [5, 3, 0.8152632445237722],
    [31, 20, 0.9865253187200778],
    [31, 60, 1.4174343333492149e-5],
    [400, 380, 0.8414492902157051],
  ])('of shape %d beyond %d', (k, x, tail) => {
    expect(Math.abs(erlangAbove(k, x) / tail - 1)).toBeLessThan(1e-11)
    expect(erlangBelow(k, x)).toBeCloseTo(1 - tail, 12)
  })

  it.each([
    [1, 0.01, 4.605170185988091],
    [31, 0.005, 47.20932647393722],
    [31, 0.995, 18.53420768385045],
    [100, 0.5, 99.66686491931549],
  ])('of shape %d has the limit at %d', (k, tail, limit) => {
    expect(erlangLimit(k, tail)).toBeCloseTo(limit, 9)
  })

  it('starts at nothing and passes a NaN on', () => {
    expect(erlangAbove(3, 0)).toBe(1)
    expect(erlangAbove(3, Number.NaN)).toBeNaN()
  })
})

describe("Hill's estimator", () => {
  it('is its definition', () => {
    const values = [1, 8, 2, 4, 0.5, -3, 0]
    // ln 8/2 and ln 4/2: mean 1.5 ln 2
    expect(tailIndex(values, 0.01, 2).index).toBeCloseTo(1 / (1.5 * Math.LN2), 14)
    expect(usualTop(1000)).toBe(31)
    expect(tailIndex(values, 0.01).top).toBe(2)
  })

  it.each([0.7, 5])('covers the index %d of a power law as often as promised', (index) => {
    const draws = new Draws(30)
    const covered = frequency(3000, () => {
      const { interval } = tailIndex(
        draws.many(200, () => draws.pareto(index)),
        0.01,
      )
      return interval[0] <= index && index <= interval[1]
    })
    expect(covered).toBeGreaterThanOrEqual(0.983)
    expect(covered).toBeLessThanOrEqual(0.996)
  })

  it.each([
    ['Cauchy', 1, (draws: Draws) => Math.abs(Math.tan(Math.PI * draws.uniform()))],
    [
      "Student's t with two degrees of freedom",
      2,
      (draws: Draws) => Math.abs(draws.normal() / Math.sqrt(draws.exponential())),
    ],
  ])('covers the index of the %s law, a power law in its tail only', (_, index, draw) => {
    const draws = new Draws(31)
    const covered = frequency(1500, () => {
      const { interval } = tailIndex(
        draws.many(1000, () => draw(draws)),
        0.01,
      )
      return interval[0] <= index && index <= interval[1]
    })
    expect(covered).toBeGreaterThan(0.98)
  })

  it.each([
    [0.5, 1],
    [2.5, 1],
    [1.1, 2],
    [4, 2],
    [1, 1],
    [1.3, 1],
  ])(
    'of a law with index %d tells whether it has the moment of order %d as often as the Erlang law says',
    (index, order) => {
      const draws = new Draws(32)
      const answers = Array.from({ length: 1000 }, () =>
        momentIs(
          tailIndex(
            draws.many(400, () => draws.pareto(index)),
            0.01,
          ),
          order,
        ),
      )
      const share = (answer: string) => frequency(answers.length, (k) => answers[k] === answer)
      // The estimate is 20 index / G with G of the Erlang law of shape 20; three standard errors of a share are 4.7 %.
      const infinite = erlangAbove(20, (index / order) * erlangLimit(20, 0.005))
      const finite = erlangBelow(20, (index / order) * erlangLimit(20, 0.995))
      expect(Math.abs(share('infinite') - infinite)).toBeLessThan(0.047)
      expect(Math.abs(share('finite') - finite)).toBeLessThan(0.047)
      expect(index <= order ? share('finite') : share('infinite')).toBeLessThan(0.015)
    },
  )

  it('finds all moments of interest of laws with light tails', () => {
    const draws = new Draws(33)
    for (const draw of [() => draws.exponential(), () => Math.abs(draws.normal()), () => draws.uniform()]) {
      const found = frequency(200, () => momentIs(tailIndex(draws.many(1600, draw), 0.01), 2) === 'finite')
      expect(found).toBeGreaterThan(0.9)
    }
  })

  it('does not depend on the unit', () => {
    fc.assert(
      fc.property(fc.integer({ min: -900, max: 900 }), (exponent) => {
        const values = [3, 1, 4, 1.5, 9, 2, 6, 5.3]
        const scaled = tailIndex(
          values.map((value) => value * 2 ** exponent),
          0.01,
          4,
        )
        expect(scaled.index).toBeCloseTo(tailIndex(values, 0.01, 4).index, 9)
      }),
    )
  })

  it('spans more than the largest double', () => {
    expect(tailIndex([1e300, 1e-300, 1e-301], 0.01, 1).index).toBeCloseTo(1 / (600 * Math.LN10), 12)
  })

  it('takes equal largest values for no tail at all', () => {
    expect(tailIndex([1, 2, 2, 2, 2], 0.01, 2)).toMatchObject({ index: Number.POSITIVE_INFINITY })
    expect(momentIs(tailIndex([1, 2, 2, 2, 2], 0.01, 2), 2)).toBe('finite')
  })

  it('says unknown, and compares false, for a NaN, an infinity or too few positive values', () => {
    for (const values of [[1, Number.NaN, 3], [], [1], [-1, -2, 5, 0], [1, 2, Number.POSITIVE_INFINITY]]) {
      const tail = tailIndex(values, 0.01, 2)
      for (const order of [0, 1, 2]) {
        if (values.includes(Number.POSITIVE_INFINITY)) expect(momentIs(tail, order)).not.toBe('finite')
        else expect(momentIs(tail, order)).toBe('unknown')
      }
    }
    expect(momentIs(tailIndex([1, 2, 4, 8], 0.01), Number.NaN)).toBe('unknown')
  })
})
