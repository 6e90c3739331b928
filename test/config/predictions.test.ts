import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { adamLab } from '../cli/adam-lab.ts'
import { found } from '../errors/support.ts'

/** A page with predictions of its own. */
const page = (
  predictions: string,
  more: { step?: string; measure?: string; predict?: string; start?: string } = {},
) => `name: own
problem: {objective: sum(x^2) / 2, start: ${more.start ?? 1}}
predictions:
${predictions.trim().replaceAll(/^/gm, '  ')}
optimizers:
  - {name: fall, hyper: {lr: [0.1, 0.2]}, step: "${more.step ?? 'x = x - lr * g'}"}
steps: 10
measures: {far: ${more.measure ?? 'norm(x)'}}
claims:
  - {id: a, judge: limit, measure: far, predict: "${more.predict ?? '1'}", within: 10, at: T}
`

const shrunk = `
shrunk:
  parameters:
    lr: {meaning: step size, above: 0, below: 1}
    n: {from: 1, whole: true, default: 10}
  let: {factor: 1 - lr}
  formula: factor^n
`

describe('a prediction of the page', () => {
  const run = async (predict: string) => {
    const folder = mkdtempSync(join(tmpdir(), 'adam-lab-'))
    writeFileSync(join(folder, 'page.yaml'), page(shrunk, { predict }).replace('within: 10', 'within: 1e-9'))
    return adamLab(['run', 'page.yaml', '--out', 'out'], { cwd: folder })
  }
  test('is judged: it holds, and a wrong one is violated', async () => {
    expect(await run('shrunk(lr)')).toMatchObject({ code: 0 })
    expect(await run('shrunk(lr, 11)')).toMatchObject({ code: 1 })
  })
  test('may be called from rules, measures, starts and other predictions, also with what changes in a run', () => {
    const two = `${shrunk}\ntwice: {parameters: {lr: {}}, formula: "2 * shrunk(lr, 2)"}`
    expect(
      found(
        page(two, {
          step: 'x = x - twice(lr) * g * shrunk(0.5 / t, 1)',
          measure: 'shrunk(lr) * norm(x)',
          predict: 'twice(lr)',
          start: 'shrunk(0.5)',
        }),
      ),
    ).toEqual([])
  })
  test('may call built-in ones, whose code needs numbers that are known', () => {
    const tail = 'tail: {parameters: {c: {from: 0}}, formula: "gaussian_tail(c) * growth_rate(0.9, 0.99)"}'
    expect(found(page(tail, { step: 'x = x - lr * tail(lr) * g', measure: 'tail(lr) * norm(x)' }))).toEqual([])
    expect(found(page(tail, { step: 'x = x - tail(1 / t) * g' }))).toEqual([
      "6:58 the arguments of 'gaussian_tail' have to be known before the run [they may use numbers, hyperparameters and facts, not the step, a state or a vector]",
    ])
  })
})

test.each<[string, string, Parameters<typeof page>[1], string[]]>([
  [
    'a number outside its range',
    shrunk,
    { predict: 'shrunk(1.5, 3)' },
    ["15:58 'shrunk' takes lr in (0, 1), here is 1.5"],
  ],
  [
    'a half where a whole number is asked for',
    shrunk,
    { step: 'x = x - shrunk(lr, 2.5) * g' },
    ["11:69 'shrunk' takes n in whole numbers in [1, inf), here is 2.5"],
  ],
  [
    'a setting outside, in a rule',
    shrunk,
    { step: 'x = x - shrunk(10 * 0.3) * g' },
    ["11:65 'shrunk' takes lr in (0, 1), here is 3"],
  ],
  ['a misspelt call', shrunk, { predict: 'shrunc(lr)' }, ["15:51 unknown function 'shrunc' [did you mean 'shrunk'?]"]],
  [
    'too many arguments',
    shrunk,
    { predict: 'shrunk(lr, 1, 2)' },
    ["15:51 'shrunk' takes 1 to 2 arguments, here are 3"],
  ],
  [
    'a name that is no parameter',
    'p: {parameters: {rate: {}}, formula: 2 * rat}',
    {},
    ["4:40 'rat' is no parameter of the prediction [did you mean 'rate'?]"],
  ],
  [
    'a formula that cannot be read',
    'p: {formula: 2 *}',
    { predict: 'p() + p()' },
    ['4:19 a value is missing at the end'],
  ],
  [
    'a call of itself',
    'p: {parameters: {n: {}}, formula: p(n - 1)}',
    { predict: 'p(3)' },
    ["4:3 'p' is defined by itself"],
  ],
  ['a circle', 'p: {formula: q()}\nq: {formula: p()}', { predict: 'p()' }, ["4:3 'p' is defined by itself (p, q, p)"]],
  [
    'the name of a function',
    'sqrt: {formula: 1}',
    {},
    ["4:3 'sqrt' has a meaning of its own and cannot be the name of a prediction"],
  ],
  [
    'the name of a built-in prediction',
    'growth_rate: {formula: 1}',
    {},
    ["4:3 there is a built-in prediction 'growth_rate' [adam-lab show growth_rate prints it; choose another name]"],
  ],
  [
    'a parameter with two lower ends',
    'p: {parameters: {a: {from: 0, above: 0}}, formula: a}',
    {},
    ["4:20 'a' has two lower ends [`from` is in the range, `above` is not]"],
  ],
  ['an empty range', 'p: {parameters: {a: {above: 1, below: 1}}, formula: a}', {}, ['4:20 no number is in (1, 1)']],
  [
    'a default outside',
    'p: {parameters: {a: {from: 0, default: -1}}, formula: a}',
    {},
    ['4:42 the default -1 is not in [0, inf)'],
  ],
  [
    'a parameter without a default after one with',
    'p: {parameters: {a: {default: 1}, b: {}}, formula: a}',
    {},
    ['4:37 after a default all have one'],
  ],
  ['code, which pages of the catalog alone may name', 'p: {code: expm1, formula: 1}', {}, ["4:7 unknown key 'code'"]],
])('%s is told', (_, predictions, more, said) => {
  expect(found(page(predictions, more)).map((one) => one.replace(/ \[[^\]]*known keys.*$/, ''))).toEqual(said)
})

test('calls that multiply are refused by a count', () => {
  const doubling = ['p0: {parameters: {a: {}}, formula: a}']
  for (let k = 1; k <= 40; k++) doubling.push(`p${k}: {parameters: {a: {}}, formula: p${k - 1}(a) + p${k - 1}(a + 1)}`)
  const [said, ...others] = found(page(doubling.join('\n'), { predict: 'p40(1)' }))
  expect(said).toBe('50:51 this call, written out, has more than 300,000 parts')
  expect(others).toEqual([])
})
