import { describe, expect, test } from 'vitest'
import { objectiveAt } from '../../src/compose/objective.ts'
import { composeVariants } from '../../src/compose/variants.ts'
import { Diagnostics } from '../../src/lang/source.ts'
import { load } from '../acceptance/lab.ts'

const experiment = (problem: string, optimizer = 'sgd') =>
  load(`name: a\nproblem: ${problem}\noptimizers: ${optimizer}\nsteps: 3\nmeasures: {x: "x[1]"}\n`)

describe('the objective as a function of the point', () => {
  const at = (problem: string, dimension: number, given: Record<string, number | string> = {}) => {
    const [entry] = experiment(problem).problems
    return entry ? objectiveAt(entry, given, dimension) : null
  }
  test('at the settings of the place', () => {
    const problem = '{name: p, d: 2, hyper: {c: 3}, objective: "c * L * sum(x^2) + x[1]", facts: {L: 2 * c}}'
    expect(at(problem, 2)?.(Float64Array.of(1, 2))).toBe(91)
    expect(at(problem, 2, { c: 1 })?.(Float64Array.of(1, 2))).toBe(11)
  })
  test('a loss without draws is one', () => {
    expect(at('{name: p, d: 1, loss: "2 * sum(x)"}', 1)?.(Float64Array.of(3))).toBe(6)
    expect(at('{name: p, d: 1, draw: {u: uniform}, loss: "u * sum(x)"}', 1)).toBeNull()
  })
  test.each([
    ['{name: p, d: 2, objective: "sum(x)"}', 3],
    ['{name: p, d: 2, loss: "t * sum(x)"}', 2],
    ['{name: p, d: 2, objective: "sum(x) / T"}', 2],
  ])('%s in %d coordinates is none', (problem, dimension) => {
    expect(at(problem, dimension)).toBeNull()
  })
})

test('only x and the states of the rule have to stay finite; what past(g, n) keeps may not be', () => {
  const optimizer = '{name: o, state: {m: 0}, step: "m = m + past(g, 2)\\nx = x - m"}'
  const of = load(
    `name: a\nproblem: {name: p, d: 2, objective: "sum(x^2)"}\noptimizers: ${optimizer}\nsteps: 3\naverage: model-ema\nmeasures: {s: {sum: "x[1]"}}\n`,
  )
  const [variant] = composeVariants(of, new Diagnostics())
  const states = variant?.program.states.map(({ name, shape, watched }) => [name, shape, watched])
  expect(states?.filter(([, , watched]) => watched)).toEqual([
    ['x', 'vector', true],
    ['optimizer.m', 'vector', true],
  ])
  expect(states?.filter(([name]) => String(name).includes('@'))).toEqual([
    ['optimizer.g@1', 'vector', false],
    ['optimizer.g@2', 'vector', false],
  ])
  expect(states).toHaveLength(6)
})
