import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { simulate } from '../../../acceptance/lab.ts'
import { estimate, expectClose, expectPrinted, oracle } from './oracle.ts'

const adopt = oracle('random_drift_adopt')
const rmsprop = oracle('random_drift_rmsprop')
const adam = oracle('random_drift_adam')
const momentumFirst = oracle('random_drift_momentum_first')

/**
 * The means E[N / sqrt(V)] by the definition: all gradients of the last `depth` steps enumerated, V closed off with the
 * value `far` that older gradients would give it.
 */
function enumerate(C: number, p: number, beta1: number, beta2: number, depth: number, far: number) {
  let [adoptMean, adamMean, inverse] = [0, 0, 0]
  for (let mask = 0; mask < 2 ** depth; mask++) {
    let [m, v, weight] = [p * C - (1 - p), far, 1]
    for (let t = 0; t < depth; t++) {
      const rare = ((mask >> t) & 1) === 1
      const g = rare ? C : -1
      m = beta1 * m + (1 - beta1) * g
      v = beta2 * v + (1 - beta2) * g * g
      weight *= rare ? p : 1 - p
    }
    adoptMean += weight / Math.sqrt(v)
    adamMean += (weight * m) / Math.sqrt(v)
    inverse += weight / v
  }
  return { adopt: (p * C - (1 - p)) * adoptMean, adam: adamMean, square: (p * C * C + 1 - p) * inverse }
}

/** The Laplace integrals, lag by lag and node by node. */
function direct(C: number, p: number, beta2: number) {
  const step = 0.05
  const lags = Math.ceil(Math.log(1e-20) / Math.log(beta2))
  const jumps = Array.from({ length: lags }, (_, i) => (C * C - 1) * (1 - beta2) * beta2 ** i)
  let [plain, current] = [0, 0]
  for (let x = -46; x <= 5; x += step) {
    const s = Math.exp(x)
    let log = -s
    for (const w of jumps) log += Math.log1p(p * Math.expm1(-s * w))
    const e = Math.exp(-s * (C * C - 1) * (1 - beta2))
    plain += Math.exp(x / 2 + log)
    current += (Math.exp(x / 2 + log) * (p * C * e - (1 - p))) / (1 - p + p * e)
  }
  const unit = step / Math.sqrt(Math.PI)
  return { adopt: (p * C - (1 - p)) * plain * unit, rmsprop: current * unit }
}

describe('drifts on the stochastic linear problem', () => {
  // k, beta2, ADOPT, RMSProp, Adam .9, m_t / sqrt(v_(t-1)) .9, E u^2
  const table = [
    [10, 0.1, '0.0823290', '-0.7080001', '-0.0692209', '-0.0540659', '8.4480'],
    [10, 0.5, '0.0647824', '-0.4990170', '-0.1462435', '-0.1251409', '5.8400'],
    [10, 0.9, '0.0368558', '-0.1128504', '-0.0618671', '-0.0519948', '1.7620'],
    [10, 0.99, '0.0307312', '0.0169069', '0.0179927', '0.0192665', '1.0399'],
    [50, 0.1, '0.0187296', '-0.9150006', '-0.2524203', '-0.2253053', '47.168'],
    [50, 0.5, '0.0167575', '-0.8092645', '-0.4683009', '-0.4197950', '41.034'],
    [50, 0.9, '0.0093830', '-0.4088478', '-0.3725503', '-0.3343570', '18.088'],
    [50, 0.99, '0.0031447', '-0.0349787', '-0.0329174', '-0.0293112', '1.4149'],
    [50, 0.9999, '0.0028036', '0.0024602', '0.0024605', '0.0024948', null],
  ] as const

  test.each(table)('the table of adopt/toy-drift, k = %i, beta2 = %f', (k, beta2, a, r, d, m, square) => {
    expectPrinted(adopt(k, 1 / k, beta2), a)
    expectPrinted(rmsprop(k, 1 / k, beta2), r)
    expectPrinted(adam(k, 1 / k, 0.9, beta2), d)
    expectPrinted(momentumFirst(k, 1 / k, 0.9, beta2), m)
    if (square) expectPrinted(oracle('random_mean_square_adopt')(k, 1 / k, beta2), square)
  })

  test('its rows beta2 = .999, where the reference groups lags and its last digit is off by one in three places', () => {
    expectPrinted(rmsprop(10, 0.1, 0.999), '0.0289677')
    expectPrinted(adam(10, 0.1, 0.9, 0.999), '0.0289798')
    expectPrinted(adopt(50, 0.02, 0.999), '0.0028265')
    expectPrinted(rmsprop(50, 0.02, 0.999), '-0.0006359')
    expectPrinted(adam(50, 0.02, 0.9, 0.999), '-0.0006061')
    const unit = 1e-7
    expect(Math.abs(adopt(10, 0.1, 0.999) - 0.0303316)).toBeLessThan(1.2 * unit)
    expect(Math.abs(momentumFirst(10, 0.1, 0.9, 0.999) - 0.029115)).toBeLessThan(unit)
    expect(Math.abs(momentumFirst(50, 0.02, 0.9, 0.999) + 0.0002629)).toBeLessThan(unit)
    const exact = direct(10, 0.1, 0.999)
    expectClose(adopt(10, 0.1, 0.999), exact.adopt, 1e-8)
    expectClose(rmsprop(10, 0.1, 0.999), exact.rmsprop, 1e-8)
  })

  test('the integrals, lag by lag, for parameters that no table has', () => {
    for (const [C, p, beta2] of [
      [7, 0.2, 0.7],
      [3.5, 0.4, 0.95],
      [101, 0.01, 0.98],
      [2, 0.05, 0.3],
    ] as const) {
      const exact = direct(C, p, beta2)
      expectClose(adopt(C, p, beta2), exact.adopt, 1e-8)
      expectClose(rmsprop(C, p, beta2), exact.rmsprop, 1e-8)
    }
  })

  test('short memories by enumeration of all gradients', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.3, max: 30, noNaN: true }),
        fc.double({ min: 0.02, max: 0.98, noNaN: true }),
        fc.double({ min: 0, max: 0.7, noNaN: true }),
        fc.double({ min: 0, max: 0.08, noNaN: true }),
        (C, p, beta1, beta2) => {
          // What is older than 13 steps weighs at most .08^13 in v and .7^13 = .01 in m, whose mean is exact.
          const e = enumerate(C, p, beta1, beta2, 13, p * C * C + 1 - p)
          expect(Math.abs(adopt(C, p, beta2) - e.adopt)).toBeLessThan(1e-8)
          expect(Math.abs(adam(C, p, beta1, beta2) - e.adam)).toBeLessThan(1e-8)
          expectClose(oracle('random_mean_square_adopt')(C, p, beta2), e.square, 1e-8)
          const latest = (1 - beta1) * e.adopt + beta1 * e.adam
          expect(Math.abs(momentumFirst(C, p, beta1, beta2) - latest)).toBeLessThan(1e-8)
        },
      ),
      { numRuns: 25 },
    )
  })

  test('without memory v is the square of the gradient', () => {
    expectClose(rmsprop(10, 0.1, 0), 2 * 0.1 - 1, 1e-12)
    expectClose(adopt(10, 0.1, 0), 0.1 * (0.1 / 10 + 0.9), 1e-12)
    expect(adopt(10, 0.1, 1)).toBeNaN()
  })

  test('the kernel walks at these speeds, and AMSGrad, once its maximum is there, at its own', () => {
    const optimizers = {
      adopt: '{use: adopt, dialect: original, lr: 1, beta1: 0.5, beta2: 0.6, eps: 0}',
      rmsprop: '{use: rmsprop, lr: 1, beta2: 0.6, eps: 0}',
      adam: '{use: adam, lr: 1, beta1: 0.7, beta2: 0.6, eps: 0}',
      amsgrad: '{use: amsgrad, lr: 1, beta1: 0.7, beta2: 0.05, eps: 0}',
    }
    const results = simulate(`name: walk
problem: {name: walk, draw: {u: uniform}, loss: "u < 0.2 ? 6 * x[1] : -x[1]", start: 0}
optimizers: [${Object.values(optimizers).join(', ')}]
steps: 20500
seeds: ${JSON.stringify(Array.from({ length: 48 }, (_, k) => k + 1))}
record: {points: 41, scale: linear}
measures: {x1: "x[1]"}
`)
    const expected = [
      adopt(6, 0.2, 0.6),
      rmsprop(6, 0.2, 0.6),
      adam(6, 0.2, 0.7, 0.6),
      oracle('random_drift_amsgrad')(6, 0.2),
    ]
    expect(results).toHaveLength(4)
    results.forEach((result, k) => {
      const [first, last] = [result.times[0] as number, result.times.at(-1) as number]
      const speeds = (result.values.x1 ?? []).map((xs) => ((xs[0] as number) - (xs.at(-1) as number)) / (last - first))
      const { mean, error } = estimate(speeds)
      expect(Math.abs(mean - (expected[k] as number)), result.optimizer).toBeLessThan(
        4.5 * error + 1e-3 * Math.abs(mean),
      )
      expect(error, result.optimizer).toBeLessThan(0.15 * Math.abs(mean))
    })
  })

  test('large gradients alone, in any unit, and ADOPT always towards the optimum', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1.5, max: 100, noNaN: true }),
        fc.double({ min: 0.01, max: 0.9, noNaN: true }),
        fc.double({ min: 0, max: 0.99, noNaN: true }),
        (C, p, beta2) => {
          expect(Math.sign(adopt(C, p, beta2))).toBe(Math.sign(p * C - (1 - p)))
          // Turning the signs round exchanges the two gradients and the unit.
          expect(Math.abs(rmsprop(C, p, beta2) + rmsprop(1 / C, 1 - p, beta2))).toBeLessThan(1e-9)
          const root = oracle('random_inverse_root')(C, p, beta2)
          // Jensen on both sides.
          expect(root).toBeGreaterThanOrEqual((p * C * C + 1 - p) ** -0.5 * (1 - 1e-9))
          expect(root).toBeLessThanOrEqual((p / C + 1 - p) * (1 + 1e-9))
        },
      ),
      { numRuns: 40 },
    )
  })
})
