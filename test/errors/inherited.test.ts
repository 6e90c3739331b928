import { expect, it } from 'vitest'
import { found, page } from './support.ts'

/** Where a page names something that it has elsewhere. */
const places: readonly (readonly [string, (name: string) => Record<string, string>])[] = [
  ['an axis of a map', (name) => ({ plots: `[{kind: region, measure: far, x: lr, y: ${name}}]` })],
  ['an axis of ratios', (name) => ({ plots: `[{kind: heterogeneity, measure: far, x: ${name}}]` })],
  [
    'an axis of a claim',
    (name) => ({ claims: `[{id: c, measure: far, judge: region, x: lr, y: ${name}, inside: 1, outcome: value < 1}]` }),
  ],
  ['a measure of a plot', (name) => ({ plots: `[{kind: trajectory, measure: ${name}}]` })],
  [
    'an optimizer of a claim',
    (name) => ({ claims: `[{id: c, measure: far, optimizer: ${name}, judge: bound, bound: 1}]` }),
  ],
  ['an average', (name) => ({ average: name })],
  ['an optimizer', (name) => ({ optimizers: `[${name}]` })],
  ['a problem', (name) => ({ problem: `{use: ${name}}` })],
]

it.each(places)('a name that every object has is none that %s can mean', (_, change) => {
  for (const name of ['toString', 'constructor', '__proto__', 'hasOwnProperty']) {
    const told = found(page({ optimizers: '{use: sgd, lr: [0.1, 0.2]}', ...change(name) }))
    expect(told[0]).toContain(`'${name}'`)
  }
})
