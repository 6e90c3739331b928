import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { simulate } from '../../../acceptance/lab.ts'
import { expectClose, expectPrinted, normals, oracle } from './oracle.ts'

const beta = (max: number) => fc.double({ min: 0.01, max, noNaN: true })

/** |mh| / sqrt(vh) at every step of AdaMomentum with eps = 0. */
function updates(g: readonly number[], beta1: number, beta2: number): number[] {
  let [m, v] = [0, 0]
  return g.map((x, k) => {
    m = beta1 * m + (1 - beta1) * x
    v = beta2 * v + (1 - beta2) * m * m
    return Math.abs(m / (1 - beta1 ** (k + 1))) / Math.sqrt(v / (1 - beta2 ** (k + 1)))
  })
}

describe('the update of AdaMomentum', () => {
  const most = oracle('adamomentum_max_update')
  const constant = oracle('adamomentum_constant_update')

  test('the figures of adamomentum/bounded-update, sharpened-first-step and eps-floor', () => {
    const printed = { 1: '10', 2: '7.441', 10: '4.844', 100: '9.758', 1000: '25.15', 1000000: '31.62' }
    for (const [n, figure] of Object.entries(printed)) expectPrinted(most(Number(n), 0.9, 0.999), figure)
    expectPrinted(constant(1, 0.9, 0.999), '10')
    expectPrinted(oracle('adamomentum_eps_floor')(1e-8, 0.999), '3.162e-3')
  })

  test('is attained by a last gradient alone, exceeded by none, and is every first update', () => {
    const normal = normals(3)
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), beta(0.99), beta(0.999), (n, beta1, beta2) => {
        const alone = Array.from({ length: n }, (_, k) => (k === n - 1 ? 1 : 0))
        expectClose(updates(alone, beta1, beta2).at(-1) as number, most(n, beta1, beta2), 1e-11)
        updates(Array.from({ length: n }, normal), beta1, beta2).forEach((u, k) => {
          expect(u).toBeLessThanOrEqual(most(k + 1, beta1, beta2) * (1 + 1e-12))
        })
        expectClose(most(1, beta1, beta2), 1 / (1 - beta1), 1e-11)
      }),
    )
  })

  test('on a constant gradient it falls from 1/(1 - beta1) to 1, in the kernel, too', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), beta(0.99), beta(0.999), (n, beta1, beta2) => {
        const found = updates(
          Array.from({ length: n }, () => -2),
          beta1,
          beta2,
        ).at(-1) as number
        expectClose(constant(n, beta1, beta2), found, 1e-9)
      }),
    )
    expectClose(constant(1e9, 0.9, 0.99), 1, 1e-12)
    expectClose(constant(1e12, 0.9, 1 - 1e-12), 1, 1e-3)
    const [result] = simulate(`name: constant
problem: {name: constant, objective: "3 * x[1]", start: 0}
optimizers: {use: adamomentum, lr: 1, beta1: 0.8, beta2: 0.95, eps: 0}
steps: 40
seeds: [1]
record: {points: 40, scale: linear}
measures: {u: {use: max-update}}
`)
    const us = result?.values.u?.[0] ?? []
    expect(us).toHaveLength(40)
    us.forEach((u, k) => {
      expectClose(u, constant(k + 1, 0.8, 0.95), 1e-11)
    })
  })

  test('eps alone leaves the floor at every step', () => {
    let v = 0
    for (let t = 1; t <= 500; t++) {
      v = 0.98 * v + 1e-6
      expectClose(Math.sqrt(v / (1 - 0.98 ** t)), oracle('adamomentum_eps_floor')(1e-6, 0.98), 1e-12)
    }
  })
})

describe('the gain over Adam', () => {
  const gain = oracle('adamomentum_step_gain')
  const ratio = oracle('adamomentum_moment_ratio')

  test('the figures of adamomentum/noise-gain', () => {
    expectPrinted(ratio(0, 0, 0.9), '0.0526')
    expectPrinted(gain(0, 0, 0.9), '4.3589')
    expectPrinted(gain(0.1, 0, 0.9), '4.016')
    expectPrinted(gain(0.3, 0, 0.9), '2.764')
    expectPrinted(gain(1, 0, 0.9), '1.378')
  })

  test('AR(1) noise: the averaged squares of the EMA and of the gradients', () => {
    for (const [snr, rho, beta1] of [
      [0, 0.6, 0.8],
      [0.4, -0.5, 0.7],
    ] as const) {
      // E m^2 by the double sum over lags, in units of the noise.
      let square = snr ** 2
      for (let i = 0; i < 200; i++) {
        for (let j = 0; j < 200; j++) square += (1 - beta1) ** 2 * beta1 ** (i + j) * rho ** Math.abs(i - j)
      }
      expectClose(ratio(snr, rho, beta1), square / (snr ** 2 + 1), 1e-9)
      expectClose(gain(snr, rho, beta1) ** -2, ratio(snr, rho, beta1), 1e-12)
    }
    expect(gain(2, 0.3, 0)).toBe(1)
  })
})

describe('stationary variance', () => {
  const adam = oracle('stationary_variance_adam')
  const adamomentum = oracle('stationary_variance_adamomentum')

  test('the figures of adamomentum/stationary-variance', () => {
    expectPrinted(adamomentum(1e-2, 1, 1, 0.9) / adam(1e-2, 1, 1, 0.9), '4.3628')
    expectPrinted(adamomentum(1e-3, 1, 1, 0.9) / adam(1e-3, 1, 1, 0.9), '4.3593')
    expectPrinted(adamomentum(1e-4, 1, 1, 0.9) / adam(1e-4, 1, 1, 0.9), '4.3589')
    expectClose(adam(1e-6, 0.3, 7, 0.8), oracle('stationary_variance_law')(1e-6, 0.3, 7), 1e-4)
  })

  test('solves the Lyapunov equation, by iterating it', () => {
    for (const [alpha, sigma, H, beta1] of [
      [0.3, 0.7, 2, 0.6],
      [0.05, 2, 1, 0.9],
      [0.5, 1, 1, 0],
    ] as const) {
      for (const [Q, value] of [
        [sigma, adam(alpha, sigma, H, beta1)],
        [sigma * Math.sqrt((1 - beta1) / (1 + beta1)), adamomentum(alpha, sigma, H, beta1)],
      ] as const) {
        const eta = alpha / Q
        const A = [1 - eta * (1 - beta1) * H, -eta * beta1, (1 - beta1) * H, beta1] as const
        const b = [-eta * sigma * (1 - beta1), sigma * (1 - beta1)] as const
        let [xx, xm, mm] = [0, 0, 0]
        for (let t = 0; t < 20_000; t++) {
          const next = [
            A[0] * A[0] * xx + 2 * A[0] * A[1] * xm + A[1] * A[1] * mm + b[0] * b[0],
            A[0] * A[2] * xx + (A[0] * A[3] + A[1] * A[2]) * xm + A[1] * A[3] * mm + b[0] * b[1],
            A[2] * A[2] * xx + 2 * A[2] * A[3] * xm + A[3] * A[3] * mm + b[1] * b[1],
          ] as const
          ;[xx, xm, mm] = next
        }
        expectClose(value, xx, 1e-9)
      }
    }
    expect(adam(10, 1, 1, 0.5)).toBeNaN()
  })
})

describe('jump caps', () => {
  const adam = oracle('jump_cap_adam')
  const adamomentum = oracle('jump_cap_adamomentum')

  test('the figures of adamomentum/sharpened-jump-cap', () => {
    const unit = Math.sqrt(0.001)
    expectPrinted(adam(0.9, 0.999) * unit, '1.0045')
    expectPrinted(adamomentum(0.9, 0.999) * unit, '5.707')
    expectPrinted(adamomentum(0.9, 1 - 1e-8) * Math.sqrt(1 - (1 - 1e-8)), '5.691')
  })

  test('are the moves of the recursions after a spike', () => {
    for (const [beta1, beta2] of [
      [0.9, 0.99],
      [0.5, 0.4],
      [0, 0.9],
      [0.8, 0.75],
    ] as const) {
      let [m, v, q, first, second] = [0, 0, 0, 0, 0]
      for (let t = 0; t < 3000; t++) {
        const g = t === 0 ? 1 : 0
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g * g
        q = beta2 * q + (1 - beta2) * m * m
        if (q < 1e-290 || m < 1e-290) break
        first += m / Math.sqrt(v)
        second += m / Math.sqrt(q)
      }
      expectClose(adam(beta1, beta2), first, 1e-6)
      expectClose(adamomentum(beta1, beta2), second, 1e-6)
    }
    expect(adam(0.9, 0.81)).toBe(Number.POSITIVE_INFINITY)
    expect(adamomentum(0.9, 0.8)).toBe(Number.POSITIVE_INFINITY)
    expect(adamomentum(0.9, 0.81 * (1 + 1e-8))).toBeNaN()
  })
})

describe('decrease_frequency and escape_time_ratio', () => {
  const frequency = oracle('decrease_frequency')

  test('the figures of adamomentum/sharpened-v-not-monotone and adamomentum/escape-faster', () => {
    expectPrinted(frequency(0, 0.9), '0.683')
    // The measured .679 of g = .1 + N(0, 1) is the mean's doing.
    expect(Math.abs(frequency(0.1, 0.9) - 0.679)).toBeLessThan(0.003)
    const ratio = oracle('escape_time_ratio')
    const gain = oracle('adamomentum_step_gain')(0, 0, 0.9)
    expectPrinted(ratio(0.02, 0.01, 1, gain), '95')
    expectPrinted(ratio(0.02, 0.013, 1, gain), '47')
    expectPrinted(ratio(0.02, 0.018, 1, gain), '24')
    expect(ratio(0.02, 0.01, 1, 1)).toBe(1)
  })

  test.each([
    [0.5, 0.7],
    [1, 0.5],
  ])('long runs fall that often: snr = %f, beta1 = %f', (snr, beta1) => {
    const normal = normals(31)
    const beta2 = 0.9995
    const noise = Math.sqrt((1 - beta1) / (1 + beta1))
    let [m, v, falls] = [snr, snr ** 2 + noise ** 2, 0]
    const steps = 600_000
    for (let t = 0; t < steps; t++) {
      m = beta1 * m + (1 - beta1) * (snr + normal())
      const next = beta2 * v + (1 - beta2) * m * m
      if (next < v) falls++
      v = next
    }
    const effective = (steps * (1 - beta1)) / (1 + beta1)
    // A finite memory lets v wander by its own sd, which costs about 1 - beta2 times the correlation time.
    expect(Math.abs(falls / steps - frequency(snr, beta1))).toBeLessThan(4.5 * Math.sqrt(0.25 / effective) + 0.002)
  })
})
