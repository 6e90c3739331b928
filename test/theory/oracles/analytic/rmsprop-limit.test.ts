import { describe, expect, test } from 'vitest'
import { simulate } from '../../../acceptance/lab.ts'
import { estimate, expectClose, expectPrinted, oracle, uniforms } from './oracle.ts'

const limit = oracle('rmsprop_limit')
const law = oracle('rmsprop_limit_law')

describe('rmsprop_limit', () => {
  test('the figures of adopt/sharpened-rmsprop-limit', () => {
    // adopt/skew-quadratic, k = 10
    expectPrinted(limit(99, 0.1, 0.9, 0), '4.5309')
    expectPrinted(limit(99, 0.1, 0.97, 0), '1.3556')
    expectPrinted(limit(99, 0.1, 0.99, 0), '0.4443')
    expectPrinted(limit(99, 0.1, 0.999, 0), '0.0440')
    expectPrinted(limit(99, 0.1, 0.9999, 0), '0.0044')
    // skew(10) of unit variance
    expectPrinted(limit(3, 0.1, 0.5, 0), '0.3318')
    expectPrinted(limit(3, 0.1, 0.9, 0), '0.1373')
    expectPrinted(limit(3, 0.1, 0.99, 0), '0.01346')
    const variance = 0.1 * 99 ** 2 + 0.9 * 11 ** 2
    const third = 0.1 * 99 ** 3 - 0.9 * 11 ** 3
    expectPrinted(law(variance, third, 0.9), '4.40')
    expectPrinted(law(variance, third, 0.97), '1.32')
    expectPrinted(law(variance, third, 0.9999), '0.0044')
  })

  test.each([
    [4, 0.15, 0.8, 0],
    [4, 0.15, 0.8, 0.7],
    [-2, 0.3, 0.6, 0.2],
    [1, 0.8, 0.9, 0],
  ])('the mean update is 0 there: a = %f, p = %f, beta2 = %f, eps = %f', (a, p, beta2, eps) => {
    const h = limit(a, p, beta2, eps)
    const u = uniforms(17)
    const chains = Array.from({ length: 400 }, () => {
      let [v, sum] = [0, 0]
      for (let t = -200; t < 3000; t++) {
        const g = h + (u() < p ? a : (-p * a) / (1 - p))
        v = beta2 * v + (1 - beta2) * g * g
        if (t >= 0) sum += g / Math.sqrt(v + eps * eps)
      }
      return sum / 3000
    })
    const { mean, error } = estimate(chains)
    expect(Math.abs(mean)).toBeLessThan(4.5 * error)
    // Without h the mean is far from 0, so the test sees it.
    expect(Math.abs(h)).toBeGreaterThan(0.01)
    expect(error).toBeLessThan(0.002)
  })

  test('the kernel settles there', () => {
    const [result] = simulate(`name: settle
problem: {name: skewed, draw: {u: uniform}, loss: "0.5 * x[1]^2 + (u < 0.2 ? 4 : -1) * x[1]", start: 0.3}
optimizers: {use: rmsprop, dialect: theory, lr: 1e-3, beta2: 0.8, eps: 0}
steps: 60000
seeds: ${JSON.stringify(Array.from({ length: 24 }, (_, k) => k + 1))}
record: {points: 600, scale: linear}
measures: {x1: "x[1]"}
`)
    const tails = (result?.values.x1 ?? []).map((xs) => estimate(xs.slice(150)).mean)
    const { mean, error } = estimate(tails)
    const h = limit(4, 0.2, 0.8, 0)
    // The step size shifts it by an amount of its own order.
    expect(Math.abs(mean - h)).toBeLessThan(4.5 * error + 2e-3)
    expect(h).toBeGreaterThan(0.2)
  })

  test('symmetry, units and the first-order law', () => {
    for (const beta2 of [0.1, 0.9, 0.99]) expect(limit(5, 0.5, beta2, 0)).toBe(0)
    const h = limit(3, 0.1, 0.9, 0.2)
    expectClose(limit(-3, 0.1, 0.9, 0.2), -h, 1e-12)
    expectClose(limit(6, 0.1, 0.9, 0.4), 2 * h, 1e-9)
    // The same noise by its other value.
    expectClose(limit((-0.1 * 3) / 0.9, 0.9, 0.9, 0.2), h, 1e-9)
    expect(h).toBeLessThan(limit(3, 0.1, 0.9, 0))
    expectClose(
      limit(2, 0.3, 0.9995, 0),
      law(0.3 * 4 + 0.7 * (6 / 7) ** 2, 0.3 * 8 - 0.7 * (6 / 7) ** 3, 0.9995),
      0.002,
    )
  })
})
