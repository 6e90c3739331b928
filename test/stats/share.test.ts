import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { binomialLowerTail } from '../../src/stats/binomial.ts'
import { shareWithInterval } from '../../src/stats/share.ts'

describe('binomial tail', () => {
  // Exact rational arithmetic.
  it.each([
    [3, 17, 1 / 3, 0.13042226065643112],
    [0, 40, 1 / 100, 0.6689717585695805],
    [19, 20, 9 / 10, 0.8784233454094307],
    [30, 60, 2 / 7, 0.9998611753936484],
    [1, 5000, 1 / 1000, 0.040360310958192036],
  ])('P(Bin <= %d) of %d trials at %d', (k, n, p, tail) => {
    expect(binomialLowerTail(k, n, p)).toBeCloseTo(tail, 12)
  })

  it('knows certainty and refuses what is no probability', () => {
    expect(binomialLowerTail(3, 9, 0)).toBe(1)
    expect(binomialLowerTail(8, 9, 1)).toBe(0)
    expect(binomialLowerTail(9, 9, 1)).toBe(1)
    expect(binomialLowerTail(-1, 9, 0.2)).toBe(0)
    expect(binomialLowerTail(3, 9, Number.NaN)).toBeNaN()
    expect(binomialLowerTail(-1, 9, 1.5)).toBeNaN()
  })
})

describe('interval of a share', () => {
  // Quantiles of the beta law from SciPy 1.17.
  it.each([
    [2, 200, 0.05, 0.0012133490137360304, 0.035654668397239776],
    [2, 200, 0.01, 0.0005186368048049045, 0.045534014168155855],
    [7, 20, 0.05, 0.15390920478454118, 0.5921885345328282],
    [3, 2000, 0.01, 0.00016900193531847973, 0.005477802959843466],
  ])('of %d in %d at level %d', (k, n, alpha, low, high) => {
    const { share, interval } = shareWithInterval(k, n, alpha)
    expect(share).toBe(k / n)
    expect(interval[0]).toBeCloseTo(low, 11)
    expect(interval[1]).toBeCloseTo(high, 11)
  })

  it('has closed forms at both ends', () => {
    expect(shareWithInterval(0, 200, 0.05).interval[0]).toBe(0)
    expect(shareWithInterval(0, 200, 0.05).interval[1]).toBeCloseTo(1 - 0.025 ** (1 / 200), 13)
    expect(shareWithInterval(200, 200, 0.01).interval[0]).toBeCloseTo(0.005 ** (1 / 200), 13)
    expect(shareWithInterval(200, 200, 0.01).interval[1]).toBe(1)
  })

  it('covers at least as often as it promises, for every probability', () => {
    const [n, alpha] = [60, 0.05]
    const intervals = Array.from({ length: n + 1 }, (_, k) => shareWithInterval(k, n, alpha).interval)
    const chance = (k: number, p: number) => binomialLowerTail(k, n, p) - binomialLowerTail(k - 1, n, p)
    for (let p = 0.001; p < 1; p += 0.0037) {
      const missed = (side: (interval: readonly [number, number]) => boolean) =>
        intervals.reduce((sum, interval, k) => sum + (side(interval) ? chance(k, p) : 0), 0)
      expect(missed(([low]) => low > p)).toBeLessThanOrEqual(alpha / 2 + 1e-12)
      expect(missed(([, high]) => high < p)).toBeLessThanOrEqual(alpha / 2 + 1e-12)
    }
  })

  it('is mirrored when successes and failures change places', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 300 }),
        fc.nat(300),
        fc.double({ min: 1e-4, max: 0.5, noNaN: true }),
        (n, j, alpha) => {
          const k = j % (n + 1)
          const [low, high] = shareWithInterval(k, n, alpha).interval
          const [mirroredLow, mirroredHigh] = shareWithInterval(n - k, n, alpha).interval
          expect(low).toBeCloseTo(1 - mirroredHigh, 10)
          expect(high).toBeCloseTo(1 - mirroredLow, 10)
          expect(low <= k / n && k / n <= high).toBe(true)
        },
      ),
    )
  })

  it.each([
    [Number.NaN, 9, 0.05],
    [1, 0, 0.05],
    [10, 9, 0.05],
    [-1, 9, 0.05],
    [0.5, 9, 0.05],
    [1, 9, Number.NaN],
    [1, 9, 0],
  ])('refuses %d of %d at level %d', (k, n, alpha) => {
    expect(() => shareWithInterval(k, n, alpha)).toThrow(RangeError)
  })
})
