import { erf } from 'mathjs'
import { describe, expect, test } from 'vitest'
import { simulate } from './lab.ts'

const normal = (x: number) => (1 + erf(x / Math.SQRT2)) / 2
const pareto = (x: number, alpha: number) =>
  Math.abs(x) < 1 ? 0.5 : x > 0 ? 1 - 0.5 * x ** -alpha : 0.5 * (-x) ** -alpha

const laws: { noise: string; cdf: (x: number) => number }[] = [
  { noise: '{use: gaussian}', cdf: normal },
  { noise: '{use: gaussian, sigma: 3}', cdf: (x) => normal(x / 3) },
  { noise: '{use: student-t, nu: 1}', cdf: (x) => 0.5 + Math.atan(x) / Math.PI },
  { noise: '{use: student-t, nu: 2}', cdf: (x) => 0.5 + x / (2 * Math.sqrt(2 + x * x)) },
  {
    noise: '{use: student-t, nu: 3, scale: 2}',
    cdf: (y) => {
      const x = y / 2 / Math.sqrt(3)
      return 0.5 + (x / (1 + x * x) + Math.atan(x)) / Math.PI
    },
  },
  { noise: '{use: symmetrised-pareto, alpha: 1.5}', cdf: (x) => pareto(x, 1.5) },
  { noise: '{use: symmetrised-pareto, alpha: 3, scale: 0.5}', cdf: (x) => pareto(x / 0.5, 3) },
]

/** 10^6 values of a noise page: two coordinates, 500 seeds, 1000 steps. */
function sample(noise: string): Float64Array {
  const [result] = simulate(`name: sample
problem: {name: flat, d: 2, objective: 0 * sum(x), noise: ${noise}}
optimizers: {use: sgd}
steps: 1000
seeds: 500
record: {points: 1000, scale: linear}
measures: {a: "g[1]", b: "g[2]"}
`)
  return Float64Array.from([...(result?.values.a ?? []), ...(result?.values.b ?? [])].flat())
}

/** Kolmogorov-Smirnov distance times sqrt(n). */
function distance(values: Float64Array, cdf: (x: number) => number): number {
  const sorted = values.sort()
  let worst = 0
  sorted.forEach((x, k) => {
    const p = cdf(x)
    worst = Math.max(worst, (k + 1) / sorted.length - p, p - k / sorted.length)
  })
  return worst * Math.sqrt(sorted.length)
}

describe('noise pages follow their laws (Kolmogorov-Smirnov, n = 10^6)', () => {
  // 1.95 is exceeded with probability 0.001 by a correct law; the seeds are fixed.
  test.each(laws)('$noise', ({ noise, cdf }) => {
    const values = sample(noise)
    expect(values).toHaveLength(1_000_000)
    expect(distance(values, cdf)).toBeLessThan(1.95)
  })
  test('a law that is off by 1 % in scale is told apart', () => {
    expect(distance(sample('{use: gaussian, sigma: 1.01}'), normal)).toBeGreaterThan(1.95)
  })
})
