import { expect, test } from 'vitest'
import { suggest } from '../../src/text/suggest.ts'

const names = ['beta1', 'beta2', 'lr', 'eps', 'x', 'x_before', 'weight_decay', 'T', 'momentum']

test.each<[string, string | undefined]>([
  ['beta_2', 'beta2'],
  ['Beta2', 'beta2'],
  ['bta1', 'beta1'],
  ['bteta1', 'beta1'],
  ['weightdecay', 'weight_decay'],
  ['momentun', 'momentum'],
  ['LR', 'lr'],
  ['t', 'T'],
  ['epz', 'eps'],
  ['q', undefined],
  ['zz', undefined],
  ['something', undefined],
  ['lr', undefined],
  ['x'.repeat(10_000), undefined],
])('%s', (name, wanted) => {
  expect(suggest(name, names)).toBe(wanted === undefined ? undefined : `did you mean '${wanted}'?`)
})
