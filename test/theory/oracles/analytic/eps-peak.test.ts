import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { expectPrinted, oracle } from './oracle.ts'

const step = oracle('eps_peak_step')
const height = oracle('eps_peak_height')

/** Step and size of the largest update after an impulse, by the recursion. */
function observed(beta1: number, beta2: number, eps: number, s: number) {
  let [m, v, best, at] = [0, 0, 0, 0]
  for (let n = 1; n <= 4000; n++) {
    const g = n === 1 ? s : 0
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g * g
    const u = m / (Math.sqrt(v) + eps)
    if (u > best) [best, at] = [u, n]
  }
  return { best, at }
}

describe('the peak that eps makes', () => {
  test('the figures of gould/sharpened-eps-saturation', () => {
    expectPrinted(step(0.9, 0.5, 1e-8, 1), '55.5')
    expectPrinted(height(0.9, 0.5, 1e-8, 1), '2.223e4')
    expectPrinted(step(0.95, 0.6, 1e-6, 1), '58.7')
    expectPrinted(height(0.95, 0.6, 1e-6, 1), '2070.9')
    expectPrinted(step(0.9, 0.5, 1e-6, 10), '48.9')
    expectPrinted(height(0.9, 0.5, 1e-6, 10), '4476.7')
  })

  test('the recursion peaks at a neighbour of the step, at most as high', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.8, max: 0.97, noNaN: true }),
        fc.double({ min: 0.5, max: 0.9, noNaN: true }),
        fc.double({ min: 1e-9, max: 1e-3, noNaN: true }),
        fc.double({ min: 0.1, max: 20, noNaN: true }),
        (beta1, share, eps, s) => {
          const beta2 = share * beta1 ** 2
          const { best, at } = observed(beta1, beta2, eps, s)
          expect(Math.abs(at - step(beta1, beta2, eps, s))).toBeLessThan(1)
          expect(best).toBeLessThanOrEqual(height(beta1, beta2, eps, s) * (1 + 1e-9))
          expect(best).toBeGreaterThan(0.9 * height(beta1, beta2, eps, s))
        },
      ),
    )
  })

  test('inside the region there is none; with a huge eps it is the impulse itself', () => {
    expect(step(0.9, 0.999, 1e-8, 1)).toBeNaN()
    expect(height(0.9, 0.81, 1e-8, 1)).toBeNaN()
    expect(step(0.9, 0.5, 1e3, 1)).toBe(1)
    expect(observed(0.9, 0.5, 1e3, 1).at).toBe(1)
  })
})
