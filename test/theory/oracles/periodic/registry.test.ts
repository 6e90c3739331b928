import { describe, expect, it } from 'vitest'
import { PERIODIC_ORACLES } from '../../../../src/theory/oracles/periodic/index.ts'
import { oracle } from './named.ts'

// A value of each parameter, right for every oracle that has it.
const SAMPLE: Record<string, number> = {
  P: 8,
  C: 8,
  n: 3,
  j: 2,
  beta1: 0.5,
  beta2: 0.6,
  c: 2,
  alpha: 0.1,
  T: 100,
  D: -1,
  k: 10,
}

describe('every periodic oracle', () => {
  it('has a name of its own that a formula can call', () => {
    const names = PERIODIC_ORACLES.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    for (const name of names) expect(name).toMatch(/^[a-z][a-z0-9_]*$/)
  })

  for (const { name, title, source, parameters, evaluate } of PERIODIC_ORACLES) {
    it(`${name}: described, finite or a true limit inside its ranges, NaN outside`, () => {
      for (const text of [title, source, ...parameters.flatMap((p) => [p.meaning, p.range])]) {
        expect(text.length).toBeGreaterThan(2)
      }
      const args = parameters.map((p) => SAMPLE[p.name] as number)
      const value = evaluate(...args)
      // At beta1 = 1/2 the limit of m_t / sqrt(v_(t-1)) and of ACProp with m_t does not exist.
      if (/^limit_p2_(momentum_first|acprop_m)$/.test(name)) expect(value).toBe(Number.POSITIVE_INFINITY)
      else expect(Number.isFinite(value), `${value}`).toBe(true)
      expect(evaluate(...args, 1)).toBeNaN()
      for (const [k, parameter] of parameters.entries()) {
        for (const wrong of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
          expect(evaluate(...args.with(k, wrong)), parameter.name).toBeNaN()
        }
        if (parameter.name.startsWith('beta'))
          for (const wrong of [-0.1, 1, 1.5]) expect(evaluate(...args.with(k, wrong))).toBeNaN()
        if (['P', 'n', 'j'].includes(parameter.name)) expect(evaluate(...args.with(k, 4.5))).toBeNaN()
        if (parameter.name === 'P') expect(evaluate(...args.with(k, 1))).toBeNaN()
      }
      if (parameters.length > 0) expect(evaluate(...args.slice(1))).toBeNaN()
    })
  }

  it('centred methods have no orbit without momentum', () => {
    for (const name of ['adabelief', 'acprop', 'acprop_m', 'acprop_s_now']) {
      expect(oracle(`drift_${name}`, 8, 8, 0, 0.5)).toBeNaN()
    }
  })

  it('long periods', () => {
    const P = 1e5
    expect(oracle('drift_rmsprop', P, P, 0.999)).toBeLessThan(0)
    expect(oracle('drift_adopt', P, P, 0.999)).toBeGreaterThan(0)
  })
})
