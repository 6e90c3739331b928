import { expect, test } from 'vitest'
import { load } from '../acceptance/lab.ts'

const page = (claim: string) => `
name: named
problem: adopt-toy
optimizers: [{use: adopt, dialect: original}, {use: adopt, label: clipped}, {use: adam, label: adopt-like}]
steps: 10
measures: {x1: "x[1]"}
claims:
  - {id: a, judge: limit, measure: x1, predict: -1, within: 1, ${claim}}
`
const labels = (claim: string) => load(page(claim)).claims[0]?.optimizers

test('a claim names an optimizer by its label, or all that use a page by the name of the page', () => {
  expect(labels('optimizer: clipped')).toEqual(['clipped'])
  expect(labels('optimizer: adopt')).toEqual(['adopt@original', 'clipped'])
  expect(labels('optimizer: [adopt, adam, clipped]')).toEqual(['adopt@original', 'clipped', 'adopt-like'])
  expect(labels('statement: all')).toEqual(['adopt@original', 'clipped', 'adopt-like'])
})

test('a name that is neither is an error with a suggestion', () => {
  expect(() => labels('optimizer: clippped')).toThrow(/unknown optimizer 'clippped'/)
})
