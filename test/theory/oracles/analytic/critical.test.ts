import { describe, expect, test } from 'vitest'
import { expectClose, expectPrinted, oracle } from './oracle.ts'

const rmsprop = oracle('random_critical_rmsprop')
const adam = oracle('random_critical_adam')
const momentumFirst = oracle('random_critical_momentum_first')

describe('critical beta2 on the stochastic linear problem', () => {
  test('the table of adopt/sharpened-toy-critical', () => {
    expectPrinted(rmsprop(3, 1 / 3), '0.65173637')
    expectPrinted(rmsprop(5, 1 / 5), '0.89858816')
    expectPrinted(rmsprop(10, 1 / 10), '0.97773737')
    expectPrinted(adam(10, 1 / 10, 0.9), '0.97305540')
    expectPrinted(momentumFirst(10, 1 / 10, 0.9), '0.96944919')
    expectPrinted(adam(50, 1 / 50, 0.9), '0.99917780')
    for (const k of [3, 5]) {
      expect(adam(k, 1 / k, 0.9)).toBe(0)
      expect(momentumFirst(k, 1 / k, 0.9)).toBe(0)
    }
    // The reference's integrals group lags here: its .99918367 and .99908574 are one unit of the last digit above.
    expect(Math.abs(rmsprop(50, 1 / 50) - 0.99918367)).toBeLessThan(1.1e-8)
    expect(Math.abs(momentumFirst(50, 1 / 50, 0.9) - 0.99908574)).toBeLessThan(1.1e-8)
  })

  test('the first-order laws', () => {
    const law = oracle('random_critical_gap_law')
    expectPrinted(law(10, 0.1), '0.021998')
    expectPrinted(law(50, 0.02), '0.00081600')
    expectClose(oracle('random_critical_gap_law_momentum_first')(50, 0.02, 0.9), law(50, 0.02) / 0.9, 1e-12)
    expectClose(1 - adam(200, 1 / 200, 0), law(200, 1 / 200), 1e-3)
    expectClose(law(50, 0.02), 2 / (50 * 49), 0.001)
    expect(law(0.5, 0.7)).toBeNaN()
  })

  test('the drift changes sign there, for parameters that no table has', () => {
    for (const [C, p, beta1] of [
      [20, 0.08, 0.5],
      [7, 0.2, 0],
      [30, 0.05, 0.8],
    ] as const) {
      const drift = oracle('random_drift_adam')
      const critical = adam(C, p, beta1)
      expect(drift(C, p, beta1, critical * (1 - 1e-9))).toBeLessThan(0)
      expect(drift(C, p, beta1, critical * (1 + 1e-9))).toBeGreaterThan(0)
      for (let gap = (1 - critical) * 0.99; gap > 1e-3; gap /= 2) expect(drift(C, p, beta1, 1 - gap)).toBeGreaterThan(0)
      if (beta1 === 0) expect(critical).toBe(rmsprop(C, p))
    }
    expect(momentumFirst(10, 0.1, 0)).toBe(0)
    expect(adam(10, 0.05, 0.9)).toBeNaN()
  })

  test('the critical jump of reddi/thm3', () => {
    const jump = oracle('random_critical_jump')
    expectPrinted(jump(0.5, 0, 0.9), '11.48')
    expectPrinted(jump(0.5, 0, 0.99), '102.2')
    expectPrinted(jump(1, 0, 0.9), '23.1')
    expectPrinted(jump(1, 0, 0.99), '208.6')
    expectPrinted(jump(0.1, 0, 0.99), '21.0')
    const C = jump(0.7, 0.6, 0.95)
    const p = 1.7 / (C + 1)
    expectClose(adam(C, p, 0.6), 0.95, 1e-9)
  })
})
