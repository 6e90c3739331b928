import { expect, test } from 'vitest'
import { loadExperiment } from '../../../src/config/load.ts'
import { fileCatalog } from '../../../src/host/file-catalog.ts'
import { valueOfDefinition } from '../../../src/lang/formula-value.ts'
import { Diagnostics } from '../../../src/lang/source.ts'
import { found } from '../../errors/support.ts'
import { adam, problem1, settledDrift } from '../oracles/periodic/rules.ts'

/** A page with a rule of its own, and a prediction on its orbit. */
const page = (rule: string, use = '{use: mine}', formula = 'sum(step)', gradient = 'i == 1 ? P : -1') => `name: own
problem: acprop-1
steps: 10
measures: {first: "x[1]"}
predictions:
  drift_mine:
    parameters: {P: {from: 1, to: 1000, whole: true}}
    orbit: {rule: ${use}, period: P, gradient: "${gradient}"}
    formula: ${formula}
optimizers:
  - name: mine
    ${rule}
`
const simple = (step: string, more = 'hyper: {lr: 1e-3, b: 0.9}', state = '{v: 0}') =>
  `${more}\n    state: ${state}\n    step: |\n      ${step.split('\n').join('\n      ')}`

function value(text: string, ...args: number[]): number {
  const { predictions, diagnostics } = loadExperiment(text, {
    file: 'p.yaml',
    catalog: fileCatalog(),
    readFile: () => '',
  })
  expect(diagnostics).toEqual([])
  const sink = new Diagnostics()
  const definition = predictions[0]?.definition
  const result = definition && valueOfDefinition(definition, args, sink)
  return result ?? Number.NaN
}

test('the drift of a rule of the page is that of its plain recursion', () => {
  const rule = simple(
    'm = b * m + (1 - b) * g\nv = 0.99 * v + 0.01 * g^2\nx = x - lr * m / sqrt(v)',
    undefined,
    '{m: 0, v: 0}',
  )
  const simulated = settledDrift(adam(0.9, 0.99), problem1(10), 0.99)
  expect(value(page(rule), 10)).toBeCloseTo(simulated, 10)
})

test('states that depend on each other, or are not affine, are found by running', () => {
  const mutual = 'a = 0.5 * c + 0.5 * g\nc = 0.5 * a + 0.25 * c\nx = x - lr * c'
  // On constant gradients: a = c / 2 + 1 / 2 and c = a / 2 + c / 4, so c = 1 / 2.
  expect(value(page(simple(mutual, undefined, '{a: 0, c: 0}'), undefined, 'sum(step)', '1'), 4)).toBeCloseTo(2, 13)
  const decaying = 'v = max(0.5 * v, abs(g))\nx = x - lr * g / v'
  expect(value(page(simple(decaying)), 4)).toBe(1 - 1 / 2 - 1 - 1)
})

test('a formula sees the states, the gradients and the step at each phase', () => {
  const rule = simple('x = x - lr * v\nv = g')
  expect(value(page(rule, undefined, '"v[1] + 10 * step[1] + 100 * g[P]"'), 5)).toBe(5 - 10 - 100)
})

test('a difference that vanishes on constant gradients keeps its digits', () => {
  const rule = simple('m = b * m + (1 - b) * g\nv = g - m\nx = x - lr * g', undefined, '{m: 0, v: 0}')
  const residual = value(
    page(`${rule}`.replace('x = x - lr * g', 'x = x - lr * v'), '{use: mine, b: 0.1}', '"v[P]"'),
    60,
  )
  // After the spike P at phase 1 the residual is (P + 1) b / (1 - b^P) times -(1 - b) b^(k - 1) k steps later.
  expect(residual / (-61 * 0.1 * 0.9 * 0.1 ** 58)).toBeCloseTo(1, 12)
})

test.each([
  [
    'a rule that is not known',
    page(simple('x = x - lr * g'), 'mime'),
    /^8:19 unknown optimizer 'mime' \[did you mean 'mine'\?\]/,
  ],
  [
    'a setting that it does not have',
    page(simple('x = x - lr * g'), '{use: mine, bet: 1}'),
    /^8:31 'mine' has no 'bet' \[it has lr, b\]/,
  ],
  [
    'a state that depends on x',
    page(simple('v = b * v + x\nx = x - lr * v')),
    /^8:19 the rule has no orbit: its state 'v' depends on x \[/,
  ],
  ['weight decay', page(simple('x = x - lr * (g + b * x)')), /^8:19 the rule has no orbit: its step depends on x \[/],
  [
    'random numbers',
    page(`draw: {u: uniform}\n    ${simple('x = x - lr * u * g')}`),
    /^8:19 the rule draws random numbers \[/,
  ],
  ['the horizon', page(simple('x = x - lr * g / T')), /^8:19 the rule depends on the horizon T \[/],
  ['the loss', page(simple('x = x - lr * g * loss')), /^8:19 the rule asks for the loss \[/],
  [
    'what the first steps decide',
    page(simple('v = max(v, g^2 / t)\nx = x - lr * g / v')),
    /^8:19 the rule has no orbit that its first steps do not decide: its state 'v' depends on t/,
  ],
  [
    'a grid that is not chosen from',
    page(simple('x = x - lr * b * g', 'hyper: {lr: 1, b: [0.5, 0.9]}')),
    /^8:19 'b' is a grid in 'mine' \[say which/,
  ],
  [
    'a name that is no state',
    page(simple('x = x - lr * g'), undefined, 'sum(w)'),
    /^9:14 'w' is no parameter of the prediction/,
  ],
])('%s is told with its place', (_, text, message) => {
  const [said = '', ...others] = found(text)
  expect(said).toMatch(message)
  expect(others).toEqual([])
})

test('a rule that does not settle is told at the call', () => {
  const claim =
    'claims: [{id: a, optimizer: mine, judge: limit, measure: first, predict: "drift_mine(3)", within: 1}]\n'
  const [said = ''] = found(page(simple('v = v + g^2\nx = x - lr * g / sqrt(v)')) + claim)
  expect(said).toMatch(
    /^\d+:\d+ `drift_mine\(3\)` has no value: the rule does not settle on an orbit: 'v' keeps what it was \[averages settle/,
  )
})
