import { expect, it } from 'vitest'
import { preparePage } from '../../src/host/laboratory.ts'
import { found, page } from './support.ts'

const own = '{name: own, hyper: {lr: 0.1}, step: "x = x - lr * g"}'

it.each<[string, string, string[]]>([
  ['a formula', page(), ['lr=0.1/sqrt(tt)']],
  ['a formula in a rule of the page', page({ optimizers: own }), ['lr=0.1/sqrt(tt)']],
  ['a formula of one of two', page({ optimizers: '[sgd, {use: sgd, label: b}]' }), ['optimizers.b.lr=0.1/sqrt(tt)']],
])('a mistake in %s that an option gives is in the option', (_, text, set) => {
  const column = (set[0] ?? '').indexOf('tt') + 1
  expect(found(text, set)).toEqual([`--set ${set[0]}:1:${column} unknown name 'tt'`])
})

it.each<[string, string, string]>([
  [
    'a setting that nobody has',
    'beta3=1',
    "1:1 no optimizer or problem of the page has 'beta3' [--set optimizers.adam.lr=0.1]",
  ],
  ['a setting that one has not', 'optimizers.sgd.beta3=1', "1:1 optimizer 'sgd' has no 'beta3' [it has lr]"],
  [
    'a value of a grid',
    'lr=[0.1, 0.1]',
    "1:10 '0.1' is there twice [runs that differ in nothing are no replicates; for those there are `seeds`]",
  ],
  [
    'a value that the page excludes',
    'problem.kappa=-1',
    "1:15 'ill-scaled-quadratic' needs kappa > 0, here kappa = -1",
  ],
  ['a dimension', 'd=1e8', '1:3 the dimension d must be a whole number from 1 to 10,000,000'],
  ['a number of steps', 'steps=0', '1:7 at least 1 step is needed'],
  ['a value of another kind', 'lr={from: 0, to: 1, count: 1}', '1:28 expected at least 2, found 1'],
])('%s', (_, setting, expected) => {
  const text = page({ problem: '{use: ill-scaled-quadratic, d: 2}' })
  expect(found(text, [setting]).map((line) => line.replace(`--set ${setting}:`, ''))).toEqual([expected])
})

it('an option reaches into the noise that a problem names', () => {
  const noisy = (noise: string) => page({ problem: `{use: ill-scaled-quadratic, d: 2, noise: ${noise}}` })
  for (const key of ['problem.noise.sigma', 'problem.ill-scaled-quadratic.noise.sigma', 'noise.sigma'])
    for (const noise of ['gaussian', '{use: gaussian, sigma: 2}']) {
      const { plan } = preparePage({ file: 'page.yaml', text: noisy(noise) }, { set: [`${key}=[1, 3]`] })
      expect([key, noise, plan?.experiment.problems[0]?.settings['noise.sigma']]).toEqual([key, noise, [1, 3]])
    }
  expect(found(noisy('gaussian'), ['problem.noise.sgma=1'])).toEqual([
    "--set problem.noise.sgma=1:1:1 noise 'gaussian' has no 'sgma' [did you mean 'sigma'?]",
  ])
})

it.each([
  [
    'problem.noise.sigma=1',
    "a noise that the page does not name has no settings: --set 'problem.noise={use: gaussian, sigma: 1}'",
  ],
  ['epsilon=1', "did you mean 'eps'?"],
  ['optimisers.adam.lr=1', "did you mean 'optimizers'?"],
  ['optimizers.adm.lr=1', 'it has adam: --set optimizers.adam.lr=0.1'],
])('--set %s leads nowhere, and says what does', (option, hint) => {
  const [first] = preparePage({ file: 'page.yaml', text: page({ optimizers: 'adam' }) }, { set: [option] }).diagnostics
  expect(first?.hint).toBe(hint)
})

it('the last option counts', () => {
  expect(found(page(), ['lr=0.1/sqrt(tt)', 'lr=0.1'])).toEqual([])
  expect(found(page(), ['lr=0.1', 'lr=tt'])).toEqual(["--set lr=tt:1:4 unknown name 'tt'"])
})

it.each(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'])('nobody has a setting %s', (name) => {
  for (const key of [name, `optimizers.${name}`, `optimizers.sgd.${name}`, `problem.${name}`, `${name}.lr`]) {
    const [first, ...more] = found(page(), [`${key}=1`])
    expect(first).toMatch(new RegExp(`^--set ${key}=1:1:1 .*${name}`))
    expect(more).toEqual([])
  }
})

it.each<[string, Parameters<typeof preparePage>[1], string[]]>([
  [
    'seeds',
    { seeds: 1e9 },
    ['--seeds 1000000000:1:1 the number of seeds: a whole number from 1 to 1000000 is expected'],
  ],
  ['steps', { steps: 1e15 }, ['--steps 1000000000000000:1:1 at most 1e10 steps']],
  ['both at once', { seeds: 1e9, steps: 1e15 }, ['--steps 1000000000000000:1:1', '--seeds 1000000000:1:1']],
  ['seeds that make too many runs', { seeds: 1e6, set: ['lr=[0.1, 0.2]'] }, ['--seeds 1000000:1:1 this page asks for']],
  [
    'seeds given twice',
    { seeds: 3, set: ['seeds=4'] },
    ["--set seeds=4:1:1 'seeds' has a value already, by --seeds 3"],
  ],
])('what is wrong with the number of %s is in the option', (_, overrides, expected) => {
  const told = preparePage({ file: 'page.yaml', text: page() }, overrides).diagnostics
  expect(told).toHaveLength(expected.length)
  for (const [k, { file, start, message }] of told.entries())
    expect(`${file}:${start.line}:${start.column} ${message}`).toContain(expected[k])
})

it('steps and horizons take the place of each other, and of what claims say of later steps', () => {
  const claims = '[{id: c, judge: bound, measure: far, bound: 10, from: 8}]'
  expect(found(page({ claims }), ['steps=5'])).toEqual([])
  expect(found(page({ claims }), ['horizons=[4, 5]'])).toEqual([])
})
