import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { expectClose, expectPrinted, normals, oracle, rootOf, uniforms } from './oracle.ts'

describe('discounted regret', () => {
  const bound = oracle('discounted_regret_bound')
  const spike = oracle('discounted_regret_spike')

  /** Regret over D sqrt(S) of scale-free FTRL on the line, D = 1, after the losses g. */
  function ratio(g: readonly number[], beta: number, clip: boolean): number {
    let [M, V, z, total] = [0, 0, 0, 0]
    for (const x of g) {
      total = beta * total + x * z
      M = beta * M + x
      V = beta * beta * V + x * x
      const wish = -M / Math.sqrt(V)
      z = clip ? Math.max(-1, Math.min(1, wish)) : wish
    }
    return (total + Math.abs(M)) / Math.sqrt(V)
  }

  test('the figures of ahn/discounted-regret', () => {
    expectPrinted(bound(1, 1), '3.0616')
    expectPrinted(spike(10), '1.8906')
    expectPrinted(spike(100), '1.9899')
    expectPrinted(spike(1e4), '1.9999')
    expect(oracle('discounted_regret_bound_published')(3, 4)).toBe(24)
  })

  test('its constant is the least for which every round is paid', () => {
    // 1/2 + sup over a of min(a^2/2, 2a) / (sqrt(1+a^2) - 1)
    let worst = 0
    for (let a = 1e-3; a < 1e3; a *= 1.00001)
      worst = Math.max(worst, Math.min((a * a) / 2, 2 * a) / (Math.hypot(1, a) - 1))
    expectClose(bound(1, 1), 0.5 + worst, 1e-5)
    expectClose(bound(2, 9), 6 * bound(1, 1), 1e-14)
  })

  test('random and adversarial losses stay below it', () => {
    const uniform = uniforms(1)
    const normal = normals(2)
    for (let k = 0; k < 3000; k++) {
      const heavy = uniform() < 0.5
      const g = Array.from({ length: 1 + Math.floor(30 * uniform()) }, () =>
        heavy ? Math.sinh(4 * normal()) : normal(),
      )
      expect(ratio(g, 0.5 + 0.5 * uniform(), true)).toBeLessThanOrEqual(bound(1, 1))
    }
  })

  test('two losses attain the stated value, and without the clip n ones and a spike pass it', () => {
    for (const M of [1, 3, 200]) expectClose(ratio([1, -M], 1, true) + 1, spike(M) + 1, 1e-12)
    expect(spike(Number.POSITIVE_INFINITY)).toBe(2)
    for (const n of [1, 4, 25]) {
      const g = [...Array.from({ length: n }, () => 1), -1e9]
      expectClose(ratio(g, 1, false), oracle('discounted_regret_unclipped')(n), 1e-6)
    }
  })
})

describe('conversion and rates', () => {
  const bound = oracle('conversion_bound')
  const beta = oracle('ahn_beta')
  const radius = oracle('ahn_radius')
  const steps = oracle('nonsmooth_steps')

  test('conversion_bound adds five terms, each alone where the others vanish', () => {
    const [T, b, D] = [500, 0.95, 0.02]
    expectClose(bound(T, b, D, 0, 3, 0, 0), 3 / (D * T), 1e-12)
    expectClose(bound(T, b, D, 2, 0, 0, 0), 2 * oracle('ema_spread_bound')(b, D), 1e-12)
    // A Lipschitz constant pays regret and the first iterates.
    const regret = oracle('discounted_regret_bound')(1, 1 / (1 - b * b)) * (b / T + 1 - b)
    expectClose(bound(T, b, D, 0, 0, 1, 0), regret + b / ((1 - b) * T), 1e-12)
    const noise = (Math.sqrt(1 - b) + b / (T * Math.sqrt(1 - b))) / Math.sqrt(1 + b)
    expectClose(bound(T, b, D, 0, 0, 0, 1), regret + noise, 1e-12)
    expectClose(
      bound(T, b, D, 2, 3, 3, 4) - bound(T, b, D, 2, 3, 0, 0),
      5 * regret + (3 * b) / ((1 - b) * T) + 4 * noise,
      1e-10,
    )
  })

  test('with the proved parameters it is at most the guarantee, and at most 3.8 eps', () => {
    const guarantee = oracle('nonsmooth_guarantee')
    let worst = 0
    for (const G of [1e-3, 0.3, 1, 10]) {
      for (const sigma of [0, 0.2, 1, 30]) {
        for (const share of [1, 0.3, 0.01]) {
          for (const Delta of [0, 1e-3, 1, 1e3]) {
            for (const lambda of [1e-3, 1, 1e3]) {
              const C = G + sigma
              const eps = share * C
              const b = beta(eps, C, 5)
              const T = Math.ceil(steps(eps, C, Delta, lambda))
              if (T > 9e15) continue
              const value = bound(T, b, radius(eps, b, lambda, 1), lambda, Delta, G, sigma)
              expect(value).toBeLessThanOrEqual(guarantee(eps))
              worst = Math.max(worst, value / eps)
            }
          }
        }
      }
    }
    expect(worst).toBeLessThan(3.8)
    // Not by far: the constant means something.
    expect(worst).toBeGreaterThan(3)
  })

  test('accuracy and steps are inverse to each other up to the constant', () => {
    const accuracy = oracle('nonsmooth_accuracy')
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 1e9 }),
        fc.double({ min: 0.1, max: 10, noNaN: true }),
        fc.double({ min: 0.1, max: 10, noNaN: true }),
        (T, C, lambda) => {
          const eps = accuracy(T, C, 1, lambda)
          expectClose(C ** 2 * Math.sqrt(lambda) * eps ** -3.5, T, 1e-9)
          expectClose(accuracy(128 * T, C, 1, lambda), eps / 4, 1e-12)
          expectClose(oracle('smooth_accuracy')(T, C, 1, lambda) ** -4 * C ** 2 * lambda, T, 1e-9)
          // x -> a x, F -> b F
          const [a, b] = [1.7, 0.6]
          expectClose(accuracy(T, (C * b) / a, b, (lambda * b) / a ** 3), (eps * b) / a, 1e-12)
        },
      ),
    )
    expect(beta(3, 1, 1)).toBeNaN()
    expect(steps(3, 1, 1, 1)).toBeNaN()
    expectClose(radius(0.3, 0.99, 0.3 ** -1, 1), 0.01 * 0.3, 1e-12)
    expectPrinted(beta(0.5, 1, 5), '0.99')
  })
})

describe('reductions', () => {
  // F = -cos has L = H = 1. E cos(y) and E sin(y) of a two-point law, y = x +- r.
  const certificate = (x: number, r: number, lambda: number) => Math.abs(Math.sin(x) * Math.cos(r)) + lambda * r * r

  test('bound the gradient of -cos at every point and law, and are nearly reached', () => {
    const smooth = oracle('smooth_reduction')
    const second = oracle('second_order_reduction')
    let tightest = 0
    let excess = 0
    for (const lambda of [0.3, 0.5, 1, 4]) {
      for (let x = 0; x <= Math.PI; x += 0.03) {
        for (let r = 0; r < 3; r += 0.03) {
          const eps = certificate(x, r, lambda)
          const gradient = Math.abs(Math.sin(x))
          excess = Math.max(excess, gradient - smooth(eps, lambda, 1), gradient - second(eps, lambda, 1))
          if (r > 0.2) tightest = Math.max(tightest, gradient / second(eps, lambda, 1))
        }
      }
    }
    expect(excess).toBeLessThan(1e-15)
    expect(tightest).toBeGreaterThan(0.97)
    expectClose(smooth(0.2, 1 / 0.2, 1), 1.25 * 0.2, 1e-12)
    expectClose(second(0.2, 0.5, 1), 0.2, 1e-12)
    expectClose(second(0.2, 0.1, 1), 1, 1e-12)
  })

  test('smooth_reduction is the largest value of eps - lambda V + L sqrt(V)', () => {
    const smooth = oracle('smooth_reduction')
    let best = 0
    for (let V = 0; V < 10; V += 1e-4) best = Math.max(best, 0.7 - 1.3 * V + 2 * Math.sqrt(V))
    expectClose(smooth(0.7, 1.3, 2), best, 1e-6)
  })

  test('goldstein_reduction: mass outside the ball is at most eps / (lambda delta^2)', () => {
    const goldstein = oracle('goldstein_reduction')
    // F = |y|, all mass at the origin but w at distance r > delta: then a subgradient inside the ball is 0 or 1.
    for (const [x, lambda, delta] of [
      [0.1, 2, 0.5],
      [0.3, 1, 1],
    ] as const) {
      const eps = oracle('stationarity_abs')(x, lambda, 1)
      const inside = x <= delta ? 0 : 1
      expect(inside).toBeLessThanOrEqual(goldstein(eps, lambda, 1, delta))
    }
    expectClose(goldstein(0.4, 2, 3, 0.5), 0.4 + (2 * 3 * 0.4) / (2 * 0.25), 1e-12)
  })
})

describe('coordinatewise_gain', () => {
  const gain = oracle('coordinatewise_gain')
  const of = (v: readonly number[]) =>
    gain(
      v.length,
      v.reduce((s, x) => s + x, 0),
      Math.hypot(...v),
    )

  test('the predictions of ahn/coordinatewise-gain', () => {
    const quiet = (q: number) => Array.from({ length: 16 }, (_, i) => (i === 0 ? 1 : q))
    expectPrinted(of(quiet(0.001)), '15.5')
    expectPrinted(of(quiet(0.05)), '5.4')
    expectPrinted(of(Array.from({ length: 16 }, (_, i) => 0.6 ** i)), '4')
    expectPrinted(of(quiet(1)), '1')
  })

  test('is between 1 and d, and NaN for norms of no vector', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 1e-6, max: 1, noNaN: true }), { minLength: 1, maxLength: 20 }), (v) => {
        expect(of(v)).toBeGreaterThanOrEqual(1 - 1e-12)
        expect(of(v)).toBeLessThanOrEqual(v.length * (1 + 1e-12))
      }),
    )
    expect(gain(4, 1, 2)).toBeNaN()
    expect(gain(4, 3, 1)).toBeNaN()
  })
})

test('the certificate of the valley falls to eps where the closed form says', () => {
  const norm = oracle('stationarity_abs')
  const x = rootOf((point) => norm(point, 3, 1) - 0.3, 0, 1)
  expectClose(x, Math.sqrt(0.1), 1e-9)
})
