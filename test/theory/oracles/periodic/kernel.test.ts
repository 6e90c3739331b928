import { describe, expect, it } from 'vitest'
import { simulate } from '../../../acceptance/lab.ts'
import { oracle } from './named.ts'

const [B1, B2, LR, STEPS] = [0.8, 0.7, 1e-5, 4000]

// Each rule as its page has it, and the ending of its oracles.
const RULES = [
  ['rmsprop', '{use: rmsprop, beta2: 0.7, eps: 0}', [B2]],
  ['adam', '{use: adam, beta1: 0.8, beta2: 0.7, eps: 0}', [B1, B2]],
  ['amsgrad', '{use: amsgrad, beta1: 0.8, beta2: 0.7, eps: 0}', [B2]],
  ['adabelief', '{use: adabelief, beta1: 0.8, beta2: 0.7, eps: 0}', [B1, B2]],
  ['adashift', '{use: adashift, dialect: theory, beta1: 0.8, beta2: 0.7, n: 4, eps: 0}', [4, B1, B2]],
  ['async', '{use: adashift, dialect: asynchronous, beta2: 0.7, n: 7, eps: 0}', [7, B2]],
  ['adopt', '{use: adopt, dialect: unclipped, beta1: 0.8, beta2: 0.7, eps: 1e-30}', [B2]],
  ['acprop', '{use: acprop, dialect: waiting, beta1: 0.8, beta2: 0.7}', [B1, B2]],
  ['acprop_m', '{use: acprop, dialect: m-numerator, beta1: 0.8, beta2: 0.7, eps: 0}', [B1, B2]],
  ['adamomentum', '{use: adamomentum, dialect: no-eps, beta1: 0.8, beta2: 0.7}', [B1, B2]],
] as const

/** The drift over the last period of a short run far from the walls, by the catalog's rules on the catalog's problems. */
function measured(problem: string, P: number, optimizer: string): number {
  const [result] = simulate(`
name: drift
problem: {use: ${problem}, P: ${P}}
optimizers: [${optimizer.replace('{', `{lr: ${LR}, `)}]
steps: ${STEPS}
measures:
  drift: {use: drift, P: ${P}}
`)
  return result?.values.drift?.[0]?.at(-1) ?? Number.NaN
}

// x keeps 16 digits of a number up to 1, and the drift is a difference of two of them over the step size.
const ROUNDING = 2e-10

describe("oracles against the catalog's rules in the kernel", () => {
  for (const [method, optimizer, args] of RULES) {
    it(`${method} on problems (1) and (2)`, () => {
      expect(Math.abs(measured('acprop-1', 10, optimizer) - oracle(`drift_${method}`, 10, 10, ...args))).toBeLessThan(
        ROUNDING,
      )
      // On problem (2) x starts at 1/2, and AMSGrad and ADOPT, too, have the big gradient first.
      expect(
        Math.abs(measured('acprop-2', 8, optimizer) - oracle(`problem2_drift_${method}`, 8, ...args)),
      ).toBeLessThan(ROUNDING)
    })
  }

  it("AMSGrad in optax's dialect", () => {
    const drift = measured('acprop-1', 10, '{use: amsgrad, dialect: optax, beta1: 0.8, beta2: 0.7, eps: 0}')
    expect(Math.abs(drift - oracle('drift_amsgrad_optax', 10, 10))).toBeLessThan(ROUNDING)
  })

  it("the period of three of Reddi's Theorem 1, with a big gradient that is not the period", () => {
    const [result] = simulate(`
name: drift
problem: {use: reddi-online, C: 5, start: 0}
optimizers: [{use: rmsprop, beta2: 1/26, lr: ${LR}, eps: 0}]
steps: 300
measures:
  drift: {use: drift, P: 3}
`)
    const exact = oracle('drift_rmsprop', 3, 5, oracle('reddi_thm1_beta2', 5))
    expect(result?.values.drift?.[0]?.at(-1)).toBeCloseTo(exact, 9)
  })
})
