import { describe, expect, it } from 'vitest'
import { oracle } from './named.ts'
import { async, problem1, settledDrift } from './rules.ts'

describe('the delay map of problem (1)', () => {
  it.each([
    [5, 4, 0.06748, 0.66556],
    [5, 5, 0, 0.81074],
    [6, 4, 0.36479, 0.53339],
    [10, 6, 0.47218, 0.77036],
    [10, 7, 0.26351, 0.88271],
    [10, 8, 0.09654, 0.92339],
    [10, 9, 0.00533, 0.94356],
    [10, 10, 0, 0.95544],
  ])('P = %d, n = %d diverges on (%d, %d)', (P, n, low, high) => {
    expect(oracle('critical_beta2_low_async', P, P, n)).toBeCloseTo(low, 5)
    expect(oracle('critical_beta2_async', P, P, n)).toBeCloseTo(high, 5)
    const inside = settledDrift(async(n, (low + high) / 2), problem1(P), (low + high) / 2)
    const outside = settledDrift(async(n, high + 0.02), problem1(P), high + 0.02)
    expect(inside).toBeLessThan(0)
    expect(outside).toBeGreaterThan(0)
  })

  it('only the delay modulo P counts', () => {
    expect(oracle('drift_async', 7, 7, 5, 0.6)).toBe(oracle('drift_async', 7, 7, 19, 0.6))
    expect(oracle('critical_beta2_async', 10, 10, 16)).toBe(oracle('critical_beta2_async', 10, 10, 6))
  })

  it.each([
    [5, 4],
    [6, 4],
    [10, 6],
    [30, 14],
    [40, 18],
    [50, 22],
    [200, 79],
  ])('P = %d: the first delay that diverges is %d', (P, n) => {
    expect(oracle('first_diverging_delay', P, P)).toBe(n)
    expect(oracle('critical_beta2_async', P, P, n - 1)).toBe(0)
    expect(oracle('critical_beta2_async', P, P, n)).toBeGreaterThan(0)
  })

  it('the share of safe delays falls', () => {
    expect(oracle('first_diverging_delay', 1000, 1000) / 1000).toBeCloseTo(0.36, 2)
    expect(oracle('first_diverging_delay', 3000, 3000) / 3000).toBeCloseTo(0.34, 2)
  })

  it('delay 10 diverges for some beta2 at P = 5, 6, 10, ..., 20 only', () => {
    const periods = Array.from({ length: 58 }, (_, k) => k + 3)
    expect(periods.filter((P) => oracle('critical_beta2_async', P, P, 10) > 0)).toEqual([
      5, 6, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20,
    ])
  })
})
