import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ANALYTIC_ORACLES } from '../../../../src/theory/oracles/analytic/index.ts'
import { PERIODIC_ORACLES } from '../../../../src/theory/oracles/periodic/index.ts'

test('names are identifiers, and no two oracles share one', () => {
  const names = [...ANALYTIC_ORACLES, ...PERIODIC_ORACLES].map((oracle) => oracle.name)
  expect(new Set(names).size).toBe(names.length)
  for (const name of names) expect(name).toMatch(/^[a-z][a-z0-9_]*$/)
})

test('every oracle says what it is, where it comes from and what it takes', () => {
  for (const oracle of ANALYTIC_ORACLES) {
    expect(oracle.title.length, oracle.name).toBeGreaterThan(10)
    // The claims of the ledger that try it.
    expect(oracle.source, oracle.name).toMatch(/\b(gould|ahn|adopt|adamomentum|reddi|acprop|comparisons)\/[a-z]/)
    expect(new Set(oracle.parameters.map((p) => p.name)).size, oracle.name).toBe(oracle.parameters.length)
    for (const parameter of oracle.parameters) expect(parameter.range, oracle.name).not.toBe('')
  }
})

test('too few or too many arguments, NaN and numbers outside every range give NaN', () => {
  for (const oracle of ANALYTIC_ORACLES) {
    const inside = oracle.parameters.map(() => 0.5)
    expect(oracle.evaluate(...inside.slice(1)), oracle.name).toBeNaN()
    expect(oracle.evaluate(...inside, 0.5), oracle.name).toBeNaN()
    oracle.parameters.forEach((parameter, k) => {
      expect(oracle.evaluate(...inside.with(k, Number.NaN)), `${oracle.name} ${parameter.name}`).toBeNaN()
      if (parameter.range !== 'any number') {
        expect(oracle.evaluate(...inside.with(k, -2)), `${oracle.name} ${parameter.name}`).toBeNaN()
      }
    })
  }
})

test('the ranges in words are those that are checked, at their ends', () => {
  const ends: Record<string, [number, boolean][]> = {
    '[0, 1)': [
      [0, true],
      [1, false],
      [1 - 1e-6, true],
      [-1e-9, false],
    ],
    '(0, 1)': [
      [0, false],
      [1, false],
      [0.3, true],
    ],
  }
  // One oracle of each kind that is finite on all of its range.
  const unit = ANALYTIC_ORACLES.find((oracle) => oracle.name === 'discrete_boundary')
  const open = ANALYTIC_ORACLES.find((oracle) => oracle.name === 'boundary_update')
  for (const [x, valid] of ends['[0, 1)'] ?? []) expect(Number.isFinite(unit?.evaluate(x))).toBe(valid)
  for (const [x, valid] of ends['(0, 1)'] ?? []) expect(Number.isFinite(open?.evaluate(3, x))).toBe(valid)
  fc.assert(
    fc.property(fc.double(), (n) => Number.isFinite(open?.evaluate(n, 0.5)) === (Number.isSafeInteger(n) && n >= 1)),
  )
})
