import { describe, expect, test } from 'vitest'
import { simulate } from '../../../acceptance/lab.ts'
import { estimate, expectClose, expectPrinted, normals, oracle, uniforms } from './oracle.ts'

describe('stationarity_abs', () => {
  const norm = oracle('stationarity_abs')

  /** The infimum over laws of at most three atoms on a grid, with mean x: by scanning pairs around 0 and the point. */
  function brute(x: number, lambda: number, G: number): number {
    // Mass w at a <= 0 and 1 - w at b > 0, and, as a third atom, 0 itself, where the slope may be chosen as 0.
    let best = G
    const N = 900
    const reach = 3 * Math.max(Math.abs(x), Math.sqrt(G / lambda))
    for (let i = 0; i <= N; i++) {
      const a = -(reach * i) / N
      for (let j = 0; j <= N; j++) {
        const b = Math.abs(x) + (reach * j) / N
        if (b === a) continue
        const w = (b - Math.abs(x)) / (b - a)
        const slope = a === 0 ? 1 - w : Math.abs(1 - 2 * w)
        // At a = 0 the subgradient at 0 may cancel the rest.
        const cancelled = a === 0 ? Math.max(0, 1 - 2 * w) : slope
        best = Math.min(best, G * cancelled + lambda * (w * (a - Math.abs(x)) ** 2 + (1 - w) * (b - Math.abs(x)) ** 2))
      }
    }
    return best
  }

  test.each([
    [0.2, 1, 1],
    [0.6, 1, 1],
    [0.9, 1, 1],
    [-1.3, 1, 1],
    [0.3, 4, 0.7],
    [1.5, 0.3, 2],
    [5, 1, 1],
  ])('is the infimum over laws with mean %f, lambda %f, G %f', (x, lambda, G) => {
    expect(norm(x, lambda, G)).toBeLessThanOrEqual(brute(x, lambda, G) + 1e-12)
    expectClose(norm(x, lambda, G), brute(x, lambda, G), 2e-3)
  })

  test('its pieces meet, and it scales as its definition does', () => {
    expectClose(norm(Math.SQRT1_2, 1, 1), 0.5, 1e-12)
    expectClose(norm(Math.SQRT1_2 + 1e-9, 1, 1), 0.5, 1e-8)
    expectClose(norm(Math.SQRT2 - 1e-9, 1, 1), 1, 1e-8)
    expectClose(norm(0.37, 5, 2), 2 * norm(0.37 * Math.sqrt(2.5), 1, 1), 1e-12)
    expect(norm(0, 1, 1)).toBe(0)
  })
})

describe('momentum_noise', () => {
  const noise = oracle('momentum_noise')

  test('the figures of ahn/momentum-noise', () => {
    expectPrinted(noise(0.9, 1), '0.1830')
    expectPrinted(noise(0.99, 3), '0.0653')
  })

  test.each([
    [0.8, 2],
    [0.5, 5],
  ])('the kernel measures it: beta = %f, d = %i', (beta, d) => {
    const [result] = simulate(`name: noise
problem: {name: flat, d: ${d}, objective: 0 * sum(x), start: 0, noise: gaussian}
optimizers: {use: sgd, lr: 0}
steps: 100
seeds: ${JSON.stringify(Array.from({ length: 4000 }, (_, k) => k + 1))}
record: {points: 1}
measures: {noise: {use: momentum-noise, decay: ${beta}}}
`)
    const { mean, error } = estimate((result?.values.noise ?? []).map((values) => values.at(-1) as number))
    // The catalog's noise has variance 1 in each coordinate, so sigma = sqrt(d).
    expect(Math.abs(mean / Math.sqrt(d) - noise(beta, d))).toBeLessThan((4.5 * error) / Math.sqrt(d))
    expect(error / mean).toBeLessThan(0.02)
  })

  test('is below its bound, and close to it in many dimensions', () => {
    const bound = oracle('momentum_noise_bound')
    for (const beta of [0, 0.3, 0.99]) {
      for (const d of [1, 2, 10]) expect(noise(beta, d)).toBeLessThan(bound(beta))
      expectClose(noise(beta, 100_000), bound(beta), 1e-5)
    }
    expectClose(noise(0, 1), Math.sqrt(2 / Math.PI), 1e-14)
  })
})

describe('ema_spread', () => {
  const sharp = oracle('ema_spread_bound')
  const published = oracle('ema_spread_bound_published')
  const unscaled = oracle('ema_spread_unscaled')

  /** Spread of ballistic motion about its EMA after many steps, averaged over replicas. */
  function spread(beta: number, scaling: (u: number) => number, replicas: number) {
    const u = uniforms(3)
    const values = Array.from({ length: replicas }, () => {
      let [x, weight, mean, square] = [0, 0, 0, 0]
      for (let t = 0; t < 40 / (1 - beta); t++) {
        x += 0.1 * scaling(u())
        weight = beta * weight + 1
        mean = beta * mean + x
        square = beta * square + x * x
      }
      return square / weight - (mean / weight) ** 2
    })
    return estimate(values)
  }

  test.each([0.5, 0.9])('ballistic motion with Exp(1) steps attains it, beta = %f', (beta) => {
    const { mean, error } = spread(beta, (u) => -Math.log(u), 6000)
    expect(Math.abs(mean - sharp(beta, 0.1))).toBeLessThan(4.5 * error)
    expect(error / mean).toBeLessThan(0.02)
  })

  test('steps of one length have the smaller spread', () => {
    expectClose(spread(0.8, () => 1, 2).mean, unscaled(0.8, 0.1), 1e-6)
    expect(unscaled(0.8, 1)).toBeLessThan(sharp(0.8, 1))
  })

  test('the recalled constant is at least 12 times as large', () => {
    for (const beta of [0.1, 0.9, 0.999]) expect(published(beta, 2) / sharp(beta, 2)).toBeGreaterThanOrEqual(12)
    expectClose(published(0.999999, 1) / sharp(0.999999, 1), 12, 1e-5)
  })
})

describe('the clip', () => {
  const fraction = oracle('clip_fraction')

  test('the figures of ahn/clip-needed', () => {
    const constant = oracle('clip_ratio_constant')
    expectPrinted(constant(0.9), '4.36')
    expectPrinted(constant(0.99), '14.1')
    expectPrinted(constant(0.999), '44.7')
    expectPrinted(fraction(0.9, 0.81), '0.3173')
    expectPrinted(fraction(0.9, 0.9), '0.17')
  })

  test('worst and constant sequences by the recursion of M and V', () => {
    const beta = 0.93
    let [M, V, m, v] = [0, 0, 0, 0]
    for (let n = 1; n <= 400; n++) {
      M = beta * M + beta ** n
      V = beta ** 2 * V + beta ** (2 * n)
      m = beta * m + 1
      v = beta ** 2 * v + 1
      expectClose(M / Math.sqrt(V), oracle('clip_ratio_worst')(n), 1e-10)
    }
    expectClose(m / Math.sqrt(v), oracle('clip_ratio_constant')(beta), 1e-10)
  })

  test.each([
    [0.995, 0.995 ** 2],
    [0.995, 0.98],
  ])('on noise it acts that often, betas %f and %f', (beta, beta2) => {
    const normal = normals(11)
    const runs = Array.from({ length: 3000 }, () => {
      let [M, V] = [0, 0]
      for (let t = 0; t < 1200; t++) {
        const g = normal()
        M = beta * M + g
        V = beta2 * V + g * g
      }
      return Math.abs(M) > Math.sqrt(V) ? 1 : 0
    })
    const { mean, error } = estimate(runs)
    // The law is that of infinite memory; at this one it is off by about 1 / memory.
    expect(Math.abs(mean - fraction(beta, beta2))).toBeLessThan(4.5 * error + 0.5 * (1 - beta2))
    expect(error).toBeLessThan(0.02)
  })

  test('the Gaussian tail against quadrature, on both sides of the switch', () => {
    for (const c of [0, 0.5, 1, 2.9, 2.9999999, 3, 3.5, 6]) {
      const beta2 = 1 - 0.5 / Math.max(c * c, 0.5)
      const beta = Math.sqrt(1 - c * c * (1 - beta2))
      if (!(beta >= 0 && beta < 1)) continue
      let sum = 0
      const N = 200_000
      for (let k = 0; k < N; k++) sum += Math.exp(-((c + (12 * (k + 0.5)) / N) ** 2) / 2) * (12 / N)
      expectClose(fraction(beta, beta2), sum * Math.sqrt(2 / Math.PI), 1e-8, `c = ${c}`)
    }
  })
})
