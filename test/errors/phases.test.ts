import { expect, it } from 'vitest'
import { diagnosticsOf } from './support.ts'

/** `line: message` of all mistakes of a page, given by its lines. */
const told = (...lines: readonly string[]): string[] =>
  diagnosticsOf(`${lines.join('\n')}\n`).map(({ start, message }) => `${start.line}: ${message}`)

const bowl = 'problem: {name: bowl, d: 2, objective: 0.5 * sum(x^2), start: 1}'
const claim = '  - {id: b, judge: limit, measure: far, predict: C, within: 1}'

it('mistakes of YAML keys, of names, of formulas, of the whole program and of claims are told together', () => {
  expect(
    told(
      'name: all',
      bowl,
      'optimizers: [{use: sgd, lr: 0.1, beta: 3}, {use: adm}]',
      'stepz: 10',
      'measures: {far: nrm(x), gap: objective - minimm, m: {max: norm(y)}}',
      'claims:',
      '  - {id: a, judge: limit, measure: far, predict: 0, within: 1, tol: 3}',
      claim,
      '  - {id: c, judge: bound, measure: gap, bound: D/t, from: 20}',
      'plots: [{kind: trajectory, measure: fra}]',
    ),
  ).toEqual([
    "3: optimizer 'sgd' has no 'beta'",
    "3: unknown optimizer 'adm'",
    "4: unknown key 'stepz'",
    "5: unknown function 'nrm'",
    "5: unknown name 'minimm'",
    "5: unknown name 'y'",
    "7: unknown key 'tol'",
    "8: unknown name 'C'",
    "9: unknown name 'D'",
    '9: the run ends before this step, at t = 10',
    "10: unknown measure 'fra'",
  ])
})

it('a rule that cannot be read hides nothing of the rest', () => {
  expect(
    told(
      'name: rule',
      bowl,
      'optimizers: {name: own, hyper: {lr: 0.1}, state: {m: 0}, step: "x = x - lr * (g"}',
      'steps: 10',
      'measures: {far: norm(x), gap: {use: objective-gap}, bad: norm(y), m: norm(m + 0 * x) / lr}',
      'claims:',
      claim,
    ),
  ).toEqual([
    '3: `(` is not closed',
    "5: 'minimum' is not available here",
    "5: unknown name 'y'",
    "7: unknown name 'C'",
  ])
})

it('nor does a problem', () => {
  expect(
    told(
      'name: problem',
      'problem: {name: bowl, d: 2, hyper: {a: 1}, objective: 0.5 * sum(x^2, start: 1, facts: {k: q}}',
      'optimizers: {use: sgd, lr: 0.1/sqrt(tt)}',
      'steps: 10',
      'measures: {far: norm(x), bad: norm(y), a: a * norm(x)}',
      'claims:',
      claim,
      '  - {id: d, judge: limit, measure: far, predict: a * lr, within: k}',
    ),
  ).toEqual(['2: `(` is not closed', "3: unknown name 'tt'", "5: unknown name 'y'", "7: unknown name 'C'"])
})

it('a half of the program that is not known at all is no mistake of the other', () => {
  const rest = ['steps: 10', 'measures: {far: norm(x), bad: norm(lr * k * x)}', 'claims:', claim]
  const optimizers = 'optimizers: {name: own, hyper: {lr: 0.1}, step: "x = x - lrr * g"}'
  expect(told('name: a', 'problem: {use: nothing-like-it}', optimizers, ...rest)).toEqual([
    "2: unknown problem 'nothing-like-it'",
    "3: unknown name 'lrr'",
  ])
  const problem = 'problem: {name: bowl, d: 2, objective: 0.5 * sum(q^2), start: 1}'
  expect(told('name: a', problem, 'optimizers: {use: nothing-like-it}', ...rest)).toEqual([
    "2: unknown name 'q'",
    "3: unknown optimizer 'nothing-like-it'",
  ])
})

it('a fact that is in error is told once, whether or not anything uses it', () => {
  const facts = 'problem: {name: bowl, d: 2, objective: 0.5 * sum(x^2), start: 1, facts: {k: q, b: 2 * k, c: 1}}'
  const lines = ['name: a', facts, 'optimizers: sgd', 'steps: 10', 'measures: {far: norm(x)}', 'claims:']
  const uses = '  - {id: b, judge: limit, measure: far, predict: b + c, within: 1}'
  expect(told(...lines.slice(0, -1))).toEqual(["2: unknown name 'q'"])
  expect(told(...lines, uses)).toEqual(["2: unknown name 'q'"])
})

it('what follows from a formula that cannot be read is not told, least of all without a place', () => {
  const rest = ['steps: 10', 'measures: {far: norm(x)}']
  const broken = (problem: string, optimizers = 'optimizers: sgd') => told('name: a', problem, optimizers, ...rest)
  expect(broken('problem: {name: bowl, d: "2 +", objective: 0.5 * sum(x^2)}')).toEqual([
    '2: a value is missing at the end',
  ])
  expect(broken(bowl, 'optimizers: {name: own, require: ["1 +"], step: x = x - g}')).toEqual([
    '3: a value is missing at the end',
  ])
  expect(
    broken(bowl, 'optimizers: {name: own, hyper: {k: "2 +"}, state: {"m[k]": 0}, step: "x = x - m[1] * g"}'),
  ).toEqual(['3: a value is missing at the end'])
})

it('a key of a claim or of a plot that is in error hides nothing of the others', () => {
  const x = 'judge: limit, measure: far, predict: zzz, within: 1'
  expect(
    told(
      'name: keys',
      bowl,
      'optimizers: sgd',
      'steps: 10',
      'measures: {far: norm(x)}',
      'claims:',
      '  - {id: a, judge: bound, measure: far, bound: "zzz + C", from: 3 +}',
      '  - {id: b, judge: limit, measure: nope, predict: zzz, within: 1}',
      `  - {id: c, ${x}, expect: maybe}`,
      '  - {id: d, judge: limt, measure: far, predict: zzz, within: 1}',
      `  - {id: e, optimizer: sgdd, ${x}}`,
      `  - {${x}, hypotheses: ["u > 3", "2 +"]}`,
      '  - {id: g, judge: order, against: 3, better: lwer, measure: 3, by: zzz}',
      'plots: [{kind: region, measure: 3, x: 4, y: lrr, boundary: zzz}]',
    ),
  ).toEqual([
    "7: unknown name 'zzz'",
    "7: unknown name 'C'",
    '7: a value is missing at the end',
    "8: unknown measure 'nope'",
    "8: unknown name 'zzz'",
    "9: unknown name 'zzz'",
    "9: expected holds, violated, hypotheses-not-met, inconclusive, not-measured, error, found 'maybe'",
    "10: expected limit, bound, identity, static, rate, order, growth, region, found 'limt'",
    "10: unknown name 'zzz'",
    "11: unknown optimizer 'sgdd'",
    "11: unknown name 'zzz'",
    "12: 'id' is missing",
    "12: unknown name 'zzz'",
    "12: unknown name 'u'",
    '12: a value is missing at the end',
    '13: expected a text or a list, found 3',
    "13: expected lower, higher, found 'lwer'",
    '13: expected a text, found 3',
    "13: unknown name 'zzz'",
    '14: expected a text, found 3',
    '14: expected a text, found 4',
    "14: unknown setting 'lrr'",
    "14: unknown name 'zzz'",
  ])
})

it('a statement that cannot be read hides nothing of the others, and nothing follows from it', () => {
  expect(
    told(
      'name: rule',
      bowl,
      'optimizers:',
      '  name: own',
      '  hyper: {lr: 0.1}',
      '  state: {m: 0}',
      '  step: |',
      '    n = m && 1',
      '    m = lr ** 2 * g',
      '    w = momentun * 2',
      '    u = Math.max(m, n) + w',
      '    v = (n + u',
      '    repeat j = 1:n!',
      '      z = j',
      '    end',
      '    y = sgn(z)',
      '    x = x - lr * (m + u + v + z) + epss',
      'steps: 10',
      'measures: {far: norm(x), bad: norm(q)}',
    ),
  ).toEqual([
    '8: `&` is not an operator',
    '9: `**` is not an operator',
    "10: unknown name 'momentun'",
    '11: property access is not part of the language',
    '12: `(` is not closed',
    '13: `!` is not an operator',
    "16: unknown function 'sgn'",
    "17: unknown name 'epss'",
    "19: unknown name 'q'",
  ])
})
