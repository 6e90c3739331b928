import { describe, expect, it } from 'vitest'
import { oracle } from './named.ts'
import { momentumFirst, problem1, settledDrift } from './rules.ts'

/** (1 - beta2*) P^2 at P = 1000 and 2000, and its extrapolation in 1 / P. */
function scaled(method: string, ...args: number[]) {
  const at = (P: number) => (1 - oracle(`critical_beta2_${method}`, P, P, ...args)) * P ** 2
  const [first, second] = [at(1000), at(2000)]
  return { first, second, extrapolated: 2 * second - first }
}

describe('the limit of (1 - beta2*) P^2', () => {
  it.each([
    ['rmsprop', [], 4.0053, 4.0027, 4],
    ['adam', [0.9], 4.0788, 4.039, 4],
    ['adabelief', [0.5], 5.6091, 5.6045, 5.6],
    ['adabelief', [0.9], 4.2312, 4.1919, 4.1533],
    ['adamomentum', [0.9], 10.0277, 9.9853, 9.945],
    ['momentum_first', [0.9], 5.1112, 5.055, 5],
  ] as const)('%s %j as printed', (method, args, first, second, limit) => {
    const found = scaled(method, ...args)
    expect(found.first).toBeCloseTo(first, 4)
    expect(found.second).toBeCloseTo(second, 4)
    const exact = oracle(`limit_p2_${method}`, ...args)
    expect(Math.abs(exact - limit)).toBeLessThan(limit === 9.945 ? 0.0006 : 0.0001)
    expect(Math.abs(found.extrapolated - exact) / exact).toBeLessThan(3e-4)
  })

  it.each([
    ['adamomentum', 0.3],
    ['adamomentum', 0.5],
    ['adabelief', 0.7],
    ['acprop_m', 0.9],
    ['acprop_m', 0.7],
    ['acprop_s_now', 0.5],
    ['acprop_s_now', 0.9],
    ['momentum_first', 0.75],
  ])('%s at beta1 = %d, not printed, by extrapolation', (method, b1) => {
    const exact = oracle(`limit_p2_${method}`, b1)
    expect(Math.abs(scaled(method, b1).extrapolated - exact) / exact).toBeLessThan(3e-4)
  })

  it('printed limits of AdaMomentum', () => {
    expect(oracle('limit_p2_adamomentum', 0.5)).toBeCloseTo(5.6, 12)
    expect(oracle('limit_p2_adamomentum', 0.3)).toBeCloseTo(4.595, 3)
  })

  it('is infinite where nothing diverges at that scale, which is not convergence for every beta2', () => {
    expect(oracle('limit_p2_momentum_first', 0.3)).toBe(Number.POSITIVE_INFINITY)
    expect(oracle('limit_p2_acprop_m', 0.5)).toBe(Number.POSITIVE_INFINITY)
    expect(oracle('critical_beta2_acprop_m', 2000, 2000, 0.5)).toBe(0)
    const P = 2000
    const simulated = settledDrift(momentumFirst(0.3, 0.9), problem1(P), 0.9)
    expect(simulated).toBeLessThan(-400)
    expect(oracle('drift_momentum_first', P, P, 0.3, 0.9)).toBeCloseTo(simulated, 8)
    expect((1 - oracle('critical_beta2_momentum_first', P, P, 0.3)) * P ** 2).toBeGreaterThan(1e4)
  })

  it("default Adam fails on Reddi's synthetic problem, and beta2 = 0.9999 does not", () => {
    expect(oracle('drift_adam', 101, 101, 0.9, 0.999)).toBeLessThan(0)
    expect(oracle('drift_adam', 101, 101, 0.9, 0.9999)).toBeGreaterThan(0)
  })

  it.each([0, 0.5, 0.9])('the second term of 1 - beta2* at beta1 = %d', (b1) => {
    // Doubling P divides an error O(P^-4) by 16. Without the 4/3 the rule errs by 16 / (3 P^3), and this is 8.
    const error = (P: number) => 1 - oracle('critical_beta2_adam', P, P, b1) - oracle('gap_rule_adam', P, b1)
    expect(error(400) / error(800)).toBeGreaterThan(14)
    expect(error(400) / error(800)).toBeLessThan(17)
    const short = (P: number) => error(P) + 16 / (3 * P ** 3)
    expect(short(400) / short(800)).toBeLessThan(12)
  })
})
