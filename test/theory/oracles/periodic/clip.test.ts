import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { oracle } from './named.ts'
import { adopt, problem1, settledDrift } from './rules.ts'

/** c*, above which the clipped drift is positive. */
const critical = (P: number, C: number, beta2: number) => oracle('clip_level_periodic', P, C, beta2)

describe('clipped ADOPT on problem (1)', () => {
  it.each([
    [5, [51, 9.7, 7.1, 7.55, 7.6], [0.5, 0.05, 0.05, 0.005, 0.05]],
    [10, [2550, 455, 56, 55, 55], [5, 0.5, 0.5, 0.5, 0.5]],
    [50, [4.4e6, 2.6e6, 2.8e4, 2.3e3, 2.2e3], [5e4, 5e4, 500, 50, 50]],
  ] as const)('P = %d: t* as printed', (P, printed, tolerances) => {
    for (const [k, beta2] of [0.1, 0.5, 0.9, 0.99, 0.999].entries()) {
      const found = critical(P, P, beta2) ** 4
      expect(Math.abs(found - (printed[k] as number)), `${found}`).toBeLessThanOrEqual(tolerances[k] as number)
    }
  })

  it('the drift at a fixed clip is that of a loop, and changes sign at c*', () => {
    const beta = fc.double({ min: 0.05, max: 0.99, noNaN: true })
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 30 }), beta, fc.double({ min: 0.05, max: 12, noNaN: true }), (P, b2, c) => {
        const simulated = settledDrift(adopt(0.5, b2, c), problem1(P), Math.max(0.5, b2))
        expect(oracle('drift_adopt_clipped', P, P, b2, c)).toBeCloseTo(simulated, 9)
        const turn = critical(P, P, b2)
        expect(oracle('drift_adopt_clipped', P, P, b2, turn * (1 - 1e-9))).toBeLessThan(0)
        expect(oracle('drift_adopt_clipped', P, P, b2, turn * (1 + 1e-9))).toBeGreaterThan(0)
        expect(oracle('drift_adopt_clipped', P, P, b2, 1e9)).toBeCloseTo(oracle('drift_adopt', P, P, b2), 10)
      }),
      { numRuns: 60 },
    )
  })

  it('ends of the range of beta2', () => {
    for (const P of [5, 10, 50]) {
      expect(critical(P, P, 1e-12)).toBeCloseTo(P - 2 + 1 / P, 4)
      expect(critical(P, P, 1 - 1e-10)).toBeCloseTo((P - 1) / Math.sqrt(P + 1 - 1 / P), 4)
    }
  })

  it('a run of the clipped rule turns where it should', () => {
    const [P, beta2] = [10, 0.1]
    let [v, turned] = [0, 0]
    for (let period = 0; turned === 0; period++) {
      let sum = 0
      for (const [j, g] of problem1(P).entries()) {
        const t = period * P + j
        const clip = t ** 0.25
        if (t > 0) sum += Math.max(-clip, Math.min(clip, g / Math.sqrt(v)))
        v = t === 0 ? g * g : beta2 * v + (1 - beta2) * g * g
      }
      if (period > 0 && sum > 0) turned = period * P
    }
    expect(Math.abs(turned - critical(P, P, beta2) ** 4)).toBeLessThan(2 * P)
  })

  it('NaN where the optimum is not -1', () => {
    expect(critical(10, 0.5, 0.9)).toBeNaN()
  })
})
