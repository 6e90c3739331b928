import { describe, expect, it } from 'vitest'
import { found, page } from './support.ts'

const limit = (more = '') => `{id: c, judge: limit, measure: far, predict: 0, within: 1${more}}`
const about = (optimizers: string, more: string, plots = '') =>
  page({ optimizers, claims: `[${limit(more)}]`, ...(plots === '' ? {} : { plots }) })

describe('what only follows from another mistake is not told', () => {
  it.each<[string, string, RegExp[]]>([
    [
      'a claim on a misspelt optimizer, by either name',
      page({
        optimizers: '[adm, sgd]',
        claims: `[${limit(', optimizer: adam')}, ${limit(', optimizer: adm').replace('id: c', 'id: e')}]`,
      }),
      [/unknown optimizer 'adm'/],
    ],
    ['a claim on one with a misspelt dialect', about('[adam@tensr, sgd]', ', optimizer: adam'), [/no dialect 'tensr'/]],
    ['a claim on a label', about('[{use: adm, label: mine}, sgd]', ', optimizer: mine'), [/unknown optimizer 'adm'/]],
    ['a setting of it', about('[adm, sgd]', ', where: {beta2: 0.9}'), [/unknown optimizer 'adm'/]],
    [
      'plots of it',
      about('[adm, sgd]', '', '[{kind: heterogeneity, measure: far, x: beta2, ratio: [adam, sgd]}]'),
      [/unknown optimizer 'adm'/],
    ],
    [
      'a setting of a misspelt problem',
      page({
        problem: 'ill-scaled-quadratc',
        measures: '{far: norm(x)}',
        claims: `[${limit(', where: {condition: 10}')}]`,
      }),
      [/unknown problem/],
    ],
    [
      'a setting of a misspelt noise',
      page({
        problem: '{use: ill-scaled-quadratic, noise: {use: gausian, sigma: 1}}',
        claims: `[${limit(', where: {noise.sigma: 1}')}]`,
      }),
      [/unknown noise/],
    ],
    ['a misspelt measure', page({ measures: '{far: {use: nrm}}', claims: `[${limit()}]` }), [/unknown measure 'nrm'/]],
    ['measures that are no mapping', page({ measures: 'far', claims: `[${limit()}]` }), [/expected a mapping/]],
    ['a misspelt mutant', about('sgd', ', mutants: [adopt@v_tt]'), [/has no dialect 'v_tt'/]],
  ])('%s', (_, text, expected) => {
    const mistakes = found(text)
    expect(mistakes).toHaveLength(expected.length)
    for (const [k, mistake] of mistakes.entries()) expect(mistake).toMatch(expected[k] as RegExp)
  })

  it('but a name that is like none of those is', () => {
    expect(found(about('[adm, sgd]', ', optimizer: lion'))).toEqual([
      expect.stringMatching(/unknown optimizer 'adm'/),
      expect.stringMatching(/unknown optimizer 'lion'/),
    ])
  })
})

describe('where', () => {
  it.each([
    ['[sgd, adam]', ', optimizer: sgd'],
    ['[sgd, adam]', ''],
  ])('of a setting that only another optimizer has: %s%s', (optimizers, more) => {
    expect(found(about(optimizers, `${more}, where: {beta2: 0.999}`))).toEqual([
      expect.stringMatching(/^6:\d+ 'sgd' has no setting 'beta2' \[adam has it: optimizer: adam\]$/),
    ])
  })

  it('of a setting that the judged one has', () => {
    expect(found(about('[sgd, adam]', ', optimizer: adam, where: {beta2: 0.999}'))).toEqual([])
  })
})

describe('names of files', () => {
  const plots = (...names: string[]) =>
    page({ plots: `[${names.map((name) => `{kind: trajectory, measure: far, name: ${name}}`).join(', ')}]` })

  it('differ in more than the case of letters', () => {
    const hint = 'plots are files, and to some file systems names of other case are the same'
    expect(found(plots('a', 'A'))).toEqual([`6:91 there is another plot named 'a' [${hint}]`])
    expect(found(plots('a', 'a'))).toEqual(["6:91 there is another plot named 'a'"])
    expect(found(plots('a', 'b'))).toEqual([])
  })
})

it('a start that has another length than the problem', () => {
  const bowl = (start: string) => `{name: b, d: 2, objective: sum(x^2), facts: {minimum: 0}, start: ${start}}`
  expect(found(page({ problem: bowl('"[1, 2, 3]"') }))).toEqual([
    '2:76 a list has one number a coordinate: 2 are needed, here are 3 [the problem has d = 2: write 2 numbers, or d: 3]',
  ])
  expect(found(page({ problem: bowl('[1, 2, 3]') }))).toEqual([
    '2:75 a number or a formula is expected [a list of numbers is a formula, in quotes: start: "[1, 2, 3]"; it has 3 numbers and d is 2: write 2, or d: 3]',
  ])
})
