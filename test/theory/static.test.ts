import { expect, it } from 'vitest'
import { ruleProperty } from '../../src/proof/rule-facts.ts'
import type { Verdict } from '../../src/run/verdict.ts'
import { judge } from '../../src/theory/judge.ts'
import { exitCode } from '../../src/theory/outcome.ts'
import type { Properties } from '../../src/theory/static.ts'
import { loaded, mistakes } from '../config/support.ts'
import { evaluator } from './synthetic.ts'

const properties: Properties = (entry, at, property) => ruleProperty(entry.page, at, property)

/** Nothing has run. */
const nothing = { runs: [], measures: [], times: () => [], values: () => [] } as unknown as Parameters<typeof judge>[1]

const page = (optimizers: string, claim: string) => `
name: static
problem: {use: ill-scaled-quadratic, d: 2}
optimizers: ${optimizers}
steps: 1
measures: {}
claims: [{id: c, judge: static, ${claim}}]
`

function verdicts(optimizers: string, claim: string): Verdict[] {
  return judge(loaded(page(optimizers, claim)), nothing, evaluator, { properties })
}

it('decides by the graph, without any run or measure', () => {
  const all = verdicts('[adopt, adam, sgd]', 'property: denominator-predictable')
  expect(all.map(({ optimizer, status }) => [optimizer, status])).toEqual([
    ['adopt', 'holds'],
    ['adam', 'violated'],
    ['sgd', 'inconclusive'],
  ])
  expect(all[0]).toMatchObject({
    problem: '',
    n: 0,
    measured: null,
    reason: 'the denominator does not depend on g_t: max(sqrt(v_{t-1}), eps)',
  })
  expect(exitCode(all)).toBe(1)
})

it.each([
  ['adopt', 'denominator-predictable', 'adopt@v_t'],
  ['amsgrad', 'denominator-monotone', 'amsgrad@no-max'],
  ['{use: adam, eps: 0}', 'scale-invariant', 'adopt@clip-gradient'],
  ['adopt', 'bounded-step', 'adopt@m-first'],
  ['adopt', 'numerator-normalised', 'adopt@m-first'],
  ['adam', 'coordinate-wise', 'normalized-sgd'],
])('of %s, %s catches %s', (optimizer, property, mutant) => {
  const [verdict] = verdicts(`[${optimizer}]`, `property: ${property}, mutants: [${mutant}]`)
  expect(verdict?.status).toBe('holds')
  expect(Object.values(verdict?.mutants ?? {})).toEqual(['caught'])
  expect(exitCode([verdict as Verdict])).toBe(0)
})

it('misses a mutant that has the property too, and does not run its mutants', () => {
  const text = page('[adopt]', 'property: denominator-predictable, mutants: [adopt@clip-root]')
  expect(loaded(text).optimizers.map(({ label }) => label)).toEqual(['adopt'])
  const all = judge(loaded(text), nothing, evaluator, { properties })
  expect(Object.values(all[0]?.mutants ?? {})).toEqual(['missed'])
  expect(exitCode(all)).toBe(1)
})

it('judges each point of the grid, and those of `where` only', () => {
  const grid = '{use: adam, beta1: 0.9, beta2: [0.5, 0.999]}'
  const status = (claim: string) => verdicts(grid, claim).map(({ at, status }) => [at.beta2, status])
  expect(status('property: bounded-step')).toEqual([
    [0.5, 'inconclusive'],
    [0.999, 'holds'],
  ])
  expect(status('property: bounded-step, where: {beta2: 0.999}')).toEqual([[0.999, 'holds']])
  const off = mistakes(page(grid, 'property: bounded-step, where: {beta2: 0.7}'))
  expect(off.join('\n')).toContain('no point of the grid has beta2 = 0.7')
})

it('is told of a property that does not exist, and that no measure belongs to it', () => {
  expect(mistakes(page('[adam]', 'property: denominator-monoton')).join('\n')).toMatch(/denominator-monotone/)
  expect(mistakes(page('[adam]', 'property: bounded-step, measure: x')).join('\n')).toMatch(/measure/)
  expect(mistakes(page('[adam]', 'expect: holds')).join('\n')).toMatch(/property/)
})
