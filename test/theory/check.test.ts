import { expect, it } from 'vitest'
import { evaluateFormula } from '../../src/lang/evaluate.ts'
import { parseFormula } from '../../src/lang/parse.ts'
import { Diagnostics, plainSource } from '../../src/lang/source.ts'
import type { Formula } from '../../src/lang/syntax.ts'
import { checkFormulas } from '../../src/theory/check.ts'
import { boundClaim, limitClaim, world } from './synthetic.ts'

function parsed(text: string): Formula {
  const formula = parseFormula(plainSource(text), new Diagnostics())
  if (!formula) throw new Error(text)
  return formula
}

function mistakes(hypothesis: string, bound: string): string[] {
  const claims = [
    limitClaim(0, 1, { hypotheses: [parsed(hypothesis)] }),
    { ...boundClaim(0), bound: parsed(bound) },
  ] as Parameters<typeof world>[0]
  const { experiment } = world(
    claims.map((claim) => ({ ...claim, ...('predict' in claim ? { predict: parsed('0'), within: parsed('1') } : {}) })),
    [{ values: [1] }],
  )
  const sink = new Diagnostics()
  checkFormulas(experiment, [{ problem: 'problem', optimizer: 'a', hyper: {}, given: {}, horizon: 10 }], {
    constants: () => ({ beta: 0.9, T: 10 }),
    evaluate: (formula, names) => evaluateFormula(formula, names, sink),
  })
  return sink.list.map(({ message }) => message)
}

it('finds a misspelt name in a hypothesis or a bound before anything has run', () => {
  expect(mistakes('beta < 1', '4 / sqrt(t)')).toEqual([])
  expect(mistakes('bete < 1', '4 / sqrt(t)')).toEqual([expect.stringContaining('bete')])
  expect(mistakes('beta < 1', '4 / sqrt(tt)')).toEqual([expect.stringContaining('tt')])
})

it('knows that a hypothesis has no step', () => {
  expect(mistakes('t > 1', '1')).toEqual([expect.stringContaining("'t'")])
})
