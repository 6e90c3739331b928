import { expect, it } from 'vitest'
import { found, frames, page } from './support.ts'

const bare = '{name: bowl, d: 2, objective: 0.5 * sum(x^2), start: 1}'
const stated = (fact: string, problem = 'bowl') =>
  `[problem '${problem}' states no such fact; a problem of your own can: facts: {${fact}: 1}]`

it('a mistake that shows in a page belongs to the line that uses the page', () => {
  expect(found(page())).toEqual([])
  expect(found(page({ problem: bare }))).toEqual([`5:17 'minimum' is not available here ${stated('minimum')}`])
  const used = page({ problem: bare, measures: '{far: norm(x), r: {use: regret}}' })
  expect(found(used)).toEqual([`5:29 'minimizer' is not available here ${stated('minimizer')}`])
})

it('shows the inner place in a note', () => {
  expect(frames(page({ problem: bare }))).toBe(
    [
      "page.yaml:5:17: 'minimum' is not available here [AL3303]",
      '  4 | steps: 10',
      '> 5 | measures: {gap: {use: objective-gap}, far: norm(x)}',
      `    |                 ${'^'.repeat(20)}`,
      '  6 |',
      '  note: in measures/objective-gap.yaml:3: objective - minimum',
      "  hint: problem 'bowl' states no such fact; a problem of your own can: facts: {minimum: 1}",
    ].join('\n'),
  )
})

it.each<[string, Record<string, string>, string]>([
  ['a dimension', { problem: '{use: ill-scaled-quadratic, d: 1e8}' }, '2:41'],
  ['one of two dimensions', { problem: '{use: ill-scaled-quadratic, d: [2, 1e8]}' }, '2:45'],
  ['a dimension in words', { problem: '{use: ill-scaled-quadratic, d: "1e4 * 1e4"}' }, '2:42'],
])('%s is wrong where it is set', (_, change, place) => {
  expect(found(page(change))).toEqual([`${place} the dimension d must be a whole number from 1 to 10,000,000`])
})

it('a rule, a noise law and an average are used pages too', () => {
  const rule = page({ optimizers: '{use: kadam, k: 0.5}' })
  expect(found(rule)[0]).toMatch(/^3:\d+ /)
  expect(found(page({ problem: '{use: adopt-toy, noise: relative}' }))).toEqual([])
  const sampled = page({ problem: '{name: bowl, draw: {u: uniform}, loss: u * sum(x), start: 1, noise: relative}' })
  const at = (sampled.split('\n')[1] ?? '').indexOf('relative') + 1
  expect(found(sampled)).toContain(`2:${at} 'grad' is not available here [there is no objective]`)
})

it('a measure may have a state that is named like a fact', () => {
  expect(found(page({ measures: '{far: {use: norm-law}}' }))).toEqual([])
})
