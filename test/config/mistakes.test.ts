import { describe, expect, it } from 'vitest'
import { good, load, mistakes } from './support.ts'

const put = (what: string, instead: string) => {
  if (!good.includes(what)) throw new Error(`the good page has no '${what}'`)
  return good.replace(what, instead)
}
const sgd = '{use: sgd, lr: 0.001}'
const quadratic = '{use: ill-scaled-quadratic, d: 2}'
const gap = '{use: objective-gap}'
const limit = 'judge: limit, measure: gap, predict: 0, within: 1'

it('finds nothing wrong with the page that all others here are made from', () => {
  expect(mistakes(good)).toEqual([])
  expect(load(good).experiment).not.toBeNull()
})

describe('what is not a page', () => {
  it.each<[string, string, string]>([
    ['nothing', '', '1:1 the page is empty [adam-lab show NAME prints an example]'],
    ['a comment', '# soon\n', '1:1 the page is empty [adam-lab show NAME prints an example]'],
    ['a list', '- 1\n', '1:1 a page is a mapping of keys to values [its first line may be: name: my-experiment]'],
    ['a NUL byte', `${good}\0`, '6:1 this is not a text file [a page is YAML in UTF-8]'],
    ['bytes that are not UTF-8', `${good}# \uFFFD`, '6:3 this is not a text file [a page is YAML in UTF-8]'],
    ['an escape sequence', `${good}# \u001b[2J`, '6:3 a control character cannot stand in a page: U+001B [delete it]'],
    ['too much', `#${'x'.repeat(1_000_000)}`, '1:1 a page has at most 1,000,000 characters, this has 1,000,001'],
    ['a tab', 'name: a\nx:\n\ty: 1\n', '3:1 a tab indents this line [YAML is indented with spaces]'],
    ['two documents', `${good}---\na: 1\n`, '6:1 a second document begins here [a file holds one page]'],
    ['an unclosed bracket', 'name: [a\n', '1:7 `[` is not closed [a `]` is missing]'],
    [
      'a directive',
      `%YAML 1.1\n---\n${good}`,
      '1:1 a page has no YAML directives [delete the line that starts with `%`]',
    ],
    ['deep flow', `a: ${'['.repeat(65)}`, '1:68 a page is nested at most 64 deep'],
    ['deep lists', `${'- '.repeat(1e4)}x`, '1:130 a page is nested at most 64 deep'],
    ['deep keys', `${'? '.repeat(1e5)}x`, '1:130 a page is nested at most 64 deep'],
    [
      'deep maps',
      Array.from({ length: 70 }, (_, k) => `${' '.repeat(k)}a:`).join('\n'),
      '65:67 a page is nested at most 64 deep',
    ],
  ])('%s', (_, text, expected) => {
    expect(mistakes(text)).toEqual([expected])
    expect(load(text).experiment).toBeNull()
  })

  it('refuses aliases that explode', () => {
    const level = (name: string, of: string) => `${name}: &${name} [${Array(9).fill(of).join(', ')}]`
    const names = [...'abcdefghi']
    const bomb = names.map((name, k) => level(name, k === 0 ? 'x' : `*${names[k - 1]}`)).join('\n')
    // Written out, it has 9^9 values: without the limit this would not end.
    expect(mistakes(bomb)).toEqual(['2:8 the aliases of this page expand too far [write the values out]'])
  })
})

describe('one mistake in a page', () => {
  it.each<[string, string, string]>([
    // Keys and values of YAML
    ['a key twice', `${good}steps: 3\n`, "6:1 the key 'steps' is there twice [keep one of them; a list is a grid]"],
    ['a key that is misspelt', put('steps', 'stepz'), "4:1 unknown key 'stepz' [did you mean 'steps'?]"],
    ['a number as a key', `${good}1: 2\n`, '6:1 a key has to be a name [if it is meant as a name, in quotes: "1"]'],
    ['a list as a key', `${good}? [a]\n: 2\n`, '6:3 a key has to be a name'],
    [
      'nothing as a key',
      `${good}null: 2\n`,
      '6:1 a key has to be a name [if it is meant as a name, in quotes: "null"]',
    ],
    ['__proto__', put('lr', '__proto__'), "3:24 '__proto__' cannot be a key"],
    [
      'a bracket without quotes',
      put(gap, 'x[1]'),
      '5:18 a value between `{ }` or `[ ]` that has brackets itself needs quotes [in quotes: gap: "x[1]"]',
    ],
    ['a merge of a number', `${good}<<: 3\n`, '6:1 a merge key `<<` takes a mapping, or a list of mappings'],
    ['a known tag', put('100', '!!int 100'), '4:14 a page has no YAML tags [delete the word that starts with `!`]'],
    ['an unknown tag', put('100', '!x 100'), '4:11 a page has no YAML tags [delete the word that starts with `!`]'],
    ['NaN', put('0.001', '.nan'), "3:28 '.nan' is not a number"],
    ['infinity', put('100', '-.inf'), "4:8 '-.inf' is not a number [in a formula the infinite is `Infinity`]"],
    ['overflow', put('0.001', '1e400'), '3:28 1e400 is too large for a double [numbers go from 5e-324 to 1.8e308]'],
    ['an alias of nothing', put('100', '*s'), "4:8 alias '*s' has no anchor before it"],
    ['an alias in itself', 'name: &a [*a]\n', "1:11 alias '*a' stands inside what it names"],
    // Types and ranges
    [
      'a path as a name',
      put('good', '../x'),
      '1:7 a name is letters, digits, `.`, `_` and `-`, and starts with a letter or digit',
    ],
    ['a number as a name', put('name: good', 'name: 3'), '1:7 expected a text, found 3 [in quotes: name: "3"]'],
    ['negative steps', put('100', '-5'), '4:8 at least 1 step is needed'],
    ['fractional steps', put('100', '1.5'), '4:8 a whole number of steps is expected'],
    ['too many steps', put('100', '1e11'), '4:8 at most 1e10 steps'],
    [
      'steps and horizons',
      `${good}horizons: [10]\n`,
      '4:1 steps and horizons exclude each other [of horizons each is its own run]',
    ],
    ['neither', put('steps: 100\n', ''), "1:1 'steps' is missing [steps: 10000]"],
    ['a horizon twice', put('steps: 100', 'horizons: [10, 10]'), '4:16 a horizon is there twice'],
    ['a seed twice', `${good}seeds: [1, 2, 1]\n`, '6:15 a seed is there twice'],
    ['a large seed', `${good}seeds: [4294967296]\n`, '6:9 a seed is a whole number from 0 to 4294967295'],
    ['seeds in words', `${good}seeds: many\n`, '6:8 a number of seeds, a list of seeds, or auto is expected'],
    [
      'no recorded steps',
      `${good}record: 0\n`,
      '6:9 the number of recorded steps: a whole number from 1 to 100000 is expected',
    ],
    ['no optimizer', put(sgd, '[]'), '3:13 at least one optimizer is needed'],
    [
      'an empty grid',
      put('0.001', '[]'),
      '3:28 this list is empty [leave the key out, or put something into the list]',
    ],
    ['no claims', `${good}claims: []\n`, '6:9 this list is empty [leave the key out, or put something into the list]'],
    ['no value', put('0.001', 'null'), '3:28 a number, a formula, a list of them, or {from, to, count} is expected'],
    [
      'too large a grid',
      put('0.001', '{from: 0, to: 1, count: 100000}').replace('d: 2', 'kappa: {from: 1, to: 2, count: 101}'),
      '3:1 this page asks for 10,100,000 runs, at most 1,000,000: 101 problems at points of their grids x 100,000 optimizers at points of their grids x 1 horizon x 1 seed [make a grid smaller, or take fewer seeds]',
    ],
    // Ranges
    ['a log range to 0', put('0.001', '{from: 0, to: 1, count: 3, scale: log}'), '3:28 a log range needs ends above 0'],
    [
      'a log1m range to 1',
      put('0.001', '{from: 0, to: 1, count: 3, scale: log1m}'),
      '3:28 a log1m range needs ends below 1',
    ],
    [
      'a scale',
      put('0.001', '{from: 0, to: 1, count: 3, scale: lgo}'),
      "3:62 expected linear, log, log1m, found 'lgo' [did you mean 'log'?]",
    ],
    // Names
    ['an optimizer', put('sgd', 'sdg'), "3:19 unknown optimizer 'sdg' [did you mean 'sgd'?]"],
    ['a dialect', put('sgd', 'adopt@orignal'), "3:19 'adopt' has no dialect 'orignal' [did you mean 'original'?]"],
    ['a setting', put('lr', 'LR'), "3:24 optimizer 'sgd' has no 'LR' [did you mean 'lr'?]"],
    [
      'a problem',
      put('ill-scaled-', 'ill-scaledd-'),
      "2:16 unknown problem 'ill-scaledd-quadratic' [did you mean 'ill-scaled-quadratic'?]",
    ],
    [
      'a setting of a problem',
      put('d: 2', 'kapa: 2'),
      "2:38 problem 'ill-scaled-quadratic' has no 'kapa' [did you mean 'kappa'?]",
    ],
    [
      'a dialect of a problem',
      put('d: 2', 'dialect: a'),
      "2:38 problem 'ill-scaled-quadratic' has no 'dialect' [it has kappa, d]",
    ],
    [
      'a measure',
      put('objective-gap', 'objectiv-gap'),
      "5:23 unknown measure 'objectiv-gap' [did you mean 'objective-gap'?]",
    ],
    [
      'the name of a measure',
      put('gap:', '../gap:'),
      '5:12 a name is letters, digits, `.`, `_` and `-`, and starts with a letter or digit',
    ],
    ['a shorthand', put(gap, '{maxx: 1}'), "5:18 unknown key 'maxx' [did you mean 'max'?]"],
    [
      'what a measure needs',
      put(gap, '{use: running-max}'),
      "5:12 measure 'running-max' needs 'of' [gap: {use: running-max, of: norm(x)}]",
    ],
    ['an average', `${good}average: model-em\n`, "6:10 unknown average 'model-em' [did you mean 'model-ema'?]"],
    [
      'no average',
      `${good}average: null\n`,
      '6:10 an average is a name, or {use: name, ...} [average: {use: model-ema, decay: 0.99}]',
    ],
    ['a noise', put('d: 2', 'noise: gausian'), "2:45 unknown noise 'gausian' [did you mean 'gaussian'?]"],
    [
      'a setting of a noise',
      put('d: 2', 'noise: {use: gaussian, sgma: 2}'),
      "2:61 noise 'gaussian' has no 'sgma' [did you mean 'sigma'?]",
    ],
    [
      'a vector as a list',
      put('d: 2', 'start: [1, 2]'),
      '2:45 a number or a formula is expected [a list of numbers is a formula, in quotes: start: "[1, 2]"]',
    ],
    [
      'a label twice',
      put(sgd, '[{use: sgd, label: a}, {use: adam, label: a}]'),
      "3:55 there is another entry labelled 'a'",
    ],
    [
      'a file that is not there',
      put(quadratic, '{use: replay, file: none.jsonl}'),
      '2:30 cannot read none.jsonl: no such file',
    ],
    [
      'no file',
      put(quadratic, '{use: replay}'),
      "2:10 'file' is missing [its path, relative to the page: file: trace.jsonl]",
    ],
    // Pages written in the experiment
    [
      'a problem without a loss',
      put(quadratic, '{d: 2}'),
      '2:1 a problem needs an objective or a loss [objective: 0.5 * sum(x^2)]',
    ],
    [
      'a hyperparameter named t',
      put(sgd, '{name: a, hyper: {t: 1}, step: x = x - t}'),
      "3:31 't' has a meaning of its own and cannot be the name of a hyperparameter",
    ],
    [
      'a name of two things',
      put(sgd, '{name: a, hyper: {m: 1}, state: {m: 0}, step: x = x - m}'),
      "3:46 'm' is a hyperparameter already [each name has one meaning in a page]",
    ],
    [
      'a state with a bad name',
      put(sgd, '{name: a, state: {2m: 0}, step: x = x - g}'),
      "3:31 '2m' cannot be the name of a state [use letters, digits and `_`, a letter first]",
    ],
    // Claims and plots
    [
      'a judge',
      `${good}claims:\n  - {id: a, judge: limt, measure: gap}\n`,
      "7:20 expected limit, bound, identity, static, rate, order, growth, region, found 'limt' [did you mean 'limit'?]",
    ],
    [
      'a strength',
      `${good}claims:\n  - {id: a, strength: upper rat, ${limit}}\n`,
      "7:23 expected exact identity, exact limit, explicit bound, tight rate, upper rate, region boundary, ordering, transient length, equivalence, empirical-only, found 'upper rat' [did you mean 'upper rate'?]",
    ],
    [
      'one of the rules to compare with',
      `${put(sgd, '[{use: sgd, lr: 0.001}, adam]')}claims:\n  - {id: a, judge: order, measure: gap, optimizer: adam, better: lower, against: [sgd, Sgd]}\n`,
      "7:88 unknown optimizer 'Sgd' [did you mean 'sgd'?]",
    ],
    [
      'an axis of a claimed region',
      `${good}claims:\n  - {id: a, judge: region, measure: gap, x: lrr, inside: 1, outcome: value < 0}\n`,
      "7:45 unknown setting 'lrr' [did you mean 'lr'?]",
    ],
    [
      'a share of cells',
      `${put('0.001', '[1, 2]')}claims:\n  - {id: a, judge: region, measure: gap, x: lr, inside: 1, outcome: value < 0, agreement: 0}\n`,
      '7:91 a share of cells, above 0 and at most 1, is expected',
    ],
    [
      'a tolerance',
      `${good}claims:\n  - {id: a, judge: limit, measure: gap, predict: 0}\n`,
      "7:5 'within' is missing [such as: within: 0.1]",
    ],
    [
      'a verdict',
      `${good}claims:\n  - {id: a, expect: hold, ${limit}}\n`,
      "7:21 expected holds, violated, hypotheses-not-met, inconclusive, not-measured, error, found 'hold' [did you mean 'holds'?]",
    ],
    [
      'a claim twice',
      `${good}claims:\n  - {id: a, ${limit}}\n  - {id: a, ${limit}}\n`,
      "8:10 there is another claim 'a'",
    ],
    [
      'a restriction',
      `${good}claims:\n  - {id: a, where: {lrr: 1}, ${limit}}\n`,
      "7:21 unknown setting 'lrr' [did you mean 'lr'?]",
    ],
    [
      'a mutant',
      `${good}claims:\n  - {id: a, mutants: [adopt@v_tt], ${limit}}\n`,
      "7:23 'adopt' has no dialect 'v_tt' [did you mean 'v_t'?]",
    ],
    [
      'a judged optimizer',
      `${good}claims:\n  - {id: a, optimizer: [sgd, Sgd], ${limit}}\n`,
      "7:30 unknown optimizer 'Sgd' [did you mean 'sgd'?]",
    ],
    [
      'an axis',
      `${put('0.001', '[1, 2]')}plots:\n  - {kind: region, measure: gap, x: lr, y: kapa}\n`,
      "7:44 unknown setting 'kapa' [did you mean 'kappa'?]",
    ],
    [
      'a plot twice',
      `${good}plots:\n  - {kind: rate, measure: gap, name: p}\n  - {kind: rate, measure: gap, name: p}\n`,
      "8:38 there is another plot named 'p'",
    ],
    [
      'a band',
      `${good}plots:\n  - {kind: trajectory, measure: gap, band: [0.9, 0.1]}\n`,
      '7:44 the quantiles of a band ascend [from low to high: band: [0.1, 0.9]]',
    ],
  ])('%s', (_, text, expected) => {
    expect(mistakes(text)).toEqual([expected])
    expect(load(text).experiment).toBeNull()
  })
})

it('tells all mistakes of a page at once', () => {
  const text = `name: bad name
problem: {use: adopt-toi, k: 10}
optimizers:
  - {use: adam, lr: 0.1 +, beta3: 1}
  - {use: sgdd}
steps: 1.5
measures:
  x1: 2 x[1]
  m: {use: running-max}
claims:
  - {id: a, judge: limit, measure: x2, optimizer: adan, predict: 0}
plots:
  - {kind: rate, measure: x3}
`
  expect(mistakes(text).sort()).toEqual(
    [
      '1:7 a name is letters, digits, `.`, `_` and `-`, and starts with a letter or digit',
      "2:16 unknown problem 'adopt-toi' [did you mean 'adopt-toy'?]",
      '4:26 a value is missing at the end',
      "4:28 optimizer 'adam' has no 'beta3' [did you mean 'beta1'?]",
      "5:11 unknown optimizer 'sgdd' [did you mean 'sgd'?]",
      '6:8 a whole number of steps is expected',
      '8:7 multiplication has to be written: `2 * x`',
      "9:3 measure 'running-max' needs 'of' [m: {use: running-max, of: norm(x)}]",
      "11:5 'within' is missing [such as: within: 0.1]",
      "11:36 unknown measure 'x2' [known: x1, m]",
      "11:51 unknown optimizer 'adan' [did you mean 'adam'?]",
      "13:27 unknown measure 'x3' [known: x1, m]",
    ].sort(),
  )
})

describe('a mistake in a formula is found where it stands in the file', () => {
  const entry = (lr: string) => put(`optimizers: ${sgd}`, `optimizers:\n  use: sgd\n  lr: ${lr}`)
  it.each<[string, string, string]>([
    ['plain', entry('0.1 + 2 x'), '5:13'],
    ['on two lines', entry('0.1 +\n     2 x'), '6:6'],
    ['in double quotes', entry('"0.1 + 2 x"'), '5:14'],
    ['behind an escape', entry('"0.1 \\u002B 2 x"'), '5:19'],
    ['in single quotes', entry("'0.1 + 2 x'"), '5:14'],
    ['in a literal block', entry('|-\n      0.1 +\n        2 x'), '7:9'],
    ['in a folded block', entry('>\n    0.1 +\n    2 x'), '7:5'],
    ['in a block with a comment', entry('|2 # why\n    0.1 +\n\n    2 x'), '8:5'],
    ['in a file from Windows', entry('|\n    0.1 +\n    2 x').replaceAll('\n', '\r\n'), '7:5'],
    ['in a list', entry('[1, 0.1 + 2 x]'), '5:17'],
  ])('%s', (_, text, place) => {
    expect(mistakes(text)).toEqual([`${place} multiplication has to be written: \`2 * x\``])
  })

  it('in a statement of a step', () => {
    const page = put(
      `optimizers: ${sgd}`,
      'optimizers:\n  name: mine\n  state: {m: 0}\n  step: |\n    m = g\n    x = x - lr m',
    )
    expect(mistakes(page)).toEqual(['8:13 multiplication has to be written: `lr * m`'])
  })

  it('through a merge key, at what is merged', () => {
    const page = put(`optimizers: ${sgd}`, 'optimizers:\n  - &base {use: sgd, lr: 1}\n  - {<<: *base, lrr: 2}')
    expect(mistakes(page)).toEqual(["5:17 optimizer 'sgd' has no 'lrr' [did you mean 'lr'?]"])
  })
})
