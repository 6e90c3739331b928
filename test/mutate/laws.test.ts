import { describe, expect, it } from 'vitest'
import type { OptimizerPage } from '../../src/config/pages.ts'
import { fileCatalog } from '../../src/host/file-catalog.ts'
import { mutantsOf } from '../../src/mutate/mutants.ts'
import { OPERATORS } from '../../src/mutate/operators.ts'
import { compareRules, type RuleComparison } from '../../src/proof/compare/pair.ts'
import { type HyperValues, ruleGraph } from '../../src/proof/rule-graph.ts'
import { type Gradients, simulate } from '../../src/proof/simulate.ts'

const catalog = fileCatalog()
const RULES = [
  'adam',
  'adam@l2',
  'adamw',
  'amsgrad',
  'amsgrad@optax',
  'adabelief',
  'adamomentum',
  'kadam',
  'adopt',
  'lion',
]

/** The mutants that an operator makes of some rules. */
function made(operator: string): { rule: OptimizerPage; mutant: OptimizerPage; name: string }[] {
  return RULES.flatMap((name) => {
    const [page = '', dialect] = name.split('@')
    const rule = catalog.page('optimizer', page, dialect)
    return mutantsOf(rule, catalog.definitions)
      .mutants.filter((one) => one.operator.name === operator)
      .map((one) => ({ rule, mutant: one.page, name: `${name}/${one.name}` }))
  })
}

/** At these values the two are the same. */
const sameAt = (values: (page: OptimizerPage) => HyperValues) => (rule: OptimizerPage, mutant: OptimizerPage) => {
  const found = compareRules(rule, mutant, values(rule)) as RuleComparison
  return found.verdict === 'same' && found.conditions.length === 0
}

/** They are the same under this condition. */
const sameWhen = (condition: string) => (rule: OptimizerPage, mutant: OptimizerPage) => {
  const found = compareRules(rule, mutant, { wd: 0 }) as RuleComparison
  return found.conditions.some((one) => one === condition) || found.verdict === 'same'
}

/** They do the same on these gradients, in so many steps. */
const sameOn =
  (gradients: Gradients, steps: number, given: HyperValues = {}, dimension = 3) =>
  (rule: OptimizerPage, mutant: OptimizerPage) => {
    const [a, b] = [rule, mutant].map((page) => {
      const graph = ruleGraph(page, given, { dimension })
      return graph ? simulate(graph, { steps, gradients }).map(({ after }) => [...after]) : []
    }) as [number[][], number[][]]
    return (
      a.length === steps &&
      a.every((row, n) => row.every((x, k) => Math.abs(x - (b[n]?.[k] ?? Number.NaN)) <= 1e-12 * Math.abs(x)))
    )
  }

const names = (page: OptimizerPage, pattern: RegExp, value: number): HyperValues =>
  Object.fromEntries(Object.keys(page.hyper).flatMap((name) => (pattern.test(name) ? [[name, value]] : [])))

const noEps = sameAt((page) => names(page, /^eps/, 0))
const noDecay = sameAt((page) => names(page, /^wd$/, 0))
const corrected = sameWhen('bias-correction')
/** Gradients of which nothing is clipped by ADOPT. */
const small: Gradients = (t, k) => (t === 0 ? k : 0.1 * k * Math.sin(t + k))

const LAWS: Readonly<Record<string, (rule: OptimizerPage, mutant: OptimizerPage) => boolean>> = {
  'correction-dropped': corrected,
  'correction-twice': corrected,
  'correction-shifted': corrected,
  'correction-other': corrected,
  'correction-added': corrected,
  'correction-frozen': sameOn(small, 1),
  overwritten: sameOn(small, 1),
  'max-order': corrected,
  'eps-moved': noEps,
  'eps-uncorrected': noEps,
  'eps-accumulated': noEps,
  'eps-dropped': noEps,
  'decay-coupled': noDecay,
  'decay-decoupled': noDecay,
  'decay-order': noDecay,
  'decay-step-size': noDecay,
  'decay-sign': noDecay,
  'decay-inside': noDecay,
  'decay-dropped': noDecay,
  'beta-exchanged': sameAt((page) => names(page, /^beta[12]$/, 0.9)),
  weight: sameAt((page) => ({ ...names(page, /^beta[12]$/, 0), ...names(page, /^k$/, 1) })),
  'normalise-order': sameAt((page) => ({ ...names(page, /^beta1$/, 0), ...names(page, /^k$/, 1) })),
  'clip-dropped': sameOn(small, 10),
  'clip-shifted': sameOn(small, 10),
  'clip-other': sameOn(small, 10),
  norm: sameOn(small, 10, {}, 1),
}

const proves = (found: RuleComparison | null): boolean =>
  found?.verdict === 'same' && found.conditions.length + found.only.length === 0

describe('the law of an operator', () => {
  it.each(Object.keys(LAWS))('%s', (operator) => {
    const law = LAWS[operator] as (typeof LAWS)[string]
    const all = made(operator)
    expect(all.length).toBeGreaterThan(0)
    expect(all.filter(({ rule, mutant }) => !law(rule, mutant)).map(({ name }) => name)).toEqual([])
    // It is no law of all rules: without it they differ.
    expect(all.some(({ rule, mutant }) => !proves(compareRules(rule, mutant)))).toBe(true)
  })

  it('is tried for every operator but those whose law is of one value of the data', () => {
    const untried = OPERATORS.filter(({ name }) => !Object.hasOwn(LAWS, name)).map(({ name }) => name)
    expect(untried).toEqual([
      'old-state',
      'max-dropped',
      'root-dropped',
      'sign',
      'start',
      'squared-other',
      'look-ahead',
      'gradient-age',
    ])
  })
})
