import { describe, expect, it } from 'vitest'
import { diagnosticsOf, found, page } from './support.ts'

/** `line:column` of the first place of a text in a page. */
const at = (text: string, what: string): string => {
  const before = text.slice(0, text.indexOf(what)).split('\n')
  return `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`
}

const noisy = (noise: string) => page({ problem: `{use: ill-scaled-quadratic, d: 2, noise: ${noise}}` })

describe('a page states what its hyperparameters may be, and a setting that is not is an error at its place', () => {
  it.each<[string, string, string, string]>([
    ['a law', noisy('{use: student-t, nu: -1}'), '-1', "'student-t' needs nu > 0, here nu = -1"],
    ['a law in a grid', noisy('{use: student-t, nu: [3, 0]}'), '0]}}', "'student-t' needs nu > 0, here nu = 0"],
    [
      'a problem with a law',
      page({ problem: '{use: heavy-tailed-quadratic, nu: [2, -0.5]}' }),
      '-0.5',
      "'student-t' needs nu > 0, here nu = -0.5",
    ],
    [
      'a problem',
      page({ problem: '{use: ill-scaled-quadratic, kappa: -3}' }),
      '-3',
      "'ill-scaled-quadratic' needs kappa > 0, here kappa = -3",
    ],
    [
      'an optimizer',
      page({ optimizers: '{use: adam, beta2: [0.9, 1.5]}' }),
      '1.5',
      "'adam' needs 0 <= beta2 and beta2 < 1, here beta2 = 1.5",
    ],
    [
      'a formula',
      page({ optimizers: '{use: adam, beta2: 1 + 1/T}', steps: '10' }),
      '1 + 1',
      "'adam' needs 0 <= beta2 and beta2 < 1, here beta2 = 1.1",
    ],
    [
      'an average',
      page({ average: '{use: model-ema, decay: 2}' }),
      '2}\n',
      "'model-ema' needs 0 <= decay and decay <= 1, here decay = 2",
    ],
    [
      'a draw',
      page({
        problem:
          '{name: bowl, draw: {z: {use: gaussian, sigma: -2}}, loss: sum(x) * z, start: 1, facts: {minimum: 0}, objective: sum(x)}',
      }),
      '-2',
      "'gaussian' needs sigma >= 0, here sigma = -2",
    ],
  ])('%s', (_, text, place, message) => {
    expect(found(text)).toEqual([`${at(text, place)} ${message}`])
  })

  it('says where the page states it', () => {
    const text = page({ optimizers: '{name: own, hyper: {lr: [0.1, -1]}, require: [lr > 0], step: "x = x - lr * g"}' })
    expect(found(text)).toEqual([`${at(text, '-1]')} 'own' needs lr > 0, here lr = -1`])
  })

  it('what depends on the step is taken to be met', () => {
    expect(found(page({ optimizers: '{use: adam, beta1: 2 - t}' }))).toEqual([])
  })

  it('a condition is about hyperparameters', () => {
    const text = page({ optimizers: '{name: own, hyper: {rate: 0.1}, require: [rat > 0], step: "x = x - rate * g"}' })
    expect(found(text)).toEqual([
      `${at(text, 'rat > 0')} 'rat' is no hyperparameter of the page [did you mean 'rate'?]`,
    ])
  })
})

const bowl = (domain: string, more = '') =>
  page({
    problem: `{name: bowl, d: 2, ${more}objective: 0.5 * sum(x^2), start: 0, facts: {minimum: 0}, domain: ${domain}}`,
  })

describe('a domain that holds no point', () => {
  it.each<[string, string, string, string]>([
    ['a box', bowl('{box: [1, -1]}'), '1, -1]', 'the box [1, -1] holds no point'],
    ['a ball', bowl('{ball: -1}'), '-1}', 'a ball of radius -1 holds no point but its centre'],
    [
      'in a grid',
      bowl('{box: [low, 1]}', 'hyper: {low: [0, 2]}, '),
      '2]}',
      'the box [low, 1] holds no point, here low = 2',
    ],
    ['at one coordinate', bowl('{box: ["i - 1.5", 0.2]}'), '- 1.5', 'the box [i - 1.5, 0.2] holds no point'],
    [
      'of a page that is used',
      page({ problem: '{use: monkey-saddle, domain: {ball: 0}}', measures: '{far: norm(x)}' }),
      '0}}',
      'a ball of radius 0 holds no point but its centre',
    ],
  ])('%s', (_, text, place, message) => {
    const [only, ...more] = diagnosticsOf(text)
    expect(more).toEqual([])
    expect(only?.message).toBe(message)
    expect(only?.start.line).toBe(2)
    expect(`${only?.start.line}`).toBe(at(text, place).split(':')[0])
  })

  it('a box of one point is one', () => {
    expect(found(bowl('{box: [0, 0]}'))).toEqual([])
  })
})

describe('a grid', () => {
  const twice = '[runs that differ in nothing are no replicates; for those there are `seeds`]'
  it.each<[string, string, string]>([
    ['of numbers', '[0.1, 0.2, 0.1]', `3:39 '0.1' is there twice ${twice}`],
    ['of numbers written differently', '[0.1, 1e-1]', `3:34 '0.1' is there twice ${twice}`],
    ['of formulas', '[1/t, 1/T, 1/t]', `3:39 '1/t' is there twice ${twice}`],
    ['of a number and a formula', '[0.1, 1/10]', `3:34 '1/10' is the same as '0.1' ${twice}`],
    ['of formulas written differently', '[1/t, 1 / t]', `3:34 '1 / t' is the same as '1/t' ${twice}`],
    ['of the horizon and the dimension', '[0.2, d/T]', `3:34 'd/T' is the same as '0.2' ${twice}`],
    ['of the logarithm', '[0, log(1)]', `3:32 'log(1)' is the same as '0' ${twice}`],
    ['of one point', '{from: 1, to: 1, count: 3}', '3:28 between 1 and 1 there are no 3 different numbers'],
  ])('%s has each value once', (_, grid, expected) => {
    expect(found(page({ optimizers: `{use: sgd, lr: ${grid}}` }))).toEqual([expected])
  })

  it('in every place where one can stand', () => {
    const bowl = '{name: bowl, objective: 0.5 * sum(x^2), facts: {minimum: 0}, hyper: {a: [1, 2/2]}}'
    const noisy = (settings: string) => `{use: ill-scaled-quadratic, ${settings}}`
    for (const problem of [bowl, noisy('d: [2, 1+1]'), noisy('noise: {use: gaussian, sigma: [1, 2/2]}')]) {
      expect(found(page({ problem, measures: '{far: norm(x)}' }))).toEqual([
        expect.stringMatching(/is the same as '[12]'/),
      ])
    }
  })

  it('may have values that are the same at some of its points only', () => {
    expect(found(page({ optimizers: '{use: adamw, lr: [0.1, wd], wd: [0.1, 0.2]}' }))).toEqual([])
    const horizons = page({ optimizers: '{use: sgd, lr: [0.1, 1/T]}', horizons: '[10, 20]' }).replace('steps: 10\n', '')
    expect(found(horizons)).toEqual([])
  })
})
