import { describe, expect, test } from 'vitest'
import { runConstants } from '../../src/compose/constants.ts'
import { load } from '../acceptance/lab.ts'

const at = (
  problem: string,
  optimizer: string,
  place: { hyper?: Record<string, number>; given?: Record<string, number> } = {},
) => {
  const experiment = load(`name: a
problem: ${problem}
optimizers: ${optimizer}
steps: 7
measures: {last: objective}
`)
  return runConstants(experiment, {
    problem: experiment.problems[0]?.label ?? '',
    optimizer: experiment.optimizers[0]?.label ?? '',
    hyper: {},
    given: {},
    horizon: 7,
    ...place,
  })
}

describe('the constants of a run', () => {
  test('facts may come from vectors', () => {
    expect(at('{use: spectrum-quadratic, d: 4}', 'sgd').L).toBeGreaterThan(0)
    expect(at('{use: weighted-l1, d: 4}', 'sgd').G).toBeGreaterThan(0)
    const own = '{name: p, d: 3, hyper: {w: i^2}, objective: "sum(w*x)", facts: {G: norm(w), all: w, step: t}}'
    const constants = at(own, 'sgd')
    expect(constants.G).toBe(Math.sqrt(1 + 16 + 81))
    expect(constants).not.toHaveProperty('all')
    expect(constants).not.toHaveProperty('w')
    expect(constants).not.toHaveProperty('step')
  })
  test('settings of the place come before the defaults, and defaults follow them', () => {
    const optimizer = '{name: o, hyper: {a: 2, b: a^2, lr: a/sqrt(t)}, step: x = x - lr*b*g}'
    const problem = '{use: ill-scaled-quadratic, kappa: [10, 1000]}'
    expect(at(problem, optimizer, { hyper: { a: 3 }, given: { kappa: 1000 } })).toMatchObject({
      a: 3,
      b: 9,
      L: 1000,
      T: 7,
      d: 10,
    })
    expect(at(problem, optimizer, { hyper: { a: 3 } })).not.toHaveProperty('lr')
  })
  test('a hyperparameter hides a fact of its name', () => {
    const optimizer = '{name: o, hyper: {L: 5}, step: x = x - g/L}'
    expect(at('ill-scaled-quadratic', optimizer).L).toBe(5)
  })
})
