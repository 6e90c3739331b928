import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { count, LIMITS } from '../../src/budget/limits.ts'

/** The words that docs/pages.md has for each limit. */
const WORDS: Readonly<Record<keyof typeof LIMITS, string>> = {
  name: 'characters of a name, also of one that a plot is given for its measures',
  page: 'characters of a page',
  formula: 'characters of a formula or a statement',
  block: 'characters of a block',
  nesting: 'levels of brackets inside each other',
  depth: 'depth of a formula; `a + b + c` deepens it by one a term',
  statements: 'statements of a block once its `repeat`s are written out',
  terms: 'terms of one `sum(j = 1:n, ...)`',
  nested: 'terms of sums inside each other, the product of their numbers',
  operations: 'operations of a step, a vector operation counted once',
  nodes: 'nodes of the graph of a formula while it is built',
  programs: 'programs of a problem and an optimizer',
  delay: 'steps that `past(g, n)` looks back',
  stages: 'stages of a state',
  dimension: 'coordinates `d` of a problem',
  data: "numbers of a problem's data",
  runs: 'runs of a page',
  values: 'recorded values of a page',
  memory: 'bytes of two runs, for which every program has room',
  prediction: 'floating-point operations of a prediction (`critical_beta2_adam(...)`), about',
  predictions: 'the same of all formulas of a page at all points of its grids',
}

test('the table of limits in docs/pages.md is that of the program', () => {
  const [, section = ''] = readFileSync(new URL('../../docs/pages.md', import.meta.url), 'utf8').split('\n## Limits\n')
  const rows = section.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| of '))
  const limits = Object.entries(LIMITS) as [keyof typeof LIMITS, number][]
  expect(rows).toEqual(limits.map(([key, most]) => `| ${WORDS[key]} | ${count(most)} |`))
})
