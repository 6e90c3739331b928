import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { oracle } from './named.ts'
import { async, problem2, settledDrift } from './rules.ts'

describe('thresholds of problem (2)', () => {
  it.each([
    [7, 0.00666389],
    [8, 0.0625],
    [10, 0.2],
    [12, 0.30285343],
    [16, 0.43527528],
    [40, 0.70297139],
  ])('P = %d: %d, by the formula and by root finding', (P, printed) => {
    const exact = oracle('problem2_threshold', P)
    expect(exact).toBeCloseTo(printed, 8)
    expect(oracle('problem2_critical_beta2_adopt', P) / exact).toBeCloseTo(1, 12)
    // RMSProp's two steps differ by beta2^(P-3) only, and so many digits fewer has its root.
    expect(oracle('problem2_critical_beta2_rmsprop', P) / exact).toBeCloseTo(1, 6)
  })

  it('none up to P = 6 for delay 1', () => {
    for (const P of [4, 5, 6]) expect(oracle('problem2_threshold', P)).toBe(0)
  })

  it('every delay, by root finding and by loops on both sides', () => {
    for (const P of [4, 5, 6, 7, 8, 9, 10, 12, 16, 25]) {
      for (let n = 1; n <= P; n++) {
        const exact = oracle('problem2_threshold_delay', P, n)
        const found = oracle('problem2_critical_beta2_async', P, n)
        if (P >= 7) expect(exact > 0, `P = ${P}, n = ${n}`).toBe(n <= 3 || n >= P - 2)
        expect(oracle('problem2_threshold_delay', P, n + 3 * P)).toBe(exact)
        expect(Math.abs(found - exact), `P = ${P}, n = ${n}`).toBeLessThan(1e-6)
        for (const side of [0.8, 1.2]) {
          const beta2 = exact > 0 ? exact * side : 0.5 * side
          // RMSProp and its neighbours differ by less than the rounding of a loop there.
          if (beta2 ** (P - 3) * P ** 2 < 1e-9) continue
          const drift = settledDrift(async(n, beta2), problem2(P), beta2)
          expect(Math.sign(drift), `P = ${P}, n = ${n}, ${beta2}`).toBe(exact > 0 && side < 1 ? -1 : 1)
        }
      }
    }
  })

  it('the quotient of moments is that of the reference', () => {
    const beta = fc.double({ min: 0.05, max: 0.99, noNaN: true })
    fc.assert(
      fc.property(fc.integer({ min: 7, max: 40 }), fc.nat(100), beta, (P, k, b) => {
        const n = 1 + (k % P)
        const early = b ** 3 + (b ** (6 - P) * (1 - b ** P)) / (P ** 2 / 4 + b ** 3)
        const late = (P ** 2 / 4 + b ** 3) / (1 + (b ** (P - 3) * P ** 2) / 4)
        const exact = n <= 3 ? early : n >= P - 2 ? late : b ** 3
        expect(oracle('problem2_quotient', P, n, b) / exact).toBeCloseTo(1, 10)
        const drift = oracle('problem2_drift_async', P, n, b)
        if (Math.abs(exact / (P ** 2 / 4) - 1) > 1e-9) expect(Math.sign(drift)).toBe(exact < P ** 2 / 4 ? 1 : -1)
      }),
      { numRuns: 300 },
    )
  })

  it('ACProp converges wherever ASYNC(1) does, and further', () => {
    for (let P = 7; P <= 50; P++) expect(oracle('problem2_critical_beta2_acprop', P, 0.9)).toBe(0)
    expect(oracle('problem2_threshold', 50)).toBeCloseTo(0.746302, 6)
    expect(oracle('problem2_critical_beta2_acprop', 50, 0.5)).toBeCloseTo(0.745595, 6)
    expect(Math.abs(oracle('problem2_critical_beta2_acprop', 50, 0.1) - oracle('problem2_threshold', 50))).toBeLessThan(
      1e-5,
    )
    for (const P of [7, 8, 10, 16, 30, 50]) {
      for (const b1 of [0.1, 0.3, 0.5, 0.7, 0.95]) {
        expect(oracle('problem2_critical_beta2_acprop', P, b1)).toBeLessThan(oracle('problem2_threshold', P))
      }
    }
  })
})
