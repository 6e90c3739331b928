import { expect, it } from 'vitest'
import type { Claim } from '../../src/config/claim.ts'
import { evaluateFormula } from '../../src/lang/formula-value.ts'
import { parseFormula } from '../../src/lang/parse.ts'
import { Diagnostics, plainSource } from '../../src/lang/source.ts'
import type { Formula } from '../../src/lang/syntax.ts'
import { checkFormulas } from '../../src/theory/check.ts'
import {
  boundClaim,
  growthClaim,
  limitClaim,
  orderClaim,
  rateClaim,
  regionClaim,
  zero as synthetic,
  world,
} from './synthetic.ts'

function parsed(text: string): Formula {
  const formula = parseFormula(plainSource(text), new Diagnostics())
  if (!formula) throw new Error(text)
  return formula
}

const zero = parsed('0')

function mistakes(hypothesis: string, bound: string): string[] {
  return mistakesIn([
    { ...limitClaim(0, 1, { hypotheses: [parsed(hypothesis)] }), predict: zero, within: zero },
    { ...boundClaim(0), bound: parsed(bound) },
  ] as Claim[])
}

/** What is wrong with claims whose only measure is `y`, where beta and T are known. */
function mistakesIn(claims: Claim[]): string[] {
  const { experiment } = world(
    claims.map((claim) => ('burnIn' in claim && claim.burnIn === synthetic ? { ...claim, burnIn: zero } : claim)),
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

it('tries every formula of every judge', () => {
  const wrong = parsed('betta')
  const rate = { exponent: zero, margin: zero, outer: zero, floor: zero }
  for (const key of ['exponent', 'margin', 'outer', 'floor', 'burnIn'] as const) {
    expect(mistakesIn([rateClaim(0, { ...rate, [key]: wrong })])).toEqual([expect.stringContaining('betta')])
  }
  expect(mistakesIn([orderClaim('lower', 0, { by: wrong })])).toEqual([expect.stringContaining('betta')])
  for (const key of ['rate', 'within'] as const) {
    expect(mistakesIn([growthClaim(1, 1, { rate: zero, within: zero, [key]: wrong })])).toEqual([
      expect.stringContaining('betta'),
    ])
  }
  const region = { inside: zero, exempt: zero, outcome: parsed('value < beta') }
  expect(mistakesIn([regionClaim(() => 0, region)])).toEqual([])
  for (const key of ['inside', 'exempt', 'outcome'] as const) {
    expect(mistakesIn([regionClaim(() => 0, { ...region, [key]: wrong })])).toEqual([expect.stringContaining('betta')])
  }
  // Only an outcome has a value.
  expect(mistakesIn([regionClaim(() => 0, { ...region, inside: parsed('value') })])).toEqual([
    expect.stringContaining('value'),
  ])
})

it('asks once what is known at a place, whatever the number of claims, and tells how far it is', () => {
  const { experiment } = world(
    Array.from({ length: 5 }, () => ({ ...limitClaim(0, 1), predict: zero, within: zero, burnIn: zero }) as Claim),
    [{ values: [1] }],
  )
  const place = { problem: 'problem', optimizer: 'a', hyper: {}, given: {}, horizon: 10 }
  let asked = 0
  const told: string[] = []
  const evaluator = {
    constants: () => {
      asked++
      return { T: 10 }
    },
    evaluate: () => 0,
  }
  checkFormulas(experiment, [place, { ...place, optimizer: 'another' }, place], evaluator, ({ done, total }) =>
    told.push(`${done}/${total}`),
  )
  expect(asked).toBe(2)
  expect(told).toStrictEqual(Array.from({ length: 10 }, (_, k) => `${k + 1}/10`))
})
