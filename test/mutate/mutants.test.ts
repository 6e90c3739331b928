import { describe, expect, it } from 'vitest'
import { kernelText } from '../../src/cli/kernel-text.ts'
import type { OptimizerPage } from '../../src/config/pages.ts'
import { fileCatalog } from '../../src/host/file-catalog.ts'
import { Diagnostics } from '../../src/lang/source.ts'
import { type Mutants, mutantNames, mutantPage, mutantsOf } from '../../src/mutate/mutants.ts'
import { OPERATORS } from '../../src/mutate/operators.ts'
import { sameGraphs } from '../../src/proof/compare/canonical.ts'
import { ruleDimension } from '../../src/proof/dimension.ts'
import { ruleGraph } from '../../src/proof/rule-graph.ts'
import { simulate } from '../../src/proof/simulate.ts'

const catalog = fileCatalog()
const rule = (name: string) => {
  const [page = '', dialect] = name.split('@')
  return catalog.page('optimizer', page, dialect)
}
const RULES = catalog
  .names('optimizer')
  .flatMap((name) => [
    name,
    ...Object.entries(catalog.page('optimizer', name).dialects).flatMap(([dialect, { breaks }]) =>
      breaks === null ? [`${name}@${dialect}`] : [],
    ),
  ])

describe('the mutants of a rule', () => {
  it('are these of Adam', () => {
    const { mutants, same, unfit } = mutantsOf(rule('adam'), catalog.definitions)
    expect([same, unfit]).toEqual([[], []])
    expect(mutants.map(({ name }) => name)).toEqual([
      ...['m-old', 'v-old', 'm-uncorrected', 'v-uncorrected', 'uncorrected', 'm-corrected-twice', 'v-corrected-twice'],
      ...['m-correction-frozen', 'v-correction-frozen', 'm-correction-ahead', 'm-correction-behind'],
      ...['v-correction-ahead', 'v-correction-behind', 'm-correction-beta2', 'v-correction-beta1', 'eps-inside-root'],
      ...['eps-squared-inside-root', 'eps-bounds-root', 'eps-on-uncorrected-root', 'eps-accumulated', 'eps-dropped'],
      ...['m-with-beta2', 'v-with-beta1', 'beta1-for-beta2', 'm-unweighted', 'm-weighted-twice', 'v-unweighted'],
      ...['v-weighted-twice', 'normalise-first', 'root-dropped', 'm-sign', 'v-sign', 'x-sign', 'm-starts-at-1'],
      ...['v-starts-at-1', 'm-starts-at-input', 'v-starts-at-input', 'm-overwritten', 'v-overwritten', 'v-of-x'],
      ...['v-of-m', 'm-of-last-g', 'v-of-last-g', 'v-of-norm'],
    ])
  })

  it.each<[string, string, string]>([
    ['adam', 'normalise-first', 'm = beta1 * m + (1 - beta1) * g / (sqrt(vhat) + eps)'],
    ['adam', 'v-old', 'vhat = v_old / (1 - beta2^t)'],
    ['adam@l2', 'wd-decoupled', 'x = x - lr * mhat / (sqrt(vhat) + eps) - lr * wd * x'],
    ['adopt', 'average-first', 'x = x - lr * clamp(m / max(sqrt(v), eps), -t^0.25, t^0.25)'],
    ['adopt', 'clip-before-division', 'clamp(g, -t^0.25, t^0.25) / max(sqrt(v), eps)'],
    ['adopt@original', 'm-starts-at-0', '\nm = beta1 * m + (1 - beta1) * u'],
    ['amsgrad@torch', 'vmax-after-correction', 'vmax = max(vmax, v / (1 - beta2^t))'],
    ['amsgrad@optax', 'vmax-before-correction', 'vmax = max(vmax, v)\n'],
    ['kadam', 'v-old', '\n  v_old = t == 1 ? v[j] : v_old\n'],
    ['lion', 'wd-inside-sign', 'u = sign(beta1 * m + (1 - beta1) * g + wd * x)'],
    ['lion', 'look-ahead-dropped', 'u = sign(beta1 * m)'],
    ['adashift', 'old-earlier', 'old = past(g, n - 1)'],
    ['clipped-adam-ema', 'clip-by-gradient', 'z = z * min(1, D / norm(g))'],
    ['adamomentum', 'eps-once-beside-root', '(sqrt(vhat) + eps)'],
  ])('of %s: %s has %j', (name, mutant, text) => {
    expect(mutantPage(rule(name), mutant, catalog.definitions)?.step.source.text).toContain(text)
  })

  it('keep comments, and what they do not change, as it is written', () => {
    const text = mutantPage(rule('clipped-adam-ema'), 'x-sign', catalog.definitions)?.step.source.text
    expect(text).toBe(rule('clipped-adam-ema').step.source.text.replace('x + a * z', 'x - a * z'))
  })

  const made = new Map(RULES.map((name) => [name, mutantsOf(rule(name), catalog.definitions)]))

  it.each(RULES)('of %s have names of their own, run, and none is the rule', (name) => {
    const page = rule(name)
    const { mutants, same, unfit } = made.get(name) as Mutants
    const names = [...mutants, ...same, ...unfit].map((one) => one.name)
    expect(new Set(names).size).toBe(names.length)
    expect([...names].sort()).toEqual([...mutantNames(page)].sort())
    for (const taken of Object.keys(page.dialects)) expect(names).not.toContain(taken)
    for (const { why } of unfit) expect(why).not.toBe('')
    const dimension = ruleDimension([page])
    const graph = (one: OptimizerPage) => {
      const sink = new Diagnostics()
      const found = ruleGraph(one, {}, { dimension, sink })
      expect(sink.list).toEqual([])
      return found as NonNullable<typeof found>
    }
    for (const mutant of mutants) {
      expect(sameGraphs(graph(page), graph(mutant.page))).toBe(false)
      expect(() => simulate(graph(mutant.page), { steps: 3 })).not.toThrow()
    }
  })

  it('are broken by every operator somewhere in the catalog', () => {
    const used = new Set([...made.values()].flatMap(({ mutants }) => mutants.map(({ operator }) => operator)))
    expect(OPERATORS.filter((operator) => !used.has(operator)).map(({ name }) => name)).toEqual([])
  })

  it('are kernels like any other', () => {
    for (const name of ['adam', 'adopt@original', 'kadam']) {
      const { mutants } = made.get(name) as Mutants
      for (const { page } of mutants) {
        const text = kernelText(page)
        expect(text).toContain('(module')
      }
    }
  })
})
