import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import katex from 'katex'
import { expect, test } from 'vitest'
import { contains } from '../../../src/lang/definition.ts'
import type { Parameter } from '../../../src/lang/syntax.ts'
import { definitionTex } from '../../../src/lang/tex.ts'
import { CODE } from '../../../src/theory/oracles/index.ts'
import { PREDICTIONS, predicted } from './predictions.ts'

/** Values of parameters by name that suit every prediction, where the middle of the range does not. */
const SUITS: Record<string, number> = {
  P: 8,
  C: 8,
  k: 10,
  j: 2,
  delta: 0.1,
  n1: 9,
  l2: 1,
  l1: 1,
  wd: 0.01,
  through1: 0.5,
}

const sample = ({ name, range }: Parameter): number =>
  [SUITS[name] ?? 0.5, 0.5, 3, 8].find((x) => contains(range, x)) ?? Number.NaN

test('every prediction says what it is, where it comes from and what it takes', () => {
  const claims = new Set(
    readdirSync('experiments', { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.yaml'))
      .flatMap((file) => [...readFileSync(`experiments/${file}`, 'utf8').matchAll(/- id: (\S+)/g)].map(([, id]) => id)),
  )
  for (const { name, title, claims: tried, meanings } of PREDICTIONS) {
    expect(name).toMatch(/^[a-z][a-z0-9_]*$/)
    expect(title.length, name).toBeGreaterThan(10)
    expect(tried.length, name).toBeGreaterThan(0)
    for (const claim of tried) expect(claims, name).toContain(claim)
    for (const meaning of Object.values(meanings)) expect(meaning.length, name).toBeGreaterThan(2)
  }
})

test('every function of code is that of a page', () => {
  const used = PREDICTIONS.flatMap(({ text }) => /^code: (\S+)$/m.exec(text?.text ?? '')?.[1] ?? [])
  expect(used.toSorted()).toEqual([...CODE.keys()].toSorted())
})

test.each(PREDICTIONS.map((page) => [page.name, page] as const))('%s: a value inside, none outside', (name, page) => {
  const { parameters } = page.definition
  const inside = parameters.map(sample)
  const value = predicted(name, ...inside)
  // At beta1 = 1/2 the limit of m_t / sqrt(v_(t-1)) and of ACProp with m_t does not exist.
  if (/^limit_p2_(momentum_first|acprop_m)$/.test(name)) expect(value).toBe(Number.POSITIVE_INFINITY)
  else if (!/^(ahn_beta|nonsmooth_steps|equilibrium_norm|eps_peak_\w+)$/.test(name))
    expect(value, `${inside}`).not.toBeNaN()
  for (const [k, { name: parameter, range }] of parameters.entries()) {
    const { low, high, openLow, openHigh, whole } = range
    const outside = [
      Number.NaN,
      ...(openLow ? [low] : [low - 1]),
      ...(openHigh ? [high] : [high + 1]),
      ...(whole ? [low + 0.5] : []),
    ]
    for (const wrong of outside.filter((x) => !contains(range, x)))
      expect(predicted(name, ...inside.with(k, wrong)), `${parameter} = ${wrong}`).toBeNaN()
  }
})

test.each(PREDICTIONS.map((page) => [page.name, page] as const))('%s: its TeX renders', (_, { definition }) => {
  for (const line of definitionTex(definition)) {
    expect(() => katex.renderToString(line, { throwOnError: true, strict: 'error' }), line).not.toThrow()
  }
})

test('the ranges are those that the page states, at their ends', () => {
  for (const [x, valid] of [
    [0, true],
    [1, false],
    [1 - 1e-6, true],
    [-1e-9, false],
  ] as const)
    expect(Number.isFinite(predicted('discrete_boundary', x))).toBe(valid)
  for (const [x, valid] of [
    [0, false],
    [1, false],
    [0.3, true],
  ] as const)
    expect(Number.isFinite(predicted('boundary_update', 3, x))).toBe(valid)
  fc.assert(
    fc.property(
      fc.double(),
      (n) => Number.isFinite(predicted('boundary_update', n, 0.5)) === (Number.isSafeInteger(n) && n >= 1),
    ),
  )
})
