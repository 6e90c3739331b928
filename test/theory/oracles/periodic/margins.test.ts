import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { oracle } from './named.ts'

const BETAS1 = [0.001, 0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99, 0.999]
const BETAS2 = [0.001, 0.01, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99, 0.995, 0.999]
const PERIODS = [3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 16, 20, 25, 30, 40, 50, 60, 80, 100, 120, 150, 200]

describe('asynchronous methods always converge on problem (1)', () => {
  it('D sqrt(v_(P-1)) >= 1 in all 2772 cells, and m_t in the numerator loses it in some', () => {
    let [lowest, lost, lostUncentred] = [Number.POSITIVE_INFINITY, 0, 0]
    for (const P of PERIODS) {
      for (const b2 of BETAS2) {
        expect(oracle('margin_async', P, P, b2)).toBeGreaterThanOrEqual(1)
        for (const b1 of BETAS1) {
          lowest = Math.min(lowest, oracle('margin_acprop', P, P, b1, b2))
          if (oracle('drift_acprop_m', P, P, b1, b2) <= 0) lost += 1
          if (oracle('drift_momentum_first', P, P, b1, b2) <= 0) lostUncentred += 1
        }
      }
    }
    expect(lowest).toBeGreaterThan(1)
    expect(lowest).toBeLessThan(1.01)
    expect(lost).toBeGreaterThan(100)
    expect(lostUncentred).toBeGreaterThan(lost)
  })

  it('the margin is the drift times the root of the moment after phase P - 1', () => {
    const unit = fc.double({ min: 0.3, max: 0.99, noNaN: true })
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 30 }), unit, unit, (P, b1, b2) => {
        const s = oracle('orbit_s', P, P, b1, b2, P - 1)
        const v = oracle('orbit_v', P, P, b2, P - 1)
        const [centred, plain] = [oracle('margin_acprop', P, P, b1, b2), oracle('margin_async', P, P, b2)]
        expect(centred / (oracle('drift_acprop', P, P, b1, b2) * Math.sqrt(s))).toBeCloseTo(1, 11)
        expect(plain / (oracle('drift_adopt', P, P, b2) * Math.sqrt(v))).toBeCloseTo(1, 11)
      }),
    )
  })
})
