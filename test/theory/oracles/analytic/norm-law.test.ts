import { describe, expect, test } from 'vitest'
import { expectClose, expectPrinted, normals, oracle } from './oracle.ts'

const factor = oracle('norm_growth_factor')
const rotation = oracle('rotation_per_step')
const uncorrected = oracle('rotation_per_step_uncorrected')
const equilibrium = oracle('equilibrium_norm')

/**
 * A weight in d dimensions whose gradient is AR(1) noise, made orthogonal to it and divided by its norm: AdamW with
 * a scalar second moment, frozen at 1 as the law assumes. Returns squared norms, updates and angles.
 */
function perpendicularNoise(o: {
  d: number
  steps: number
  alpha: number
  wd: number
  beta1: number
  rho: number
  norm: number
}) {
  const normal = normals(5)
  const w = Float64Array.from({ length: o.d }, normal)
  const start = Math.hypot(...w)
  for (let i = 0; i < o.d; i++) w[i] = ((w[i] as number) / start) * o.norm
  const xi = Float64Array.from({ length: o.d }, normal)
  const m = new Float64Array(o.d)
  const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, x, i) => sum + x * (b[i] as number), 0)
  const squares: number[] = [dot(w, w)]
  const updates: number[] = []
  const angles: number[] = []
  for (let n = 1; n <= o.steps; n++) {
    const norm2 = dot(w, w)
    for (let i = 0; i < o.d; i++) xi[i] = o.rho * (xi[i] as number) + Math.sqrt((1 - o.rho ** 2) / o.d) * normal()
    const along = dot(xi, w) / norm2
    for (let i = 0; i < o.d; i++)
      m[i] = o.beta1 * (m[i] as number) + (1 - o.beta1) * ((xi[i] as number) - along * (w[i] as number))
    const before = Float64Array.from(w)
    for (let i = 0; i < o.d; i++) w[i] = (1 - o.alpha * o.wd) * (w[i] as number) - o.alpha * (m[i] as number)
    updates.push(dot(m, m))
    squares.push(dot(w, w))
    angles.push(Math.acos(dot(w, before) / Math.sqrt(dot(w, w) * norm2)))
  }
  return { squares, updates, angles }
}

const mean = (xs: readonly number[]) => xs.reduce((sum, x) => sum + x, 0) / xs.length

describe('the norm of a scale-invariant weight', () => {
  test('the figures of gould/sharpened-norm-law and gould/sharpened-rotation', () => {
    expect([0, 0.3, 0.8, 0.9].map((beta1) => factor(beta1).toFixed(3))).toEqual(['1.000', '1.857', '9.000', '19.000'])
    expectPrinted(rotation(0.01, 0.5, 0), '0.1000')
    expectPrinted(rotation(0.01, 0.5, 0.8), '0.0333')
    expectPrinted(rotation(0.01, 0.5, 0.9), '0.0229')
    expectPrinted(uncorrected(0.01, 0.5) / rotation(0.01, 0.5, 0.9), '4.36')
  })

  test.each([
    [0.6, 0],
    [0.6, 0.7],
    [0.85, -0.4],
  ])('beta1 = %f: its growth is that many times lr^2 ||u||^2, correlation %f', (beta1, rho) => {
    const [alpha, steps] = [1e-3, 1500]
    const { squares, updates } = perpendicularNoise({ d: 800, steps, alpha, wd: 0, beta1, rho, norm: 1 })
    // The first steps, while m fills, count on both sides; they are 1 % of the run.
    const growth = (squares[steps] as number) - (squares[150] as number)
    const paid = alpha ** 2 * updates.slice(150).reduce((sum, u) => sum + u, 0)
    expectClose(growth / paid, factor(beta1), 0.03)
  })

  test('at equilibrium it has the stated norm and turns by the stated angle per step', () => {
    const [alpha, wd, beta1] = [0.02, 0.5, 0.7]
    const u = Math.sqrt(1 / factor(beta1))
    const norm = equilibrium(alpha, wd, beta1, u)
    const { squares, angles } = perpendicularNoise({ d: 400, steps: 1500, alpha, wd, beta1, rho: 0, norm })
    expectClose(Math.sqrt(mean(squares.slice(700))), norm, 0.02)
    expectClose(mean(angles.slice(700)), rotation(alpha, wd, beta1), 0.02)
    expect(equilibrium(4, 0.6, beta1, 1)).toBeNaN()
  })
})

describe('the 2-Adam of a scale-invariant weight under AdamW', () => {
  const [beta2, step, start, gain] = ['beta2', 'step', 'start', 'factor'].map((name) => oracle(`two_adam_${name}`)) as [
    (...args: number[]) => number,
    (...args: number[]) => number,
    (...args: number[]) => number,
    (...args: number[]) => number,
  ]

  test.each([0, 0.6])('turns as the weight does, beta1 = %f', (beta1) => {
    // On the same u, orthogonal to the weight, the relative step alpha ||u|| / ||W_t|| and the second stage's are compared.
    const [alpha, wd, norm] = [0.01, 0.5, 0.4]
    const normal = normals(9)
    let square = norm ** 2
    let ema = start(alpha, wd, beta1, norm)
    for (let n = 1; n <= 2000; n++) {
      const u2 = 1 + 0.5 * Math.sin(n / 100) + 0.1 * normal()
      // The exact recursion of the norm, with the law's growth in place of the scattered one.
      square = (1 - alpha * wd) ** 2 * square + alpha ** 2 * gain(beta1) * u2
      ema = beta2(alpha, wd) * ema + (1 - beta2(alpha, wd)) * u2
      const onSphere = step(alpha, wd) / Math.sqrt(gain(beta1) * ema)
      const ofWeight = alpha / (1 - alpha * wd) / Math.sqrt(square)
      expectClose(onSphere, (ofWeight * (1 - alpha * wd)) / Math.sqrt(beta2(alpha, wd)), 1e-10, `step ${n}`)
    }
  })

  test('has no second stage without decay', () => {
    expect(beta2(1, 1)).toBeNaN()
    expect(step(2, 1)).toBeNaN()
    expectClose(beta2(0.002, 0.5), 0.998001, 1e-12)
  })
})
