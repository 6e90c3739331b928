import { describe, expect, it } from 'vitest'
import { oracle } from './named.ts'

describe("Reddi's theorems", () => {
  it.each([
    [2.01, -6937],
    [2.5, -6813],
    [3, -6809],
    [5, -6922],
    [10, -7027],
    [100, -7071],
  ])('Theorem 1, C = %d: the drift is %d ten-thousandths', (C, printed) => {
    const drift = oracle('drift_rmsprop', 3, C, oracle('reddi_thm1_beta2', C))
    expect(Math.abs(drift * 1e4 - printed)).toBeLessThanOrEqual(0.51)
  })

  it('Theorem 1: a projected run stays at 1, with that regret', () => {
    const [C, T] = [3, 300_000]
    const beta2 = oracle('reddi_thm1_beta2', C)
    let [x, v, regret, left] = [1, 0, 0, 0]
    for (let t = 1; t <= T; t++) {
      const g = t % 3 === 1 ? C : -1
      if (t % 3 === 1 && x !== 1) left += 1
      regret += g * x + g
      v = beta2 * v + (1 - beta2) * g * g
      x = Math.max(-1, Math.min(1, x - ((0.5 / Math.sqrt(t)) * g) / Math.sqrt(v)))
    }
    expect(left).toBe(0)
    expect(oracle('reddi_thm1_regret', C)).toBeCloseTo(0.66667, 5)
    expect(oracle('reddi_thm1_regret', 10)).toBeCloseTo(5.3333, 4)
    expect(regret / T - oracle('reddi_thm1_regret', C)).toBeGreaterThan(0)
    expect(regret / T - oracle('reddi_thm1_regret', C)).toBeLessThan(0.003)
  })

  it.each([
    [0, 0.9, 204, 7],
    [0, 0.99, 3218, 21],
    [0.9, 0.9, 204, 14],
    [0.9, 0.99, 3218, 30],
    [0.9, 0.999, 42622, 74],
  ])('betas %d and %d: Theorem 2 needs C = %d, divergence sets in at P = %d', (b1, b2, C, P) => {
    expect(oracle('reddi_thm2_period', b1, b2)).toBe(C)
    expect(oracle('reddi_thm2_condition', C, b1, b2)).toBe(1)
    expect(oracle('reddi_thm2_condition', C - 2, b1, b2)).toBe(0)
    expect(oracle('first_diverging_period_adam', b1, b2)).toBe(P)
    expect(oracle('drift_adam', P, P, b1, b2)).toBeLessThan(0)
    for (let p = 3; p < P; p++) expect(oracle('drift_adam', p, p, b1, b2)).toBeGreaterThan(0)
  })

  it('Theorem 2: the condition holds in 152 cells, and Adam diverges in each', () => {
    let cells = 0
    for (const C of [4, 6, 8, 10, 20, 50, 100, 200, 400, 800]) {
      for (const b1 of [0, 0.1, 0.3, 0.5, 0.7, 0.9]) {
        for (const b2 of [0.001, 0.01, 0.05, 0.1, 0.3, 0.5, 0.7, 0.9, 0.95, 0.99, 0.999]) {
          if (oracle('reddi_thm2_condition', C, b1, b2) !== 1) continue
          cells += 1
          expect(oracle('drift_adam', C, C, b1, b2), `${C} ${b1} ${b2}`).toBeLessThan(0)
        }
      }
    }
    expect(cells).toBe(152)
  })

  it('Theorem 2 without momentum is one bound on beta2', () => {
    for (const C of [6, 8, 10, 50, 200, 1000]) {
      const bound = oracle('reddi_thm2_beta2', C)
      expect(oracle('reddi_thm2_condition', C, 0, bound * (1 - 1e-9))).toBe(1)
      expect(oracle('reddi_thm2_condition', C, 0, bound * (1 + 1e-9))).toBe(0)
    }
  })

  it('Theorem 2 says nothing for beta1 >= sqrt(beta2)', () => {
    expect(oracle('reddi_thm2_period', 0.9, 0.8)).toBeNaN()
    expect(oracle('reddi_thm2_condition', 100, 0.9, 0.8)).toBe(0)
  })

  it("ACProp's mean inverse denominator on ADOPT's toy", () => {
    expect(oracle('acprop_infinite_mean_beta2', 50, 0.9)).toBeCloseTo(0.9604, 12)
    expect(oracle('acprop_infinite_mean_beta2', 10, 0.9)).toBeCloseTo(0.81, 12)
    expect(oracle('acprop_infinite_mean_beta2', 10, 0.91)).toBe(0)
  })

  it('travel adds up the step sizes', () => {
    let sum = 0
    for (let t = 1; t <= 1e6; t++) sum += 0.1 / Math.sqrt(t)
    expect(oracle('travel', 0.1, 1e6, 10, -2) / ((sum * 2) / 10)).toBeCloseTo(1, 2)
  })
})
