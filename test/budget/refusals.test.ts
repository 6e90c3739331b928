import { describe, expect, test } from 'vitest'
import { found, page } from '../errors/support.ts'

/** Found before any work: each of these pages took seconds to minutes, or gigabytes, before it was refused or failed. */
describe('a page that costs too much is refused with its count, where it says so', () => {
  const rule = (step: string) => `{name: own, hyper: {lr: 0.1}, step: ${JSON.stringify(step)}}`
  const bowl = (d: string) => `{objective: "sum(x^2)", d: ${d}, start: 1}`
  const measures = '{far: norm(x)}'

  test('a sum that is written out as more operations than a step may have', () => {
    const problem = '{objective: "sum(j = 1:10000, sin(x[1]*j))", d: 1, start: 1}'
    expect(found(page({ problem, measures }))).toEqual([
      '2:23 `sum(j = 1:10000, sin(x[1]*j))` is written out as 10,000 terms; one step then has 40,004 operations, ' +
        'at most 15,000 [a sum over the coordinates, such as sum(x^2), is not written out]',
    ])
  })

  test('in a page that is used, at the line that uses it', () => {
    const [said] = found(page({ problem: '{use: least-squares, n: 4000, d: 4}' }))
    expect(said).toMatch(/^2:16 `mean\(j = 1:n.* is written out as 4,000 terms; one step then has 24,\d+ operations/)
  })

  test('a repeat', () => {
    const step = 'repeat k = 1:5000\n  x = x - lr*sin(x*k)\nend'
    expect(found(page({ optimizers: rule(step) }))[0]).toMatch(/`repeat.* is written out as 5,000 turns; one step then/)
  })

  test.each([
    ['the product of three', 'sum(j = 1:100, sum(k = 1:100, sum(l = 1:100, sin(x[1]*j + k*l))))', '1,000,000'],
    ['three of the largest', 'sum(j = 1:10000, sum(k = 1:10000, prod(l = 1:10000, x[1]*l)))', '1,000,000,000,000'],
    ['in a formula around them', '1 + 2*sum(j = 1:1000, 3 - sum(k = 1:1000, x[1]*k)^2)', '1,000,000'],
    ['two beside each other', 'sum(j = 1:1000, sum(k = 1:100, k) + sum(k = 1:100, x[1]*k))', '200,000'],
  ])('sums in sums, without writing them out: %s', (_, objective, terms) => {
    const problem = `{objective: ${JSON.stringify(objective)}, d: 1, start: 1}`
    const messages = found(page({ problem, measures }))
    expect(messages).toHaveLength(1)
    expect(messages[0]).toContain(` is written out as ${terms} terms, at most 100,000`)
  })

  test('bounds that move with an outer index are followed as far as the budget goes', () => {
    const inside = '{objective: "sum(j = 1:60, sum(k = 1:j, (x[1] - k)^2))", d: 1, start: 1}'
    expect(found(page({ problem: inside, measures }))).toEqual([])
    const beyond = '{objective: "sum(j = 1:10000, sum(k = 1:j, (x[1] - k)^2))", d: 1, start: 1}'
    expect(found(page({ problem: beyond, measures }))[0]).toMatch(/written out as 100,\d\d\d terms, at most/)
  })

  test('terms that fold into numbers cost time too', () => {
    const step = 'repeat k = 1:2000\n  m = sum(j = 1:1000, j)\nend\nx = x - lr*g*m'
    expect(found(page({ optimizers: rule(step) }))[0]).toMatch(/written out, has more than/)
  })

  test('the past of a long vector', () => {
    const [said] = found(page({ problem: bowl('1e5'), optimizers: rule('x = x - lr*past(g, 1000)'), measures }))
    expect(said).toBe(
      '3:61 `past(g, 1000)` keeps 1,000 copies of 100,000 coordinates: 1.6 GB with room for 2 runs, which a ' +
        'program always has, at most 1.5 GB [a smaller delay, or a smaller d]',
    )
    expect(found(page({ problem: bowl('1e5'), optimizers: rule('x = x - lr*past(g, 900)'), measures }))).toEqual([])
  })

  test('many states of a long vector', () => {
    const names = ['a', 'b', 'c', 'e', 'f', 'h']
    const state = names.map((name) => `${name}: 0`).join(', ')
    const step = `${names.map((name) => `${name} = g - ${name}`).join('\\n')}\\nx = x - lr*${names.join('*')}`
    const optimizers = `{name: own, hyper: {lr: 0.1}, state: {${state}}, step: "${step}"}`
    expect(found(page({ problem: bowl('1e7'), optimizers, measures }))).toEqual([
      "2:37 'own' keeps 7 states of 10,000,000 coordinates: 1.8 GB with room for 2 runs, which a program always " +
        'has, at most 1.5 GB [a smaller d]',
    ])
    expect(found(page({ problem: bowl('1e7'), optimizers: '{use: adam}', measures }))).toEqual([])
  })

  test('programs, before one is made', () => {
    const long = '{use: quadratic, d: {from: 1, to: 2000, count: 2000}}'
    const [said, ...others] = found(page({ problem: long.replace('quadratic', 'ill-scaled-quadratic'), measures }))
    expect(said).toMatch(/^2:\d+ a program is made for each of 2,000 values of d: 2,000, at most 1,000/)
    expect(others).toEqual([])
  })

  test('runs and recorded values, at the largest of their factors', () => {
    const grid = '{use: adam, lr: {from: 1e-3, to: 0.1, count: 1000}, beta1: {from: 0, to: 0.9, count: 1001}}'
    expect(found(page({ optimizers: grid }))).toEqual([
      '3:1 this page asks for 1,001,000 runs, at most 1,000,000: 1 problem x 1,001,000 optimizers at points of their grids ' +
        'x 1 horizon x 1 seed [make a grid smaller, or take fewer seeds]',
    ])
    expect(found(page({ seeds: '10000', steps: '50000', record: '40000' }))).toEqual([
      '7:1 this page would record up to 800,020,000 values (6.4 GB), at most 400,000,000: 10,000 runs, 2 measures and up to ' +
        '40,001 recorded steps each [a smaller grid, or fewer recorded steps: record: 50]',
    ])
  })
})

test('the places of very many mistakes are found in linear time', () => {
  // Each quadratic place (adding, finding a key, splitting the page for its frame) took minutes for as many.
  const keys = Array.from({ length: 50_000 }, (_, k) => `key${k}: 1`).join('\n')
  const messages = found(`${page()}${keys}\n`)
  expect(messages).toHaveLength(50_000)
  expect(messages.at(-1)).toMatch(/^50005:1 unknown key 'key49999'/)
})
