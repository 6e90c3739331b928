import { erf } from 'mathjs'
import { describe, expect, test } from 'vitest'
import { simulate } from './lab.ts'

const clamp = (p: number) => Math.min(Math.max(p, 0), 1)
const normal = (x: number) => (1 + erf(x / Math.SQRT2)) / 2
const symmetrised = (x: number, alpha: number) =>
  Math.abs(x) < 1 ? 0.5 : x > 0 ? 1 - 0.5 * x ** -alpha : 0.5 * (-x) ** -alpha
const pareto = (x: number, alpha: number) => (x < 1 ? 0 : 1 - x ** -alpha)
const laplace = (x: number) => (x < 0 ? 0.5 * Math.exp(x) : 1 - 0.5 * Math.exp(-x))
const lognormal = (x: number) => (x <= 0 ? 0 : normal(Math.log(x)))
const cauchy = (x: number) => 0.5 + Math.atan(x) / Math.PI
/** The stable law of index 1/2 and skewness 1. */
const levy = (x: number) => (x <= 0 ? 0 : 2 - 2 * normal(1 / Math.sqrt(x)))

const laws: { noise: string; cdf: (x: number) => number }[] = [
  { noise: '{use: gaussian}', cdf: normal },
  { noise: '{use: gaussian, sigma: 3}', cdf: (x) => normal(x / 3) },
  { noise: '{use: student-t, nu: 1}', cdf: cauchy },
  { noise: '{use: student-t, nu: 2}', cdf: (x) => 0.5 + x / (2 * Math.sqrt(2 + x * x)) },
  {
    noise: '{use: student-t, nu: 3, scale: 2}',
    cdf: (y) => {
      const x = y / 2 / Math.sqrt(3)
      return 0.5 + (x / (1 + x * x) + Math.atan(x)) / Math.PI
    },
  },
  { noise: '{use: symmetrised-pareto, alpha: 1.5}', cdf: (x) => symmetrised(x, 1.5) },
  { noise: '{use: symmetrised-pareto, alpha: 3, scale: 0.5}', cdf: (x) => symmetrised(x / 0.5, 3) },
  { noise: 'uniform', cdf: (x) => clamp((x + 1) / 2) },
  { noise: '{use: uniform, scale: 3}', cdf: (x) => clamp((x / 3 + 1) / 2) },
  { noise: 'laplace', cdf: laplace },
  { noise: '{use: laplace, scale: 0.5}', cdf: (x) => laplace(2 * x) },
  { noise: '{use: pareto, alpha: 1.5}', cdf: (x) => pareto(x, 1.5) },
  { noise: '{use: pareto, alpha: 3, scale: 2, centred: 1}', cdf: (x) => pareto((x + 3) / 2, 3) },
  { noise: 'log-normal', cdf: lognormal },
  { noise: '{use: log-normal, mu: 1, sigma: 2}', cdf: (x) => normal((Math.log(Math.max(x, 1e-300)) - 1) / 2) },
  { noise: '{use: log-normal, centred: 1}', cdf: (x) => lognormal(x + Math.exp(0.5)) },
  { noise: '{use: alpha-stable, alpha: 1}', cdf: cauchy },
  { noise: '{use: alpha-stable, alpha: 1, scale: 3}', cdf: (x) => cauchy(x / 3) },
  { noise: '{use: alpha-stable, alpha: 2}', cdf: (x) => normal(x / Math.SQRT2) },
  { noise: '{use: alpha-stable, alpha: 2, beta: 0.7}', cdf: (x) => normal(x / Math.SQRT2) },
  { noise: '{use: alpha-stable, alpha: 0.5, beta: 1}', cdf: levy },
  { noise: '{use: alpha-stable, alpha: 0.5, beta: -1, scale: 2}', cdf: (x) => 1 - levy(-x / 2) },
]

/** 10^6 values of a noise page: two coordinates, 500 seeds, 1000 steps. */
function sample(noise: string, objective = '0 * sum(x)'): Float64Array {
  const [result] = simulate(`name: sample
problem: {name: flat, d: 2, objective: "${objective}", noise: ${noise}}
optimizers: {use: sgd, lr: 0}
steps: 1000
seeds: 500
record: {points: 1000, scale: linear}
measures: {a: "g[1] - grad[1]", b: "g[2] - grad[2]"}
`)
  const rows = [...(result?.values.a ?? []), ...(result?.values.b ?? [])]
  const values = new Float64Array(rows.reduce((sum, row) => sum + row.length, 0))
  rows.reduce((at, row) => {
    values.set(row, at)
    return at + row.length
  }, 0)
  expect(values).toHaveLength(1_000_000)
  return values
}

/** Kolmogorov-Smirnov distance times sqrt(n). */
function distance(values: Float64Array, cdf: (x: number) => number): number {
  const sorted = values.sort()
  const n = sorted.length
  let worst = 0
  for (let k = 0; k < n; k++) {
    const p = cdf(sorted[k] as number)
    worst = Math.max(worst, (k + 1) / n - p, p - k / n)
  }
  return worst * Math.sqrt(n)
}

describe('noise pages follow their laws (Kolmogorov-Smirnov, n = 10^6)', () => {
  // 1.95 is exceeded with probability 0.001 by a correct law; the seeds are fixed.
  test.each(laws)('$noise', ({ noise, cdf }) => {
    const values = sample(noise)
    expect(distance(values, cdf)).toBeLessThan(1.95)
    // Of a symmetric law the modulus tells a wrong scale twice as well.
    expect(distance(values.map(Math.abs), (x) => cdf(x) - cdf(-x))).toBeLessThan(1.95)
  })
  test('laws that are off by 1 % in scale are told apart', () => {
    expect(distance(sample('{use: gaussian, sigma: 1.01}'), normal)).toBeGreaterThan(1.95)
    for (const [noise, cdf] of [
      ['{use: laplace, scale: 1.01}', laplace],
      ['{use: alpha-stable, alpha: 1, scale: 1.01}', cauchy],
    ] as const) {
      expect(distance(sample(noise).map(Math.abs), (x) => cdf(x) - cdf(-x))).toBeGreaterThan(1.95)
    }
  })
  test('relative: normal, with E ||noise||^2 = rho^2 ||grad||^2', () => {
    const values = sample('{use: relative, rho: 0.5}', '3 * x[1] - 4 * x[2]')
    expect(distance(values, (x) => normal(x / ((0.5 * 5) / Math.SQRT2)))).toBeLessThan(1.95)
    expect(new Set(sample('relative'))).toEqual(new Set([0]))
  })
  test('the settings of the noise of a problem see the gradient', () => {
    const values = sample('{use: gaussian, sigma: 0.5 * norm(grad)}', '3 * x[1] - 4 * x[2]')
    expect(distance(values, (x) => normal(x / 2.5))).toBeLessThan(1.95)
  })
  test('a problem without an objective has no relative noise, and says so', () => {
    const page = `name: sampled
problem: {name: sampled, draw: {u: uniform}, loss: "u * x[1]", noise: relative}
optimizers: sgd
steps: 1
measures: {a: "g[1]"}
`
    expect(() => simulate(page)).toThrow(/'grad' is not available here/)
  })
})

describe('laws of two values', () => {
  const p = 0.1
  test.each([
    { noise: 'rademacher', high: 1, low: -1, probability: 0.5 },
    { noise: '{use: rademacher, scale: 2}', high: 2, low: -2, probability: 0.5 },
    { noise: '{use: two-point-skewed, p: 0.1}', high: 3, low: -1 / 3, probability: p },
    // k = 10: the gradient of ADOPT's toy problem, k^2 or -k, without its mean 1.
    { noise: '{use: two-point-skewed, p: 0.1, sigma: 11 * 3}', high: 99, low: -11, probability: p },
  ])('$noise', ({ noise, high, low, probability }) => {
    const values = sample(noise)
    const highs = values.filter((x) => Math.abs(x - high) < 1e-12 * high).length
    const lows = values.filter((x) => Math.abs(x - low) < 1e-12 * high).length
    expect(highs + lows).toBe(values.length)
    expect(probability * high + (1 - probability) * low).toBeCloseTo(0, 12)
    // 3.29 standard deviations are exceeded with probability 0.001 by a correct law.
    const deviation = Math.sqrt(values.length * probability * (1 - probability))
    expect(Math.abs(highs - values.length * probability) / deviation).toBeLessThan(3.29)
  })
})

/** Real and imaginary part of the characteristic function of the stable law (parametrisation 1, scale 1, location 0). */
function characteristic(s: number, alpha: number, beta: number): [number, number] {
  const phase = alpha === 1 ? -(2 / Math.PI) * Math.log(s) : Math.tan((Math.PI * alpha) / 2)
  const size = s ** alpha
  return [Math.exp(-size) * Math.cos(size * beta * phase), Math.exp(-size) * Math.sin(size * beta * phase)]
}

/** Largest deviation of the empirical characteristic function at four points, in standard errors of its two parts. */
function stableDeviation(values: Float64Array, alpha: number, beta: number): number {
  let worst = 0
  for (const s of [0.2, 0.5, 1, 2]) {
    const [re, im] = characteristic(s, alpha, beta)
    const twice = characteristic(2 * s, alpha, beta)[0]
    const mean = (f: (x: number) => number) => {
      let sum = 0
      for (const x of values) sum += f(s * x)
      return sum / values.length
    }
    const cosine = Math.abs(mean(Math.cos) - re) / Math.sqrt((1 + twice) / 2 - re * re)
    const sine = Math.abs(mean(Math.sin) - im) / Math.sqrt((1 - twice) / 2 - im * im)
    worst = Math.max(worst, Math.sqrt(values.length) * Math.max(cosine, sine))
  }
  return worst
}

describe('alpha-stable has its characteristic function (n = 10^6)', () => {
  // Of the eight deviations of a correct law the largest exceeds 3.9 with probability below 0.001.
  const LIMIT = 3.9
  test.each([
    [0.5, 0],
    [0.5, 0.6],
    [0.9, -0.5],
    [1, 0.5],
    [1.5, 0],
    [1.5, 0.7],
    [1.9, -1],
  ])('alpha = %f, beta = %f', (alpha, beta) => {
    expect(stableDeviation(sample(`{use: alpha-stable, alpha: ${alpha}, beta: ${beta}}`), alpha, beta)).toBeLessThan(
      LIMIT,
    )
  })
  test('the sign of the skewness and 1 % in scale or in alpha are told apart', () => {
    const values = sample('{use: alpha-stable, alpha: 1.5, beta: 0.7}')
    expect(stableDeviation(values, 1.5, -0.7)).toBeGreaterThan(LIMIT)
    expect(stableDeviation(values, 1.515, 0.7)).toBeGreaterThan(LIMIT)
    expect(
      stableDeviation(
        values.map((x) => 1.01 * x),
        1.5,
        0.7,
      ),
    ).toBeGreaterThan(LIMIT)
  })
})

/** Hill's estimator of the tail index of |x| from the k largest values. Its standard error is index / sqrt(k). */
function hill(values: Float64Array, k: number): number {
  const sorted = values.map(Math.abs).sort()
  const threshold = Math.log(sorted[sorted.length - k - 1] as number)
  const excess = sorted.slice(-k).reduce((sum, x) => sum + Math.log(x) - threshold, 0)
  return k / excess
}

describe("tail index by Hill's estimator (n = 10^6)", () => {
  test.each([
    // A Pareto law has no other part than its tail: a large k is right.
    { noise: '{use: pareto, alpha: 1.5}', index: 1.5, k: 100_000 },
    { noise: '{use: pareto, alpha: 3, scale: 2}', index: 3, k: 100_000 },
    { noise: '{use: symmetrised-pareto, alpha: 2}', index: 2, k: 100_000 },
    // Further out than one in a thousand the other terms of these tails are smaller than the standard error.
    { noise: '{use: student-t, nu: 1}', index: 1, k: 1000 },
    { noise: '{use: student-t, nu: 2}', index: 2, k: 1000 },
    { noise: '{use: alpha-stable, alpha: 0.5}', index: 0.5, k: 1000 },
    { noise: '{use: alpha-stable, alpha: 1.2, beta: 0.5}', index: 1.2, k: 1000 },
    { noise: '{use: alpha-stable, alpha: 1.5}', index: 1.5, k: 1000 },
  ])('$noise: $index', ({ noise, index, k }) => {
    expect(Math.abs(hill(sample(noise), k) / index - 1) * Math.sqrt(k)).toBeLessThan(3.29)
  })
  test('a neighbouring index is told apart, and a normal law has no such tail', () => {
    const values = sample('{use: pareto, alpha: 2}')
    expect(Math.abs(hill(values, 100_000) / 2.05 - 1) * Math.sqrt(100_000)).toBeGreaterThan(3.29)
    expect(hill(sample('gaussian'), 1000)).toBeGreaterThan(8)
  })
})
