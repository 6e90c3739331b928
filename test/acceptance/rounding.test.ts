import { all, create } from 'mathjs'
import { describe, expect, test } from 'vitest'
import { fileCatalog } from '../../src/catalog/catalog.ts'
import type { Formula } from '../../src/lang/syntax.ts'
import { simulate } from './lab.ts'
import { fixture, recorded } from './recorded.ts'

// biome-ignore lint/style/noNonNullAssertion: mathjs types its complete set of factories as optional
const math = create(all!, { number: 'BigNumber', precision: 64 })
const clamp = (x: never, low: never, high: never) => math.min(math.max(x, low), high)
math.import({ clamp }, { override: true })

const catalog = fileCatalog()
const rules = catalog.names('optimizer').flatMap((name) => {
  const page = catalog.page('optimizer', name)
  return [name, ...Object.keys(page.dialects).map((dialect) => `${name}@${dialect}`)]
})

const text = (formula: Formula) => formula.source.text

/** The rule of a page, on the gradients of one coordinate, in 64 digits: the text that the page has, evaluated by mathjs. */
function exact(rule: string, gradients: readonly number[], start: number): number[] {
  const [name = '', dialect] = rule.split('@')
  const page = catalog.page('optimizer', name, dialect)
  const scope = new Map<string, unknown>([['x', math.bignumber(start)]])
  for (const [key, formula] of Object.entries(page.hyper)) scope.set(key, math.evaluate(text(formula), scope))
  for (const state of page.state) scope.set(state.name, math.evaluate(text(state.init), scope))
  const step = math.parse(page.step.source.text)
  const first = page.init && math.parse(page.init.source.text)
  return gradients.map((g, k) => {
    scope.set('g', math.bignumber(g))
    scope.set('t', math.bignumber(first ? k : k + 1))
    if (first && k === 0) first.evaluate(scope)
    else step.evaluate(scope)
    return Number(scope.get('x'))
  })
}

describe('every optimizer page agrees with its own text evaluated in 64 digits', () => {
  const file = 'torch.adam.default.gauss-scales.jsonl'
  const { x0, gradients } = recorded(file)

  test.each(rules)('%s', (rule) => {
    const measures = x0.map((_, k) => `x${k + 1}: "x[${k + 1}]"`).join(', ')
    const [result] = simulate(
      `name: rounding
problem: {use: replay, file: ${file}}
optimizers: {use: "${rule}"}
steps: ${gradients.length}
record: {points: ${gradients.length}, scale: linear}
measures: {${measures}}
`,
      fixture,
    )
    let compared = 0
    x0.forEach((start, k) => {
      const oracle = exact(
        rule,
        gradients.map((g) => g[k] as number),
        start,
      )
      let scale = Math.abs(start)
      oracle.forEach((x, t) => {
        scale = Math.max(scale, Math.abs(x))
        const mine = result?.values[`x${k + 1}`]?.[0]?.[t] ?? Number.NaN
        expect(Math.abs(mine - x) / scale).toBeLessThanOrEqual(1e-13)
        compared++
      })
    })
    expect(compared).toBe(gradients.length * x0.length)
  })
})
