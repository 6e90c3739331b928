import { describe, expect, it } from 'vitest'
import { found, page } from './support.ts'

const claim = (more = '') => `id: c, judge: limit, measure: far, predict: 0, within: 1${more}`

describe('a list that is not written as one', () => {
  it.each<[string, string, string]>([
    [
      'an entry without its dash',
      page({ claims: '\n  id: c\n  judge: limit\n  measure: far\n  predict: 0\n  within: 1' }),
      '7:3 expected a list, found a mapping [claims is a list: put `- ` before `id`]',
    ],
    [
      'the keys after a dash that is forgotten',
      page({ claims: '\n  id: c\n    judge: limit\n    measure: far' }),
      '7:3 an entry of a list begins with a dash [claims is a list: put `- ` before `id`]',
    ],
    [
      'a first dash that is forgotten',
      page({ optimizers: '\n  use: sgd\n  lr: 0.1\n  - use: adam' }),
      '4:3 an entry of a list begins with a dash [optimizers is a list: put `- ` before `use`]',
    ],
    [
      'a second dash that is forgotten',
      page({ plots: '\n  - kind: rate\n    measure: far\n  kind: bound\n  measure: far' }),
      '9:3 this line belongs to no entry of the list [plots is a list: put `- ` before `kind` if an entry begins here, or indent it like the entry above]',
    ],
    [
      'the keys of a second entry among those of the first',
      page({ plots: '\n  - kind: rate\n    measure: far\n    kind: bound\n    measure: far' }),
      '9:5 a new entry of the list begins here [put `- ` before `kind`]',
    ],
    [
      'a key that is indented deeper',
      page({ problem: '\n  use: ill-scaled-quadratic\n   d: 2' }),
      "4:4 this line is indented deeper than 'use', which has a value already [indent it like 'use']",
    ],
    [
      'an entry in braces',
      page({ plots: '{kind: rate, measure: far}' }),
      '6:8 expected a list, found a mapping [a list, in brackets: plots: [{kind: rate, measure: far}]]',
    ],
    [
      'one text',
      page({ claims: `[{${claim(', mutants: adopt@v_t')}}]` }),
      "6:78 expected a list, found 'adopt@v_t' [a list, in brackets: mutants: [adopt@v_t]]",
    ],
    [
      'one text with signs of YAML',
      page({ claims: `[{${claim(', hypotheses: "x[1] > 0"')}}]` }),
      '6:81 expected a list, found \'x[1] > 0\' [a list, in brackets: hypotheses: ["x[1] > 0"]]',
    ],
    [
      'one number',
      page({ steps: '10\nhorizons: 100' }),
      '5:11 expected a list, found 100 [a list, in brackets: horizons: [100]]',
    ],
    [
      'a list where names are needed',
      page({ measures: '[norm(x)]' }),
      '5:11 expected a mapping, found a list [each has a name: measures: {name: norm(x)}]',
    ],
    [
      'dashes where names are needed',
      page({ measures: '\n  - far: norm(x)\n  - gap: {use: objective-gap}' }),
      '6:3 expected a mapping, found a list [a mapping has no dashes and no brackets: leave them out]',
    ],
  ])('%s', (_, text, expected) => {
    expect(found(text)).toContain(expected)
  })
})

describe('a scalar of another type', () => {
  it.each<[string, string, string]>([
    ['a name that is a number', page({ name: '1' }), '1:7 expected a text, found 1 [in quotes: name: "1"]'],
    ['as it is written', page({ title: '0x10' }), '6:8 expected a text, found 16 [in quotes: title: "0x10"]'],
    ['a truth value', page({ title: 'true' }), '6:8 expected a text, found true [in quotes: title: "true"]'],
    ['nothing', page({ title: 'null' }), '6:8 expected a text, found nothing [in quotes: title: "null"]'],
    ['a list', page({ title: '[fast]' }), '6:8 expected a text, found a list [in quotes: title: "[fast]"]'],
    [
      'a number in quotes',
      page({ steps: '"1000"' }),
      '4:8 a whole number of steps is expected [as a number: steps: 1000]',
    ],
    [
      'a number with separators',
      page({ steps: '1_000' }),
      '4:8 a whole number of steps is expected [as a number: steps: 1000]',
    ],
    [
      'a number in a union',
      page({ record: '"10"' }),
      "6:9 expected a number or a mapping, found '10' [as a number: record: 10]",
    ],
    [
      'a number in a list',
      page({ seeds: '[1, "2"]' }),
      '6:12 a seed is a whole number from 0 to 4294967295 [as a number: 2]',
    ],
    ['too many steps', page({ steps: '1e99' }), '4:8 at most 1e10 steps'],
    [
      'several lengths of runs',
      page({ steps: '[100, 1_000]' }),
      '4:8 a whole number of steps is expected [runs of several lengths have horizons in place of steps: horizons: [100, 1000]]',
    ],
    [
      'a number out of range',
      page({ seeds: '0' }),
      '6:8 the number of seeds: a whole number from 1 to 1000000 is expected',
    ],
  ])('%s', (_, text, expected) => {
    expect(found(text)).toEqual([expected])
  })
})

it.each([
  page({ problem: '{name: bowl, objective: 0.5 * sum(x^2), facts: {minimum: 0}, d: 2, hyper: {A: [[1,2],[3,4]]}}' }),
  page({ problem: '{use: ill-scaled-quadratic, noise: {use: gaussian, sigma: [[1,2],[3,4]]}}' }),
  page({ optimizers: '{use: sgd, lr: [[1,2],[3,4]]}' }),
])('a matrix as a setting', (text) => {
  expect(found(text)).toEqual([
    expect.stringMatching(/a list of lists is no setting \[a matrix .*"\[1, 2, 3, 4\]"; and d: 4\]$/),
  ])
})

describe('what is opened and not closed is told where it is opened', () => {
  it.each<[string, string, string]>([
    ['a bracket', page({ measures: '[' }), '5:11 `[` is not closed [a `]` is missing]'],
    ['a brace', page({ optimizers: '[{use: sgd, lr: 0.1]' }), '3:14 `{` is not closed [a `}` is missing]'],
    ['over lines', page({ measures: '\n  a: [1,\n  2\n  b: 3' }), '6:6 `[` is not closed [a `]` is missing]'],
    ['a quotation mark', page({ title: '"abc' }), '6:8 this quotation mark is not closed [a `"` is missing]'],
    ['the end of the page', 'problem: {use: sgd', '1:10 `{` is not closed [a `}` is missing]'],
    [
      'an apostrophe',
      page({ title: "'it's'" }),
      "6:12 the value ends before this, at its quotation mark [inside '...' an apostrophe is written twice: '']",
    ],
  ])('%s', (_, text, expected) => {
    expect(found(text)).toEqual([expected])
  })
})
