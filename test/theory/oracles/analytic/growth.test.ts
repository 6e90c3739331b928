import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { expectClose, expectPrinted, oracle } from './oracle.ts'

const rate = oracle('growth_rate')
const geometric = oracle('growth_rate_geometric')
const model = oracle('growth_rate_continuous')
const quotient = oracle('growth_rate_window')
const fitted = oracle('growth_rate_fitted')

/** ln|u_n|, n = 1..steps, of Adam with bias correction on the gradients g(n). */
function logUpdates(g: (n: number) => number, beta1: number, beta2: number, steps: number): number[] {
  let [m, v] = [0, 0]
  return Array.from({ length: steps }, (_, k) => {
    const n = k + 1
    m = beta1 * m + (1 - beta1) * g(n)
    v = beta2 * v + (1 - beta2) * g(n) ** 2
    return Math.log(m / (1 - beta1 ** n)) - Math.log(v / (1 - beta2 ** n)) / 2
  })
}

/** Least squares of ys on their index, by the normal equations. */
function slope(ys: readonly number[]): number {
  const n = ys.length
  const sum = (f: (k: number) => number) => ys.reduce((total, _, k) => total + f(k), 0)
  const [x, y, xx, xy] = [
    sum((k) => k),
    sum((k) => ys[k] as number),
    sum((k) => k * k),
    sum((k) => k * (ys[k] as number)),
  ]
  return (n * xy - x * y) / (n * xx - x * x)
}

describe('growth rates', () => {
  test('the figures of gould/sharpened-growth-rate', () => {
    expectPrinted(rate(0.9, 0.5), '0.24121307')
    expectPrinted(rate(0.99, 0.9), '0.04262992')
    expectPrinted(rate(0.98, 0.955), '0.00281926')
    const curve = [
      [0.998042, 0.9526, '0.02093', '0.02232', '0.02292'],
      [0.991228, 0.9563, '0.01336', '0.01353', '0.01400'],
      [0.984265, 0.96, '0.004537', '0.004551', '0.004847'],
    ] as const
    for (const [beta1, beta2, corrected, exact, continuous] of curve) {
      expectPrinted(fitted(400, 500, beta1, beta2), corrected)
      expectPrinted(rate(beta1, beta2), exact)
      expectPrinted(model(beta1, beta2), continuous)
    }
  })

  test('the ratios of gould/growth-rate', () => {
    expectPrinted(model(0.99, 0.9) / rate(0.99, 0.9), '1.066')
    expectPrinted(model(0.98, 0.955) / rate(0.98, 0.955), '1.118')
    expectPrinted(model(0.9, 0.5) / rate(0.9, 0.5), '1.61')
    expectPrinted(model(0.5, 0.2) / rate(0.5, 0.2), '8.96')
    // The unstable end of the normal curve is beta1 = 1.
    const beta2 = oracle('normal_curve')(1 - 1e-9, 0.9, 0.999)
    expectPrinted(model(1 - 1e-9, beta2) / rate(1 - 1e-9, beta2), '1.025')
    expect(model(0.9, 0.999)).toBe(0)
  })

  test('an impulse grows as predicted, with its bias corrections', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.5, max: 0.99, noNaN: true }),
        fc.double({ min: 0.3, max: 0.99, noNaN: true }),
        fc.integer({ min: 1, max: 150 }),
        (beta1, beta2, n0) => {
          const n1 = n0 + 37
          const logs = logUpdates((n) => (n === 1 ? 3 : 0), beta1, beta2, n1)
          const measured = ((logs[n1 - 1] as number) - (logs[n0 - 1] as number)) / 37
          expect(Math.abs(quotient(n0, n1, beta1, beta2) - measured)).toBeLessThan(1e-12)
          expect(Math.abs(fitted(n0, n1, beta1, beta2) - slope(logs.slice(n0 - 1)))).toBeLessThan(1e-11)
        },
      ),
    )
    expect(quotient(20, 20, 0.9, 0.5)).toBeNaN()
    expect(fitted(21, 20, 0.9, 0.5)).toBeNaN()
  })

  test('geometric gradients grow as predicted, and their update is the closed form at every step', () => {
    const closed = oracle('geometric_update')
    for (const [rho, beta1, beta2] of [
      [0.2, 0.9, 0.5],
      [0.8, 0.9, 0.5],
      [0.95, 0.9, 0.5],
      [0.5, 0.3, 0.6],
      [1.1, 0.9, 0.999],
    ] as const) {
      const logs = logUpdates((n) => rho ** n, beta1, beta2, 200)
      logs.forEach((log, k) => {
        expectClose(closed(k + 1, rho, beta1, beta2), Math.exp(log), 1e-10, `${rho} step ${k + 1}`)
      })
      // Bias corrections and the faster of the two exponentials are gone.
      const late = ((logs[199] as number) - (logs[149] as number)) / 50
      if (beta2 < 0.9) expect(Math.abs(geometric(rho, beta1, beta2) - late)).toBeLessThan(1e-3)
    }
    expect(geometric(0, 0.9, 0.5)).toBe(rate(0.9, 0.5))
    expect(geometric(1, 0.9, 0.5)).toBe(0)
    // At rho = beta2 / beta1 it is the supremum.
    expectClose(closed(50, 0.6 / 0.9, 0.9, 0.6), oracle('max_update')(50, 0.9, 0.6), 1e-12)
    // Long after its powers left the range of doubles.
    expectClose(Math.log(closed(700, 0.01, 0.9, 0.5) / closed(600, 0.01, 0.9, 0.5)) / 100, rate(0.9, 0.5), 1e-9)
  })
})
