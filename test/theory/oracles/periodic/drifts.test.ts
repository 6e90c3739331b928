import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { oracle } from './named.ts'
import * as rules from './rules.ts'

// Reference table: P, (beta1, beta2), then RMSProp, Adam, AdaBelief, AdaMomentum, ADOPT = ASYNC(1),
// m_t / sqrt(v_(t-1)), ACProp, ACProp-m, to eight decimals.
const TABLE = [
  [3, 0.5, 0.5, 0.03617048, 0.3307458, 0.59734935, 0.75810741, 1.0740536, 0.7023997, 1.53403061, 1.06568998],
  [3, 0.9, 0.99, 0.51460677, 0.5217047, 0.55966144, 2.83554723, 0.52987544, 0.52252177, 0.56587044, 0.56028234],
  [5, 0.5, 0.5, -0.87752988, -0.32341296, -0.53828824, -0.34192327, 1.98714846, 0.83186775, 3.99730558, 1.72950867],
  [5, 0.9, 0.9, 0.20275964, 0.39479273, 0.42053145, 3.60322396, 0.63787388, 0.41910085, 0.66125846, 0.44460415],
  [10, 0.5, 0.5, -4.02712127, -3.21617129, -9.90616593, -3.5008196, 4.92920599, 0.85651735, 31.46252661, 10.77818034],
  [10, 0.9, 0.9, -0.38150869, 0.17404293, 0.18629378, 2.16929542, 1.07655768, 0.2642944, 1.15833811, 0.28349821],
  [10, 0.9, 0.99, 0.23486041, 0.28999777, 0.30773146, 2.83299893, 0.37174284, 0.29817228, 0.3944833, 0.31640664],
  [10, 0.9, 0.999, 0.29608312, 0.30160022, 0.31969877, 2.89565485, 0.30970755, 0.30241095, 0.32829163, 0.32055806],
] as const
const TABLE_METHODS = ['rmsprop', 'adam', 'adabelief', 'adamomentum', 'adopt', 'momentum_first', 'acprop', 'acprop_m']
const WITHOUT_BETA1 = ['rmsprop', 'adopt', 'amsgrad']

const betas = (method: string, beta1: number, beta2: number) =>
  WITHOUT_BETA1.includes(method) ? [beta2] : [beta1, beta2]

describe('drifts of the reference table', () => {
  for (const [P, beta1, beta2, ...printed] of TABLE) {
    it(`problem (1), P = ${P}, betas ${beta1} and ${beta2}`, () => {
      for (const [k, method] of TABLE_METHODS.entries()) {
        const value = oracle(`drift_${method}`, P, P, ...betas(method, beta1, beta2))
        expect(Math.abs(value - (printed[k] as number)), `${method}: ${value}`).toBeLessThanOrEqual(0.51e-8)
      }
      expect(oracle('drift_async', P, P, 1, beta2)).toBe(oracle('drift_adopt', P, P, beta2))
    })
  }

  it.each([
    [8, 0.5, 0.1, 0.00005138, 5.48174837, 15.808839, 23.03298048],
    [8, 0.9, 0.3, 0.02157103, 4.4251379, 12.3176432, 8.61643605],
    [8, 0.9, 0.9, 1.5955889, 2.01514195, 2.56109035, 2.71452119],
    [12, 0.5, 0.1, -0.00001462, 51.32447589, -1693.55097047, -30.26620503],
    [12, 0.9, 0.3, -0.00002472, 20.81091169, -0.68785638, 14.87542702],
    [12, 0.9, 0.9, 1.95916092, 2.75320408, 3.94546306, 4.17477964],
  ])('problem (2), P = %d, betas %d and %d', (P, beta1, beta2, ...printed) => {
    for (const [k, method] of ['rmsprop', 'adam', 'adopt', 'acprop'].entries()) {
      const value = oracle(`problem2_drift_${method}`, P, ...betas(method, beta1, beta2))
      expect(Math.abs(value - (printed[k] as number)), `${method}: ${value}`).toBeLessThanOrEqual(0.51e-8)
    }
  })

  it.each([
    ['AMSGrad, P = 3', 'amsgrad', [3, 3, 0.5], 0.42365927, 8],
    ['AMSGrad, P = 5', 'amsgrad', [5, 5, 0.9], 0.38178333, 8],
    ['AMSGrad, P = 10', 'amsgrad', [10, 10, 0.9], 0.24845303, 8],
    ['AMSGrad, P = 10', 'amsgrad', [10, 10, 0.99], 0.29677762, 8],
    ['AMSGrad, P = 10', 'amsgrad', [10, 10, 0.999], 0.302273, 6],
    ['AMSGrad of optax, P = 10', 'amsgrad_optax', [10, 10], 0.1, 15],
    ['AMSGrad of optax, P = 5', 'amsgrad_optax', [5, 5], 0.2, 15],
    ['ADOPT, P = 10', 'adopt', [10, 10, 0.5], 4.92920599, 8],
    ['ADOPT with m first, P = 12', 'momentum_first', [12, 12, 0.9, 0.1], -0.0372, 4],
    ['m_t / sqrt(v_(t-1)), P = 8', 'momentum_first', [8, 8, 0.5, 0.001], -0.10527, 5],
    ['ACProp-m, P = 12', 'acprop_m', [12, 12, 0.9, 0.1], -0.02526, 5],
    ['ACProp with s_t, P = 10', 'acprop_s_now', [10, 10, 0.9, 0.9], -0.374, 3],
  ] as const)('%s', (_, method, args, printed, digits) => {
    expect(oracle(`drift_${method}`, ...args)).toBeCloseTo(printed, digits)
  })

  it('ADOPT over AMSGrad, and over RMSProp', () => {
    for (const [beta2, printed] of [
      [0.5, 35.0],
      [0.9, 4.33],
      [0.99, 1.25],
      [0.999, 1.02],
    ] as const) {
      const ratio = oracle('drift_adopt', 10, 10, beta2) / oracle('drift_amsgrad', 10, 10, beta2)
      expect(Math.abs(ratio - printed)).toBeLessThan(beta2 === 0.5 ? 0.051 : 0.0051)
    }
    expect(oracle('drift_adopt', 10, 10, 1e-9) / oracle('drift_amsgrad', 10, 10, 1e-9)).toBeCloseTo(19, 6)
    expect(oracle('drift_adopt', 10, 10, 1 - 1e-9) / oracle('drift_amsgrad', 10, 10, 1 - 1e-9)).toBeCloseTo(1, 6)
    expect(oracle('drift_adopt', 10, 10, 1 - 1e-9) / oracle('drift_amsgrad_optax', 10, 10)).toBeCloseTo(
      10 / Math.sqrt(11 - 0.1),
      6,
    )
  })
})

// Literal loops lose digits of g - m where m is close to g; these ranges keep their error well below the tolerance.
const period = fc.integer({ min: 4, max: 14 })
const beta1 = fc.double({ min: 0.5, max: 0.98, noNaN: true })
const beta2 = fc.double({ min: 0.1, max: 0.998, noNaN: true })
const delay = fc.integer({ min: 1, max: 33 })

const CASES: Record<string, { rule: (n: number, b1: number, b2: number) => rules.Rule; args: string }> = {
  rmsprop: { rule: (_, __, b2) => rules.rmsprop(b2), args: '2' },
  adam: { rule: (_, b1, b2) => rules.adam(b1, b2), args: '12' },
  amsgrad: { rule: (_, b1, b2) => rules.amsgrad(b1, b2), args: '2' },
  adabelief: { rule: (_, b1, b2) => rules.adabelief(b1, b2), args: '12' },
  adashift: { rule: (n, b1, b2) => rules.adashift(n, b1, b2), args: 'n12' },
  async: { rule: (n, _, b2) => rules.async(n, b2), args: 'n2' },
  adopt: { rule: (_, b1, b2) => rules.adopt(b1, b2), args: '2' },
  momentum_first: { rule: (_, b1, b2) => rules.momentumFirst(b1, b2), args: '12' },
  acprop: { rule: (_, b1, b2) => rules.acprop(b1, b2), args: '12' },
  acprop_m: { rule: (_, b1, b2) => rules.acprop(b1, b2, 'm'), args: '12' },
  acprop_s_now: { rule: (_, b1, b2) => rules.acprop(b1, b2, 's-now'), args: '12' },
  adamomentum: { rule: (_, b1, b2) => rules.adamomentum(b1, b2), args: '12' },
}

/** Relative to the size of the single steps, for they may cancel. */
function expectClose(value: number, simulated: number, largest: number) {
  expect(Math.abs(value - simulated), `${value} against ${simulated}`).toBeLessThan(
    1e-9 * (largest + Math.abs(simulated)),
  )
}

describe('drifts against loops of the rules until they are stationary', () => {
  for (const [method, { rule, args }] of Object.entries(CASES)) {
    const pick = (n: number, b1: number, b2: number) =>
      [...args].map((letter) => (letter === 'n' ? n : letter === '1' ? b1 : b2))

    it(`${method} on problem (1), any big gradient`, () => {
      fc.assert(
        fc.property(period, fc.double({ min: 0.5, max: 40, noNaN: true }), delay, beta1, beta2, (P, C, n, b1, b2) => {
          const gradients = rules.problem1(P, C)
          const simulated = rules.settledDrift(rule(n, b1, b2), gradients, Math.max(b1, b2))
          expectClose(oracle(`drift_${method}`, P, C, ...pick(n, b1, b2)), simulated, C + P)
        }),
        { numRuns: 40 },
      )
    })

    it(`${method} on problem (2)`, () => {
      fc.assert(
        fc.property(period, delay, beta1, beta2, (P, n, b1, b2) => {
          // The rules of AMSGrad settle only after the largest v; all others forget.
          const simulated = rules.settledDrift(rule(n, b1, b2), rules.problem2(P), Math.max(b1, b2))
          expectClose(oracle(`problem2_drift_${method}`, P, ...pick(n, b1, b2)), simulated, P)
        }),
        { numRuns: 40 },
      )
    })
  }
})

describe('identities between drifts', () => {
  const cell = [period, beta1, beta2] as const

  it('AdaShift with a window of one period is Adam', () => {
    fc.assert(
      fc.property(...cell, (P, b1, b2) => {
        expect(oracle('drift_adashift', P, P, P, b1, b2)).toBeCloseTo(oracle('drift_adam', P, P, b1, b2), 11)
      }),
    )
    expect(oracle('drift_adashift', 6, 6, 7, 0.9, 0.7)).not.toBeCloseTo(oracle('drift_adam', 6, 6, 0.9, 0.7), 3)
  })

  it('normalising first with v_t is RMSProp, whatever beta1', () => {
    fc.assert(
      fc.property(...cell, (P, b1, b2) => {
        const simulated = rules.settledDrift(rules.normaliseFirst(b1, b2), rules.problem1(P), Math.max(b1, b2))
        expectClose(oracle('drift_rmsprop', P, P, b2), simulated, P)
      }),
      { numRuns: 30 },
    )
  })

  it('ACProp centred on m_(t-1) takes beta1 times the step', () => {
    for (const b1 of [0.9, 0.5]) {
      const simulated = rules.settledDrift(rules.acprop(b1, 0.9, 'residual-prev'), rules.problem1(10), 0.9)
      expect(simulated / oracle('drift_acprop', 10, 10, b1, 0.9)).toBeCloseTo(b1, 11)
    }
  })

  it('AMSGrad is (C - P + 1) / sqrt(v_0), and in the dialect of optax (C - P + 1) / C', () => {
    fc.assert(
      fc.property(...cell, (P, b1, b2) => {
        const v0 = 1 + ((1 - b2) * (P * P - 1)) / (1 - b2 ** P)
        expect(oracle('drift_amsgrad', P, P, b2) * Math.sqrt(v0)).toBeCloseTo(1, 10)
        const simulated = rules.settledDrift(rules.amsgradOfCorrected(b1, b2), rules.problem1(P), Math.max(b1, b2))
        expectClose(oracle('drift_amsgrad_optax', P, P), simulated, P)
      }),
      { numRuns: 30 },
    )
  })

  it('ADOPT is ahead of RMSProp by (P + 1) (v_(P-1)^(-1/2) - v_0^(-1/2))', () => {
    fc.assert(
      fc.property(period, beta2, (P, b2) => {
        const [v0, last] = [0, -1].map((j) => oracle('orbit_v', P, P, b2, j)) as [number, number]
        const ahead = oracle('drift_adopt', P, P, b2) - oracle('drift_rmsprop', P, P, b2)
        expect(ahead).toBeCloseTo((P + 1) * (1 / Math.sqrt(last) - 1 / Math.sqrt(v0)), 10)
      }),
    )
  })

  it('without momentum Adam and AdaMomentum are RMSProp, and m_t / sqrt(v_(t-1)) is ASYNC(1)', () => {
    fc.assert(
      fc.property(period, beta2, (P, b2) => {
        expect(oracle('drift_adam', P, P, 0, b2)).toBe(oracle('drift_rmsprop', P, P, b2))
        expect(oracle('drift_adamomentum', P, P, 0, b2)).toBe(oracle('drift_rmsprop', P, P, b2))
        expect(oracle('drift_momentum_first', P, P, 0, b2)).toBe(oracle('drift_async', P, P, 1, b2))
        expect(oracle('drift_async', P, P, P, b2)).toBe(oracle('drift_rmsprop', P, P, b2))
      }),
    )
  })
})
