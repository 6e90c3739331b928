import { describe, expect, it } from 'vitest'
import { chanceByBets } from '../../src/stats/betting.ts'
import { Draws, frequency } from './draws.ts'

describe('bets on a mean of a known range', () => {
  it('decide what the range decides, and nothing where it does not', () => {
    expect(chanceByBets([0.5], 1.01, [0, 1], 0.01)).toBe(0)
    expect(chanceByBets([0.5], 0, [0, 1], 0.01)).toBe(1)
    expect(chanceByBets([0.5], 0.5, [0.5, 0.5], 0.01)).toBe(1)
    expect(chanceByBets([], 0.5, [0, 1], 0.01)).toBe(1)
  })

  it('win by the worst case: n zeros against a mean of at least m', () => {
    // Each bet wins lambda m, with lambda at most 0.75 / (1 - m): the capital is at most (1 + 0.75 m / (1 - m))^n.
    const p = chanceByBets(
      Array.from({ length: 100 }, () => 0),
      0.2,
      [0, 1],
      0.01,
    )
    expect(p).toBeLessThan(0.01)
    expect(p).toBeGreaterThan((1 + (0.75 * 0.2) / 0.8) ** -100)
  })

  it('do not mind the scale', () => {
    const values = new Draws(3).many(
      50,
      (() => {
        const d = new Draws(4)
        return () => d.uniform()
      })(),
    )
    const scaled = values.map((value) => 10 * value - 3)
    expect(chanceByBets(scaled, 10 * 0.7 - 3, [-3, 7], 0.01)).toBeCloseTo(chanceByBets(values, 0.7, [0, 1], 0.01), 10)
  })

  // By Ville's inequality at most 1 %, for every law: P(more than 34 of 2000) < 0.2 %.
  it.each([
    ['a rare event', 0.02, (draws: Draws) => Number(draws.uniform() < 0.02)],
    ['a fair coin', 0.5, (draws: Draws) => Number(draws.uniform() < 0.5)],
    ['a frequent event', 0.98, (draws: Draws) => Number(draws.uniform() < 0.98)],
    ['a uniform law', 0.5, (draws: Draws) => draws.uniform()],
  ] as const)('are lost if the mean is the limit: %s', (_, mean, draw) => {
    for (const n of [8, 24, 200]) {
      const wrong = frequency(2000, (k) => {
        const draws = new Draws(9_000_000 + k)
        return (
          chanceByBets(
            draws.many(n, () => draw(draws)),
            mean,
            [0, 1],
            0.01,
          ) <= 0.01
        )
      })
      expect(wrong).toBeLessThanOrEqual(0.017)
    }
  })

  it('are won if it is far enough', () => {
    const draws = new Draws(12)
    const values = draws.many(400, () => Number(draws.uniform() < 0.2))
    expect(chanceByBets(values, 0.35, [0, 1], 0.01)).toBeLessThan(0.01)
  })
})
