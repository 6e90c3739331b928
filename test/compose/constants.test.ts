import { describe, expect, test } from 'vitest'
import { absentNames, runConstants } from '../../src/compose/constants.ts'
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
  test('settings that are formulas are theirs at the place, by their text', () => {
    const constants = (lr: string | number) =>
      at('ill-scaled-quadratic', '{use: sgd, lr: [0.1, 2/T, 3/T, 1/t]}', { hyper: { lr } as Record<string, number> })
    expect(constants('2/T').lr).toBeCloseTo(2 / 7, 15)
    expect(constants('3/T').lr).toBeCloseTo(3 / 7, 15)
    expect(constants(0.1).lr).toBe(0.1)
    expect(constants('1/t')).not.toHaveProperty('lr')
  })
  test('of several problems and optimizers those of the place count', () => {
    const experiment = load(`name: a
problem: [{use: ill-scaled-quadratic, kappa: 10, label: flat}, {use: ill-scaled-quadratic, kappa: 90, d: 4, label: steep}]
optimizers: [{use: sgd, lr: 0.1}, {use: momentum, lr: 0.2, beta1: 0.8}]
steps: 7
measures: {last: objective}
`)
    const of = (problem: string, optimizer: string, given: Record<string, number>, hyper: Record<string, number>) =>
      runConstants(experiment, { problem, optimizer, hyper, given, horizon: 7 })
    expect(of('flat', 'sgd', { kappa: 10 }, { lr: 0.1 })).toMatchObject({ L: 10, lr: 0.1 })
    expect(of('steep', 'sgd', { kappa: 90, d: 4 }, { lr: 0.1 })).toMatchObject({ L: 90, d: 4 })
    expect(of('steep', 'momentum', { kappa: 90, d: 4 }, { lr: 0.2, beta1: 0.8 })).toMatchObject({ lr: 0.2, beta1: 0.8 })
    expect(of('flat', 'sgd', {}, {})).not.toHaveProperty('beta1')
  })
  test('a name that is not there is told why', () => {
    const experiment = load(
      `name: a
problem: {name: p, d: 2, hyper: {c: 2, w: i}, data: {A: {law: uniform, rows: 2}}, objective: "c * sum(w * x) + A[1][1]", facts: {L: c + 1, step: t}}
optimizers: [{name: o, hyper: {lr: 1/t, beta: 3}, state: {m: 0}, step: "m = g\\nx = x - lr * m"}, {name: q, hyper: {gamma: 1}, step: x = x - gamma * g}]
steps: 7
measures: {last: objective}
`
        .replace('A[1][1]', 'A[1] * 0')
        .replace('sum(w * x) + A[1] * 0', 'sum(w * x + A[1] * 0)'),
    )
    const place = { problem: 'p', optimizer: 'o', hyper: {}, given: {}, horizon: 7 }
    const absent = absentNames(experiment, place)
    expect(Object.keys(runConstants(experiment, place)).sort()).toEqual(['L', 'T', 'beta', 'c', 'd'])
    for (const name of ['L', 'T', 'beta', 'c', 'd']) expect(absent).not.toHaveProperty(name)
    expect(absent.w).toContain('it is a vector')
    expect(absent.lr).toContain('it depends on the step')
    expect(absent.step).toContain('it depends on the step')
    expect(absent.m).toContain('it is a state of the rule')
    expect(absent.A).toContain('it is data of the problem')
    expect(absent.last).toContain('it is a measure')
    expect(absent.x).toContain('not the same in every run')
    expect(absent.gamma).toContain("it is a setting of 'q', and 'o' has none")
    expect(absent).toHaveProperty('mu')
  })
  test('a hyperparameter hides a fact of its name', () => {
    const optimizer = '{name: o, hyper: {L: 5}, step: x = x - g/L}'
    expect(at('ill-scaled-quadratic', optimizer).L).toBe(5)
  })
})
