import { describe, expect, it } from 'vitest'
import { likePage } from '../../src/config/like-page.ts'
import { readTrace } from '../../src/config/trace.ts'
import { fileCatalog } from '../../src/host/file-catalog.ts'
import { Diagnostics } from '../../src/lang/source.ts'
import { diagnosticsOf, found, page } from './support.ts'

const hintsOf = (text: string) => diagnosticsOf(text).map(({ hint }) => hint)
const bowl = (more: string) => `{name: bowl, objective: 0.5 * sum(x^2), facts: {minimum: 0}, ${more}}`
const claim = (more: string) => page({ claims: `[{id: c, measure: far, ${more}}]` })
const limit = 'judge: limit, predict: 0, within: 1'

describe('each of these gets the hint that solves it', () => {
  it.each<[string, string, string]>([
    [
      'a start without quotes',
      page({ problem: bowl('d: 2, start: [1, -2]') }),
      'a list of numbers is a formula, in quotes: start: "[1, -2]"',
    ],
    [
      'a matrix as nested lists',
      page({ problem: bowl('d: 4, start: [[1, 0], [0, 1]]') }),
      'a matrix is one list, row by row: start: "[1, 0, 0, 1]"; and d: 4',
    ],
    [
      'a grid of vectors without quotes',
      page({ optimizers: '{use: sgd, lr: [[0.1, 0.2], 0.3]}' }),
      'a list of numbers is a formula, in quotes: "[0.1, 0.2]"',
    ],
    [
      'a matrix in a formula',
      page({ problem: bowl('d: 4, start: "[[1, 0], [0, 1]]"') }),
      'a matrix is one list, row by row, and d the number of its entries',
    ],
    [
      'a matrix with semicolons',
      page({ problem: bowl('d: 4, start: "[1, 0; 0, 1]"') }),
      'a list is flat, and a matrix one list, row by row: `[1, 2, 3]`',
    ],
    [
      'a start without a dimension',
      page({ problem: bowl('start: "[1, 2]"') }),
      'the problem has d = 1: write 1 number, or d: 2',
    ],
    [
      'a measure without `use`',
      page({ measures: '{gap: objective-gap, far: norm(x)}' }),
      'the built-in measure is {use: objective-gap}',
    ],
    ['a measure that is a function too', page({ measures: '{far: norm}' }), 'the built-in measure is {use: norm}'],
    [
      'a constant that nobody defines',
      claim('judge: bound, bound: C / sqrt(t)'),
      'a claim knows hyperparameters, facts of the problem, T and d (a bound t too): write the number, or state it as a fact of the problem',
    ],
    [
      'a vector in a claim',
      page({
        problem: bowl('d: 2, hyper: {a: i}'),
        claims: '[{id: c, judge: limit, measure: far, predict: sum(a), within: 1}]',
      }),
      'it is a vector, and claims are about numbers; a fact of a problem of your own is a number: facts: {total: sum(a)}',
    ],
    [
      'a fact that the problem does not state',
      claim('judge: bound, bound: L'),
      "problem 'bowl' states no such fact; a problem of your own can: facts: {L: 1}",
    ],
    [
      'the step in a prediction',
      claim('judge: limit, predict: 1/t, within: 1'),
      'it is the number of a step, and this is about the whole run',
    ],
    [
      'a setting that depends on the step',
      page({
        optimizers: '{use: sgd, lr: 1/t}',
        claims: '[{id: c, judge: limit, measure: far, predict: lr, within: 1}]',
      }),
      'it depends on the step, and this is about the whole run',
    ],
    [
      'settings by the names of libraries',
      page({ optimizers: '{use: adam, learning_rate: 0.1}' }),
      "did you mean 'lr'?",
    ],
    ['a small number of a library', page({ optimizers: '{use: adam, epsilon: 0.1}' }), "did you mean 'eps'?"],
    ['decay of a library', page({ optimizers: '{use: adamw, weight_decay: 0.1}' }), "did you mean 'wd'?"],
    ['momentum of a library', page({ optimizers: '{use: momentum, momentum: 0.9}' }), "did you mean 'beta1'?"],
    ['a key of a page', page({ steps: '10\nrepeats: 3' }), "did you mean 'seeds'?"],
    ['words for a choice', page({ measures: '{far: if norm(x) > 1 then 1 else 2}' }), 'write `a > b ? yes : no`'],
    ['a choice behind a value', page({ measures: '{far: 1 if norm(x) > 1 else 2}' }), 'write `a > b ? yes : no`'],
    ['a call for a choice', page({ measures: '{far: "if(norm(x) > 1, 1, 2)"}' }), 'write `test ? yes : no`'],
    [
      'the page of an optimizer',
      'name: own\nhyper: {lr: 0.1}\nstep: x = x - lr * g\n',
      'an experiment has it as an entry of `optimizers`',
    ],
    [
      'the page of an optimizer that says so',
      'kind: optimizer\nname: own\nstep: x = x - lr * g\n',
      'an experiment has it as an entry of `optimizers`',
    ],
    ['the page of a problem', 'name: own\nobjective: 0.5 * sum(x^2)\n', 'an experiment has it as its `problem`'],
    ['the page of a measure', 'name: own\nvalue: norm(x)\n', 'an experiment has it as a formula in its `measures`'],
    [
      'an address in place of a colour',
      page({ plots: '[{kind: vega-lite, spec: {mark: {type: point, fill: "url(http://a.b/c)"}}}]' }),
      'a colour has a name or is in numbers: red, "#1f77b4" or rgb(31, 119, 180); a gradient is a mapping',
    ],
  ])('%s', (_, text, hint) => {
    expect([...new Set(hintsOf(text))]).toEqual([hint])
  })

  it('a start of a recorded trajectory by the names of parameters', () => {
    const sink = new Diagnostics()
    const header = { format: 'optimizer-trace/1', x0: { w: [1, 2], b: [0.5] } }
    expect(readTrace('t.jsonl', `${JSON.stringify(header)}\n`, 'gradients', sink)).toBeNull()
    expect(sink.list.map(({ message, hint }) => [message, hint])).toEqual([
      [
        'x0 is an object { }, a list is expected',
        'the parameters one after another, and g and x likewise: "x0": [1, 2, 0.5]',
      ],
    ])
  })
})

describe('an unknown key of a claim', () => {
  it('is answered with the keys of its judge, each once', () => {
    const [only] = found(claim(`${limit}, tolerance: 3`))
    const keys = /known keys: (.*)\]/.exec(only ?? '')?.[1]?.split(', ') ?? []
    expect(keys).toContain('within')
    expect(keys).not.toContain('exponent')
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('is one mistake where it is a misspelt one, and the rest of the claim is read on', () => {
    expect(found(claim('judge: limit, predct: 0, within: oops'))).toEqual([
      "6:46 unknown key 'predct' [did you mean 'predict'?]",
      expect.stringMatching(/^6:65 unknown name 'oops' /),
    ])
  })

  it('without a judge that is known, of all judges, each once', () => {
    const [first] = found(claim('judge: limt, predict: 0, within: 1'))
    expect(first).toMatch(/expected limit, bound, .*, found 'limt' \[did you mean 'limit'\?\]/)
  })
})

describe('a claim that is about nothing of what runs', () => {
  const grid = (more: string) =>
    page({ optimizers: '{use: sgd, lr: [0.1, 0.2]}', claims: `[{id: c, measure: far, ${more}}]` })
  it.each<[string, string, string[]]>([
    [
      'where off the grid',
      grid(`${limit}, where: {lr: 0.3}`),
      ['6:81 no point of the grid has lr = 0.3 [lr is 0.1, 0.2]'],
    ],
    ['where on the grid', grid(`${limit}, where: {lr: 0.2}`), []],
    [
      'where at a default',
      page({ optimizers: 'sgd', claims: `[{id: c, measure: far, ${limit}, where: {lr: 0.01}}]` }),
      [],
    ],
    [
      'from beyond the horizon',
      claim('judge: bound, bound: 9, from: 11'),
      ['6:62 the run ends before this step, at t = 10'],
    ],
    ['from at the horizon', claim('judge: bound, bound: 9, from: 10'), []],
    ['to before from', claim('judge: growth, rate: 1, within: 1, from: 5, to: 4'), ['6:80 this is before t = 5']],
    [
      'an infinite tolerance',
      claim('judge: limit, predict: 0, within: Infinity'),
      ['6:66 a tolerance is finite: with this one the claim says nothing'],
    ],
    [
      'a negative tolerance',
      claim('judge: limit, predict: 0, within: -1'),
      ['6:66 a tolerance is at least 0, this is -1'],
    ],
    [
      'an infinite margin',
      claim('judge: rate, exponent: 0, margin: 1/0'),
      ['6:66 a tolerance is finite: with this one the claim says nothing'],
    ],
  ])('%s', (_, text, expected) => {
    expect(found(text)).toEqual(expected)
  })

  it.each<[string, string, string[]]>([
    [
      'a map with one value along an axis',
      page({
        optimizers: '{use: adam, lr: 0.1, beta2: [0.9, 0.99]}',
        claims: '[{id: c, measure: far, judge: region, x: lr, y: beta2, inside: "1", outcome: value < 9}]',
      }),
      ["6:50 a map needs several values of 'lr', here is one [a grid is a list: lr: [0.05, 0.1]]"],
    ],
    [
      'a drawn map with one value, a default, along an axis',
      page({ optimizers: '{use: adam, lr: [0.1, 0.2]}', plots: '[{kind: region, measure: far, x: lr, y: beta2}]' }),
      ["6:48 a map needs several values of 'beta2', here is one [a grid is a list: beta2: [0.4995, 0.999]]"],
    ],
    [
      'an order of a rule against itself',
      page({
        optimizers: '[{use: sgd, lr: 0.1}, adam]',
        claims: '[{id: c, measure: far, judge: order, against: sgd, better: lower}]',
      }),
      ["6:55 'sgd' would be compared with itself [another one: optimizer: adam]"],
    ],
    [
      'an identity of a rule with itself',
      page({ claims: '[{id: c, measure: far, judge: identity, against: sgd, within: 0}]' }),
      ["6:58 'sgd' would be compared with itself"],
    ],
  ])('%s', (_, text, expected) => {
    expect(found(text)).toEqual(expected)
  })

  it('but for a trial, whose option leaves a map one value', () => {
    const text = page({
      optimizers: '{use: adam, lr: [0.1, 0.2], beta2: [0.9, 0.99]}',
      plots: '[{kind: region, measure: far, x: lr, y: beta2}]',
    })
    expect(found(text, ['lr=0.1'])).toEqual([])
  })

  it('values that no point has together', () => {
    const two = '[{use: momentum, lr: 0.1, beta1: 0.4}, {use: momentum, lr: 0.2, beta1: 0.5}]'
    const text = page({ optimizers: two, claims: `[{id: c, measure: far, ${limit}, where: {lr: 0.1, beta1: 0.5}}]` })
    expect(found(text)).toEqual(['6:76 no point of the grid has all of these values at once'])
  })
})

it('names the dialects of a rule, and not its mutants', () => {
  const [told = ''] = found(page({ optimizers: 'adam@torch' }))
  expect(told).toContain("'adam' has no dialect 'torch' [it has ")
  for (const [name, { breaks }] of Object.entries(fileCatalog().page('optimizer', 'adam').dialects))
    expect([name, told.includes(name)]).toEqual([name, breaks === null])
})

it('writes a label with a number sign in quotes', () => {
  const claims = '[{id: a, judge: limit, measure: gap, predict: 0, within: 1, where: {beta1: 0.9}}]'
  const [told = ''] = found(page({ optimizers: '[{use: sgd}, {use: adam}, {use: adam, lr: 0.2}]', claims }))
  expect(told).toContain('have it: optimizer: [adam, "adam #2"]]')
})

it('points from a random function to a draw, and counts no arguments of a function that is not there', () => {
  const told = found(page({ measures: '{gap: norm(x) + randn()}' }))
  expect(told).toHaveLength(1)
  expect(told[0]).toMatch(/unknown function 'randn' \[random numbers are drawn: `draw: \{z: gaussian\}`/)
})

it('takes a file for a page by its extension or by a key of one', () => {
  const users = 'root:x:0:0:root:/root:/bin/sh\n'
  expect(likePage({ file: '/etc/passwd', text: users })).toBe(false)
  expect(likePage({ file: 'page', text: 'name: a\nsteps: [1\n' })).toBe(true)
  expect(likePage({ file: 'page.yaml', text: users })).toBe(true)
})
