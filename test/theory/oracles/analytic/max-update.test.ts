import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { simulate } from '../../../acceptance/lab.ts'
import { expectClose, expectPrinted, normals, oracle, uniforms } from './oracle.ts'

const maxUpdate = oracle('max_update')
const plain = oracle('max_update_uncorrected')
const limit = oracle('max_update_limit')
const betas = () =>
  [fc.double({ min: 0.01, max: 0.995, noNaN: true }), fc.double({ min: 0.01, max: 0.9995, noNaN: true })] as const

/** |u_n| of Adam on the given gradients, as the algorithm reads. */
function update(g: readonly number[], beta1: number, beta2: number, corrected: boolean): number {
  let [m, v] = [0, 0]
  for (const x of g) {
    m = beta1 * m + (1 - beta1) * x
    v = beta2 * v + (1 - beta2) * x * x
  }
  const n = g.length
  return corrected ? Math.abs(m / (1 - beta1 ** n)) / Math.sqrt(v / (1 - beta2 ** n)) : Math.abs(m) / Math.sqrt(v)
}

describe('max_update', () => {
  test('the figures of gould/sharpened-discrete-sup', () => {
    expectPrinted(limit(0.9, 0.999), '7.270292')
    expectPrinted(limit(0.8, 0.999), '10.550317')
    expectPrinted(limit(0.5, 0.9), '1.860521')
    expectPrinted(limit(0.9, 0.85), '1.190238')
    expectPrinted(limit(0.99, 0.995), '1.155669')
    expectPrinted(limit(0.5, 0.3), '1.463850')
    expectPrinted(plain(1, 0.9, 0.999), '3.16')
  })

  test('is attained at every step on g_j = (beta2/beta1)^j', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 25 }), ...betas(), (n, beta1, beta2) => {
        fc.pre(Math.abs(Math.log(beta2 / beta1)) * n < 300)
        const g = Array.from({ length: n }, (_, j) => (beta2 / beta1) ** (j + 1))
        expectClose(maxUpdate(n, beta1, beta2), update(g, beta1, beta2, true), 1e-10)
        expectClose(plain(n, beta1, beta2), update(g, beta1, beta2, false), 1e-10)
      }),
    )
  })

  test('no random sequence exceeds it, and climbing from one reaches it', () => {
    const normal = normals(1)
    const uniform = uniforms(2)
    for (const [n, beta1, beta2] of [
      [3, 0.9, 0.99],
      [5, 0.7, 0.6],
      [6, 0.95, 0.8],
    ] as const) {
      const bound = maxUpdate(n, beta1, beta2)
      let best = Array.from({ length: n }, normal)
      let size = 1
      for (let k = 0; k < 60_000; k++) {
        const next = best.map((x) => x + size * normal())
        const value = update(next, beta1, beta2, true)
        expect(value).toBeLessThanOrEqual(bound * (1 + 1e-12))
        if (value > update(best, beta1, beta2, true)) best = next
        else if (uniform() < 0.01) size = Math.max(1e-5, size * 0.9)
      }
      expectClose(update(best, beta1, beta2, true), bound, 1e-6)
    }
  })

  test('the kernel attains it, too', () => {
    const [result] = simulate(`name: worst
problem: {name: worst, loss: "(0.99 / 0.9)^t * x[1]", start: 0}
optimizers: {use: adam, lr: 1, beta1: 0.9, beta2: 0.99, eps: 0}
steps: 60
seeds: [1]
record: {points: 60, scale: linear}
measures: {u: {use: max-update}}
`)
    const values = result?.values.u?.[0] ?? []
    expect(values).toHaveLength(60)
    values.forEach((u, k) => {
      expectClose(u, maxUpdate(k + 1, 0.9, 0.99), 1e-11, `step ${k + 1}`)
    })
  })

  test('1 at the first step and wherever beta1 = beta2; never falls with n; tends to its limit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), ...betas(), (n, beta1, beta2) => {
        expectClose(maxUpdate(1, beta1, beta2), 1, 1e-12)
        expectClose(maxUpdate(n, beta1, beta1), 1, 1e-10)
        expect(maxUpdate(n + 1, beta1, beta2)).toBeGreaterThanOrEqual(maxUpdate(n, beta1, beta2) * (1 - 1e-12))
        if (beta1 ** 2 < 0.99 * beta2 && beta2 < 0.999) {
          expectClose(maxUpdate(40_000, beta1, beta2), limit(beta1, beta2), 1e-9)
        }
        expectClose(limit(0, beta2), 1 / Math.sqrt(1 - beta2), 1e-12)
      }),
    )
    expect(limit(0.9, 0.81)).toBe(Number.POSITIVE_INFINITY)
    expect(limit(0.9, 0.8)).toBe(Number.POSITIVE_INFINITY)
  })

  test('boundary_update is U_n at beta2 = beta1^2 and grows like sqrt(n)', () => {
    const boundary = oracle('boundary_update')
    for (const beta1 of [0.3, 0.9, 0.97]) {
      for (const n of [1, 10, 100, 1000]) {
        expectClose(boundary(n, beta1), plain(n, beta1, beta1 ** 2), 1e-10)
        expectClose(boundary(n, beta1), Math.sqrt(n) * boundary(1, beta1), 1e-14)
      }
    }
  })
})

describe('kadam_max_update', () => {
  test('no stage before the last one matters', () => {
    const bound = oracle('kadam_max_update')
    const normal = normals(7)
    const uniform = uniforms(8)
    let closest = 0
    for (let k = 0; k < 400; k++) {
      const stages = Array.from({ length: 1 + Math.floor(4 * uniform()) }, () => ({
        b1: 0.98 * uniform(),
        b2: 0.02 + 0.97 * uniform(),
        m: 0,
        v: 0,
      }))
      const last = stages.at(-1) as { b1: number; b2: number }
      const spike = uniform() < 0.3
      for (let n = 1; n <= 30; n++) {
        let u = spike ? (n === 1 ? 1 : 1e-12 * normal()) : normal()
        for (const s of stages) {
          s.m = s.b1 * s.m + (1 - s.b1) * u
          s.v = s.b2 * s.v + (1 - s.b2) * u * u
          u = s.m / (1 - s.b1 ** n) / Math.sqrt(s.v / (1 - s.b2 ** n))
        }
        const ratio = Math.abs(u) / bound(n, last.b1, last.b2)
        expect(ratio).toBeLessThanOrEqual(1 + 1e-10)
        closest = Math.max(closest, ratio)
      }
    }
    expect(closest).toBeGreaterThan(0.999)
    expectClose(bound(17, 0, 0.7), Math.sqrt((1 - 0.7 ** 17) / 0.3), 1e-13)
  })
})
