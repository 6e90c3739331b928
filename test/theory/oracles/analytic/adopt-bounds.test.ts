import { describe, expect, test } from 'vitest'
import { expectClose, expectPrinted, oracle } from './oracle.ts'

// adopt/soft-abs: L = 1, G^2 = 2, Delta = sqrt(5) - 1, step size T^-1/2
const Delta = Math.sqrt(5) - 1

describe('explicit bounds', () => {
  const adopt = oracle('adopt_bound')
  const clipped = oracle('adopt_clipped_bound')
  const rmsprop = oracle('rmsprop_bound')

  test('the figures of adopt/sharpened-explicit-bound', () => {
    expectPrinted(adopt(1000, 1000 ** -0.5, 0, 0.5, 2, 1, Delta), '0.2484')
    expectPrinted(adopt(4000, 4000 ** -0.5, 0, 0.5, 2, 1, Delta), '0.1242')
    expectPrinted(adopt(16000, 16000 ** -0.5, 0, 0.5, 2, 1, Delta), '0.0621')
    expectPrinted(adopt(1000, 1000 ** -0.5, 0.9, 0.5, 2, 1, Delta), '3.66')
    expectPrinted(adopt(64000, 64000 ** -0.5, 0, 0.3, 2, 1, Delta), '0.0706')
  })

  test('the figures of adopt/clip-preserves-rate', () => {
    expectPrinted(clipped(1000, 1000 ** -0.5, 0.5, 2, 4, 1, Delta), '0.69')
    expectPrinted(clipped(4000, 4000 ** -0.5, 0.5, 2, 4, 1, Delta), '0.34')
  })

  test('the figure of the neighbourhood, and that the floor is what is left of the bound', () => {
    const floor = oracle('rmsprop_floor')
    expectPrinted(floor(0.999, 1089, 1), '137.8')
    for (const [beta2, G2, d] of [
      [0.9, 3, 1],
      [0.9999, 0.5, 7],
    ] as const) {
      expectClose(rmsprop(1e15, 1e-9, beta2, 1e-4, G2, 1, Delta, d), floor(beta2, G2, d), 2e-3)
    }
  })

  test('each term alone', () => {
    const [T, alpha, beta1, eps, G2] = [300, 0.02, 0.8, 0.4, 5]
    const front = Math.sqrt(5.16)
    expectClose(adopt(T, alpha, beta1, eps, G2, 0, 3), (front * 3) / 6, 1e-12)
    expectClose(adopt(T, alpha, beta1, eps, G2, 2, 0), (front * 0.02 * 2 * 5 * 9) / 0.32, 1e-12)
    // Without its bias the clip costs a factor 2.
    expectClose(clipped(T, alpha, eps, G2, 0, 2, 3), 2 * adopt(T, alpha, 0, eps, G2, 2, 3), 1e-12)
    const bias = (2 * front * 25) / (16 * 0.064 * Math.sqrt(300))
    expectClose(clipped(T, alpha, eps, G2, 25, 0, 0), bias, 1e-12)
    expectClose(rmsprop(T, alpha, 0.9, eps, G2, 0, 3, 1) - rmsprop(T, alpha, 0.9, eps, G2, 0, 0, 1), front, 1e-10)
    // C2 counts coordinates.
    expectClose(rmsprop(T, alpha, 0.9, eps, G2, 1, 0, 6), 6 * rmsprop(T, alpha, 0.9, eps, G2, 1, 0, 1), 1e-12)
  })

  test.each([0.2, 0.9])('hold along a run of ADOPT and of RMSProp on a skewed quadratic, beta2 = %f', (beta2) => {
    // f = x^2/2 on runs that stay in |x| <= 2, xi = 2 with probability .2, else -1/2: variance 1, so G^2 <= 5.
    const [T, seeds, eps] = [2000, 200, 0.5]
    const alpha = T ** -0.5
    let farthest = 0
    const metric = (async: boolean) => {
      const powers = new Float64Array(T)
      for (let seed = 1; seed <= seeds; seed++) {
        let state = seed * 7919
        const xi = () => {
          state = (Math.imul(state, 1664525) + 1013904223) >>> 0
          return state < 0.2 * 2 ** 32 ? 2 : -0.5
        }
        let x = 1.5
        let v = async ? (x + xi()) ** 2 : 0
        for (let t = 0; t < T; t++) {
          powers[t] = (powers[t] as number) + Math.abs(x) ** (4 / 3) / seeds
          const g = x + xi()
          const next = beta2 * v + (1 - beta2) * g * g
          x -= async ? (alpha * g) / Math.max(Math.sqrt(v), eps) : (alpha * g) / Math.sqrt(next + eps * eps)
          v = next
          farthest = Math.max(farthest, Math.abs(x))
        }
      }
      return powers.reduce((sum, y) => sum + y ** 1.5, 0) / T
    }
    expect(metric(true)).toBeLessThanOrEqual(adopt(T, alpha, 0, eps, 5, 1, 1.125))
    expect(metric(false)).toBeLessThanOrEqual(rmsprop(T, alpha, beta2, eps, 5, 1, 1.125, 1))
    expect(farthest).toBeLessThan(2)
  })

  test('clip_rate_exponent is the slower of the two rates', () => {
    const exponent = oracle('clip_rate_exponent')
    expect([0, 1 / 8, 1 / 4, 1 / 2].map((q) => exponent(q) + 0)).toEqual([0, -0.25, -0.5, -0.5])
    // The mean of t^-2q, by summation over two decades.
    for (const q of [0.05, 0.125, 0.2]) {
      const mean = (T: number) =>
        Array.from({ length: T }, (_, k) => (k + 1) ** (-2 * q)).reduce((s, y) => s + y, 0) / T
      expect(Math.abs(Math.log10(mean(1e6) / mean(1e4)) / 2 - exponent(q))).toBeLessThan(0.02)
    }
  })
})

describe('gradient_jump', () => {
  const jump = oracle('gradient_jump')
  test('the figures of adopt/sharpened-unbounded-step, and two gradients', () => {
    expectPrinted(jump(10, 0.9999), '9.95')
    expectPrinted(jump(1e3, 0.9999), '99.5')
    expectPrinted(jump(1e6, 0.9999), '100.0')
    let v = 0
    for (let t = 0; t < 2000; t++) v = 0.97 * v + 0.03
    v = 0.97 * v + 0.03 * 25
    expectClose(jump(5, 0.97), 5 / Math.sqrt(v), 1e-12)
  })
})
