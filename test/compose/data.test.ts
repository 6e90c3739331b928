import { describe, expect, test } from 'vitest'
import { runConstants } from '../../src/compose/constants.ts'
import { composeVariants } from '../../src/compose/variants.ts'
import { uniform } from '../../src/kernel/random/philox.ts'
import { Diagnostics } from '../../src/lang/source.ts'
import { load, simulate } from '../acceptance/lab.ts'

const page = (problem: string, measures: string, optimizer = '{use: sgd, lr: 0}') => `name: data
problem: ${problem}
optimizers: ${optimizer}
steps: 1
measures: ${measures}
`
const finals = (yaml: string) =>
  simulate(yaml).map(({ values }) =>
    Object.fromEntries(Object.entries(values).map(([name, [run]]) => [name, run?.at(-1)])),
  )

/** The normal number of a row and coordinate, from the generator's own words. */
const normal = (seed: number, row: number, coordinate: number, first = 0) => {
  const u = uniform(seed, 4, row, coordinate, first)
  const v = uniform(seed, 4, row, coordinate, first + 1)
  return Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * v)
}

const problem = (data: string, objective = 'sum(x^2)', more = '') =>
  `{name: p, d: 3, start: 1, data: {${data}}, objective: "${objective}"${more}}`

describe('data', () => {
  test('row j has the numbers of step j of its own stream and seed, in every run', () => {
    const [run] = finals(
      page(
        problem(
          'A: {law: gaussian, rows: 4}, b: {law: gaussian, rows: 2, per: row, seed: 7}',
          'dot(A[2], x) + b[1] + b[2]',
        ),
        '{a1: "grad[1]", a3: "grad[3]", f: objective}',
      ),
    )
    expect(run?.a1).toBeCloseTo(normal(0, 2, 1), 14)
    expect(run?.a3).toBeCloseTo(normal(0, 2, 3), 14)
    const b = [1, 2].map((row) => normal(7, row, 0))
    const a = [1, 2, 3].map((k) => normal(0, 2, k))
    expect(run?.f).toBeCloseTo(
      [...a, ...b].reduce((x, y) => x + y),
      13,
    )
  })
  test('two names of one seed differ', () => {
    const [run] = finals(
      page(problem('A: {law: gaussian, rows: 1}, B: {law: gaussian, rows: 1}', 'dot(B[1], x)'), '{b: "grad[2]"}'),
    )
    expect(run?.b).toBeCloseTo(normal(0, 1, 2, 2), 14)
  })
  test('columns repeat along the coordinates', () => {
    const [run] = finals(
      page(
        problem('A: {law: gaussian, rows: 1, columns: 2}', 'dot(A[1], x)'),
        '{a: "grad[1]", b: "grad[2]", c: "grad[3]"}',
      ),
    )
    expect(run?.c).toBe(run?.a)
    expect(run?.b).not.toBe(run?.a)
  })
  test('a grid over the number of rows gives each its own program', () => {
    const of = problem('A: {law: uniform, rows: n}', 'sum(j = 1:n, dot(A[j], x))', ', hyper: {n: [1, 3]}')
    const [one, three] = finals(page(of, '{f: objective}'))
    const total = (rows: number) => {
      let sum = 0
      for (let row = 1; row <= rows; row++) for (let k = 1; k <= 3; k++) sum += uniform(0, 4, row, k, 0)
      return sum
    }
    expect(one?.f).toBeCloseTo(total(1), 13)
    expect(three?.f).toBeCloseTo(total(3), 13)
  })
  test('a row may be chosen at random in the run', () => {
    const yaml = page(
      problem(
        'b: {law: uniform, rows: 5, per: row}',
        'x[1]',
        ', draw: {u: uniform}, loss: "b[floor(5 * u) + 1] * x[1]"',
      ),
      '{g: "g[1]"}',
    ).replace('steps: 1', 'steps: 1\nseeds: 40')
    const [result] = simulate(yaml)
    const chosen = (result?.values.g ?? []).map((run) => run.at(-1))
    const rows = [1, 2, 3, 4, 5].map((row) => uniform(0, 4, row, 0, 0))
    const expected = Array.from({ length: 40 }, (_, k) => rows[Math.floor(5 * uniform(k + 1, 0, 1, 0, 0))])
    expect(chosen).toEqual(expected)
    expect(new Set(chosen).size).toBe(5)
  })
  test('facts may refer to them', () => {
    const experiment = load(
      page(problem('A: {law: gaussian, rows: 2}', 'x[1]', ', facts: {L: "mean(j = 1:2, dot(A[j], A[j]))"}'), '{L: L}'),
    )
    const place = { problem: 'p', optimizer: 'sgd', hyper: {}, given: {}, horizon: 1 }
    const square = (row: number) => [1, 2, 3].reduce((sum, k) => sum + normal(0, row, k) ** 2, 0)
    expect(runConstants(experiment, place).L).toBeCloseTo((square(1) + square(2)) / 2, 13)
  })
})

describe('mistakes in data', () => {
  const mistakes = (data: string, objective = 'x[1]', more = '') => {
    const sink = new Diagnostics()
    composeVariants(load(page(problem(data, objective, more), '{f: objective}')), sink)
    return sink.list.map(({ message }) => message)
  }
  test.each([
    ['A: {law: uniform, rows: 0}', 'the number of rows has to be a whole number from 1 to 10000, known before the run'],
    [
      'A: {law: uniform, rows: 2.5}',
      'the number of rows has to be a whole number from 1 to 10000, known before the run',
    ],
    ['A: {law: uniform, rows: T}', 'the number of rows has to be a whole number from 1 to 10000, known before the run'],
    [
      'A: {law: uniform, rows: 2, columns: 4}',
      'the number of columns has to be a whole number from 1 to 3, known before the run',
    ],
    ['A: {law: {use: gaussian, sigma: T}, rows: 2}', "the law of 'A' has to be known before the run"],
  ])('%s', (data, message) => {
    expect(mistakes(data, 'dot(A[1], x)')).toEqual([message])
  })
  test('more numbers than a page may have', () => {
    const sink = new Diagnostics()
    const large = '{name: p, d: 100001, start: 1, data: {A: {law: uniform, rows: 10}}, objective: "dot(A[1], x)"}'
    composeVariants(load(page(large, '{f: objective}')), sink)
    expect(sink.list.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^'A' would have .* numbers, more than/),
    ])
  })
  test('an index beyond the rows', () => {
    expect(mistakes('A: {law: uniform, rows: 2}', 'dot(A[3], x)')).toEqual([
      "the stage of 'A' has to lie in 1 ... 2, this is 3",
    ])
    expect(mistakes('A: {law: uniform, rows: 2}', 'dot(A, x)')).toEqual(["'A' has 2 stages"])
  })
})
