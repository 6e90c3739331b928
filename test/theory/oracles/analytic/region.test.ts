import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { expectClose, expectPrinted, oracle, rootOf } from './oracle.ts'

const C = oracle('stability')
const bound = oracle('continuous_update_bound')
const discrete = oracle('discrete_boundary')
const continuous = oracle('continuous_boundary')
const beta = () => fc.double({ min: 0.02, max: 0.998, noNaN: true })

describe('the continuous-time region', () => {
  test('the figures of gould/stable-region, gould/max-update-bound and gould/sharpened-discrete-region', () => {
    expectPrinted(C(0.9, 0.999), '0.22122')
    expectPrinted(C(0.999, 0.9), '-0.109')
    expectPrinted(C(0.5, 0.3), '-0.3333')
    expect(C(0, 0.9)).toBe(Number.POSITIVE_INFINITY)
    expectPrinted(bound(1e6, 0.9, 0.999), '7.46667')
    expectPrinted(continuous(0.9) - discrete(0.9), '0.0082')
    expectPrinted(continuous(0.5) - discrete(0.5), '0.083')
    // At n = 1 it is below the exact supremum, which is 1 there.
    expectPrinted(bound(1, 0.995, 0.565), '0.92')
  })

  test('the boundaries on the normal curve through the default', () => {
    const normal = oracle('normal_curve')
    const onCurve = (beta1: number) => normal(beta1, 0.9, 0.999)
    expectPrinted(0.9 ** 3 + 2 * onCurve(0.9) ** 3, '2.723005998')
    expectPrinted(onCurve(1), '0.951522')
    const unstable = rootOf((x) => -C(x, onCurve(x)), 0.9, 0.9999)
    expectPrinted(unstable, '0.980591')
    expectPrinted(onCurve(unstable), '0.961920')
    const growing = rootOf((x) => x * x - onCurve(x), 0.9, 0.9999)
    expectPrinted(growing, '0.980737')
    expectPrinted(onCurve(growing), '0.961844')
  })

  test('the normal curve crosses the level curves at a right angle', () => {
    const normal = oracle('normal_curve')
    const level = oracle('level_curve')
    for (const [x, y] of [
      [0.8, 0.9],
      [0.95, 0.97],
    ] as const) {
      const h = 1e-5
      const along = (normal(x + h, x, y) - normal(x - h, x, y)) / (2 * h)
      const across = (level(x + h, C(x, y)) - level(x - h, C(x, y))) / (2 * h)
      expectClose(along * across, -1, 1e-6)
      expectClose(level(x, C(x, y)), y, 1e-12)
    }
    expect(level(0.5, 10)).toBeNaN()
  })

  test('its bound is the Cauchy-Schwarz integral of the two exponential kernels', () => {
    // m = integral of a e^(-a s) g, v = integral of b e^(-b s) g^2: sup m^2/v = integral of a^2/b e^((b - 2a) s) over n.
    for (const [n, beta1, beta2] of [
      [1, 0.9, 0.999],
      [7, 0.8, 0.3],
      [40, 0.95, 0.97],
    ] as const) {
      const [a, b] = [(1 - beta1) / beta1, (1 - beta2) / beta2]
      const N = 20_000
      let sum = 0
      for (let k = 0; k < N; k++) sum += ((a * a) / b) * Math.exp((b - 2 * a) * ((k + 0.5) / N) * n) * (n / N)
      const correction = Math.sqrt(1 - beta2 ** n) / (1 - beta1 ** n)
      expectClose(bound(n, beta1, beta2), correction * Math.sqrt(sum), 1e-6)
    }
  })

  test('its square exceeds that of the exact supremum by the stated factor, and it is never below where C > 0', () => {
    fc.assert(
      fc.property(beta(), beta(), fc.integer({ min: 1, max: 3000 }), (b1, b2, n) => {
        fc.pre(C(b1, b2) > 0.01 && b2 < 0.99)
        const excess = 1 + (b2 - b1) ** 2 / (b1 * (2 * b2 - b1 - b1 * b2))
        expectClose(bound(100_000, b1, b2) ** 2, oracle('max_update_limit')(b1, b2) ** 2 * excess, 1e-9)
        expect(bound(n, b1, b2)).toBeGreaterThanOrEqual(oracle('max_update')(n, b1, b2) * (1 - 1e-12))
      }),
    )
    expectClose(bound(50, 2 / 3, 0.5), (Math.sqrt(1 - 0.5 ** 50) / (1 - (2 / 3) ** 50)) * 0.5 * Math.sqrt(50), 1e-9)
  })

  test('the discrete boundary is where the supremum stops being bounded; the log kernel has the same', () => {
    const log = oracle('stability_log')
    fc.assert(
      fc.property(beta(), fc.double({ min: -0.2, max: 0.2, noNaN: true }), (b1, off) => {
        const b2 = discrete(b1) * (1 + off)
        fc.pre(Math.abs(off) > 0.01 && b2 < 0.999)
        const grows =
          oracle('max_update_uncorrected')(2000, b1, b2) > 1.01 * oracle('max_update_uncorrected')(1000, b1, b2)
        expect(grows).toBe(b2 < discrete(b1))
        expect(log(b1, b2) > 0).toBe(b2 > discrete(b1))
        expectClose(C(b1, continuous(b1)) + 1, 1, 1e-9)
        expectClose(continuous(b1) - discrete(b1), (b1 * (1 - b1) ** 2) / (2 - b1), 1e-8)
      }),
    )
  })
})
