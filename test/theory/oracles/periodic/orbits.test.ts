import fc from 'fast-check'
import { all, create } from 'mathjs'
import { describe, expect, it } from 'vitest'
import { oracle } from './named.ts'

const period = fc.integer({ min: 3, max: 40 })
const beta = fc.double({ min: 0.02, max: 0.995, noNaN: true })

/** The closed forms, written out once more. */
function closed(P: number, C: number, b1: number, b2: number, j: number) {
  const A = ((1 - b2) * (C * C - 1)) / (1 - b2 ** P)
  const K = ((1 - b1) * (C + 1)) / (1 - b1 ** P)
  const r0 = ((C + 1) * (b1 - b1 ** P)) / (1 - b1 ** P)
  const S = (k: number) => (b1 ** 2 * (b2 ** k - b1 ** (2 * k))) / (b2 - b1 ** 2)
  const s0 = ((1 - b2) * r0 ** 2 + b2 * (1 - b2) * K ** 2 * S(P - 1)) / (1 - b2 ** P)
  return {
    v: 1 + A * b2 ** j,
    m: -1 + K * b1 ** j,
    s: b2 ** j * s0 + (1 - b2) * K ** 2 * (j === 0 ? 0 : S(j)),
  }
}

describe('stationary orbits on problem (1)', () => {
  it('are the closed forms', () => {
    fc.assert(
      fc.property(period, fc.double({ min: 0.5, max: 60, noNaN: true }), beta, beta, fc.nat(39), (P, C, b1, b2, k) => {
        const j = k % P
        const form = closed(P, C, b1, b2, j)
        const relative = (value: number, exact: number, size = exact) => Math.abs(value - exact) / size
        expect(relative(oracle('orbit_v', P, C, b2, j), form.v)).toBeLessThan(1e-11)
        expect(relative(oracle('orbit_m', P, C, b1, j), form.m, C + 1)).toBeLessThan(1e-11)
        // The reference's S_j loses digits where beta2 is close to beta1^2.
        if (Math.abs(b2 - b1 * b1) > 0.05) {
          expect(relative(oracle('orbit_s', P, C, b1, b2, j), form.s)).toBeLessThan(1e-9)
        }
      }),
      { numRuns: 300 },
    )
  })

  it("AdaMomentum's moment is the average of m^2", () => {
    fc.assert(
      fc.property(period, beta, beta, fc.nat(39), (P, b1, b2, j) => {
        const [q, before] = [0, -1].map((k) => oracle('orbit_q', P, P, b1, b2, j + k)) as [number, number]
        const m = closed(P, P, b1, b2, j % P).m
        expect(Math.abs(b2 * before + (1 - b2) * m * m - q)).toBeLessThan(1e-12 * P * P)
      }),
    )
  })

  it('phases count modulo P', () => {
    expect(oracle('orbit_v', 7, 7, 0.9, -1)).toBe(oracle('orbit_v', 7, 7, 0.9, 6))
    expect(oracle('orbit_s', 7, 7, 0.5, 0.9, 15)).toBe(oracle('orbit_s', 7, 7, 0.5, 0.9, 1))
  })
})

describe('beyond the exponents of doubles', () => {
  // Exponents without end and 60 digits of precision: plain loops lose nothing here.
  // biome-ignore lint/style/noNonNullAssertion: mathjs types its complete set of factories as optional
  const math = create(all!, { number: 'BigNumber', precision: 60 })
  const big = (x: number) => math.bignumber(x)

  /** ACProp's drift by literal loops in 60 digits. */
  function literally(gradients: readonly number[], beta1: number, beta2: number, periods: number): string {
    let [m, s, total] = [big(0), big(0), big(0)]
    for (let k = 0; k < periods; k++) {
      total = big(0)
      for (const g of gradients) {
        if (!s.isZero()) total = total.plus(big(g).div(s.sqrt()))
        m = m.times(beta1).plus(big(1).minus(beta1).times(g))
        s = s.times(beta2).plus(big(1).minus(beta2).times(big(g).minus(m).pow(2)))
      }
    }
    return total.toString()
  }

  it.each([
    [12, 0.1, 0.1],
    [40, 0.01, 0.03],
    [60, 0.003, 0.002],
  ])('ACProp at P = %d, betas %d and %d, against loops in 60 digits', (P, b1, b2) => {
    const gradients = Array.from({ length: P }, (_, j) => (j === 0 ? P : -1))
    const exact = Number(literally(gradients, b1, b2, 4))
    expect(exact).toBeGreaterThan(1e5)
    expect(oracle('drift_acprop', P, P, b1, b2) / exact).toBeCloseTo(1, 11)
  })

  it('problem (2), where the second moment falls by beta2^P between gradients', () => {
    const P = 150
    // With this beta2 the big gradient meets what the small one left three steps ago; the small one what is left of the big.
    const exact = P / 2 / Math.sqrt(0.999 * 0.001 ** 2) - 1 / (Math.sqrt(0.999) * (P / 2) * 0.001 ** ((P - 4) / 2))
    expect(oracle('problem2_drift_adopt', P, 0.001) / exact).toBeCloseTo(1, 10)
  })

  it('a drift beyond the largest double is infinite with the right sign', () => {
    expect(oracle('problem2_drift_adopt', 400, 0.001)).toBe(Number.NEGATIVE_INFINITY)
    expect(oracle('drift_acprop', 400, 400, 0.001, 0.001)).toBe(Number.POSITIVE_INFINITY)
  })
})
