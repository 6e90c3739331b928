import { describe, expect, test } from 'vitest'
import { estimate, expectClose, expectPrinted, oracle, rootOf, uniforms } from './oracle.ts'

const periodic = oracle('clip_level_periodic')
const random = oracle('clip_level_random')

/** t* = c*^4 in thousands, hundreds, ... as the reference table has it. */
const turn = (c: number) => c ** 4

describe('clip_level_periodic', () => {
  test('the figures of adopt/sharpened-clip-transient', () => {
    const betas = [0.1, 0.5, 0.9, 0.99, 0.999]
    const printed = {
      // At .99 it is 7.548.
      5: ['51', '9.7', '7.1', '7.55', '7.6'],
      10: ['2.55e3', '455', '56', '55', '55'],
      50: ['4.4e6', '2.6e6', '2.8e4', '2.3e3', '2.2e3'],
    }
    for (const [P, row] of Object.entries(printed)) {
      betas.forEach((beta2, k) => {
        expectPrinted(turn(periodic(Number(P), Number(P), beta2)), row[k] as string)
      })
    }
    // Without memory a period is one gradient P, one 1/P and P - 2 ones.
    expectClose(periodic(20, 20, 1e-6), 18 + 1 / 20, 1e-3)
    expectClose(periodic(400, 400, 0.999999), 399 / 20, 0.01)
  })

  test.each([
    [7, 7, 0.3],
    [12, 12, 0.8],
    [6, 9, 0.95],
  ])('is the root of the clipped drift: P = %i, C = %i, beta2 = %f', (P, C, beta2) => {
    let v = 1
    const moments: number[] = []
    for (let t = 0; t < 400 * P; t++) {
      moments.push(v)
      v = beta2 * v + (1 - beta2) * (t % P === 0 ? C * C : 1)
    }
    const before = moments.slice(-P)
    const drift = (c: number) =>
      before.reduce((sum, w, j) => sum + (j === 0 ? 1 : -1) * Math.min(c, (j === 0 ? C : 1) / Math.sqrt(w)), 0)
    // It is 0 at c = 0 and negative from there on, up to the root.
    const root = rootOf(drift, 1e-3, C)
    expectClose(periodic(P, C, beta2), root, 1e-9)
    for (let c = 0.01; c < C; c *= 1.05) expect(drift(c) > 1e-12).toBe(c > root + 1e-9)
  })

  test('no clip turns a drift that points the other way', () => {
    expect(periodic(10, 2, 0.5)).toBeNaN()
  })
})

describe('clip_level_random', () => {
  test('the figures of adopt/sharpened-clip-transient', () => {
    expectPrinted(turn(random(10, 0.1, 0.1)), '6.1e3')
    expectPrinted(turn(random(10, 0.1, 0.5)), '4.8e3')
    expectPrinted(turn(random(10, 0.1, 0.99)), '60')
    expectPrinted(turn(random(10, 0.1, 0.999)), '56')
    expectPrinted(turn(random(50, 0.02, 0.1)), '5.7e6')
    expectPrinted(turn(random(50, 0.02, 0.5)), '5.7e6')
    expectPrinted(turn(random(50, 0.02, 0.9)), '5.1e6')
    expectPrinted(turn(random(50, 0.02, 0.99)), '3.1e4')
    expectPrinted(turn(random(50, 0.02, 0.999)), '2.8e3')
  })

  test('k = 10, beta2 = .9 is 421: the 429 of the reference is a simulated figure', () => {
    // 3e9 steps of a chain of its own gave c* = 4.5296 with a standard error of 3e-4.
    expect(Math.abs(random(10, 0.1, 0.9) - 4.5296)).toBeLessThan(1e-3)
  })

  test.each([
    [10, 0.1, 0.9],
    [6, 0.25, 0.7],
    [20, 0.06, 0.95],
    [4, 0.4, 0.3],
  ])('the clipped drift of long chains changes sign there: C = %f, p = %f, beta2 = %f', (C, p, beta2) => {
    const c = random(C, p, beta2)
    const u = uniforms(23)
    const chains = (level: number) =>
      estimate(
        Array.from({ length: 60 }, () => {
          let [v, sum] = [1 + p * (C * C - 1), 0]
          for (let t = -300; t < 30_000; t++) {
            const r = 1 / Math.sqrt(v)
            if (t >= 0) sum += p * Math.min(level, C * r) - (1 - p) * Math.min(level, r)
            v = beta2 * v + (1 - beta2) * (u() < p ? C * C : 1)
          }
          return sum / 30_000
        }),
      )
    const at = chains(c)
    expect(Math.abs(at.mean)).toBeLessThan(4.5 * at.error)
    const below = chains(0.9 * c)
    const above = chains(1.1 * c)
    expect(below.mean).toBeLessThan(-5 * below.error)
    expect(above.mean).toBeGreaterThan(5 * above.error)
  })

  test('is 0 for a rare gradient that is not rare, NaN for a drift that points the other way', () => {
    expect(random(2, 0.6, 0.5)).toBe(0)
    expect(random(3, 0.2, 0.5)).toBeNaN()
    expect(random(10, 0.1, 0.9999)).toBeNaN()
  })

  test('converges at the largest level to the laws of the unclipped step', () => {
    // For beta2 -> 1 V stands still at E V, so c* = (1-p)/p / sqrt(E V), as long as the big step is longer.
    const [C, p] = [30, 0.1]
    expectClose(random(C, p, 0.999), (1 - p) / p / Math.sqrt(p * C * C + 1 - p), 0.01)
  })
})
