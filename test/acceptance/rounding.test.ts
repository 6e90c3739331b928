import { describe, expect, test } from 'vitest'
import { fileCatalog } from '../../src/host/file-catalog.ts'
import { exactPath } from './exact.ts'
import { simulate } from './lab.ts'
import { fixture, recorded } from './recorded.ts'

const catalog = fileCatalog()
const rules = catalog.names('optimizer').flatMap((name) => {
  const page = catalog.page('optimizer', name)
  return [name, ...Object.keys(page.dialects).map((dialect) => `${name}@${dialect}`)]
})

/** Largest difference of two paths, relative to the largest |x| of the coordinate so far; NaN is infinitely far. */
function apart(path: readonly (readonly number[])[], oracle: readonly (readonly number[])[]): number {
  const scale = (oracle[0] ?? []).map(Math.abs)
  let worst = path.length === oracle.length ? 0 : Number.POSITIVE_INFINITY
  oracle.forEach((point, t) => {
    point.forEach((x, k) => {
      scale[k] = Math.max(scale[k] ?? 0, Math.abs(x))
      const error = Math.abs((path[t]?.[k] ?? Number.NaN) - x) / scale[k]
      worst = error <= worst ? worst : Number.isNaN(error) ? Number.POSITIVE_INFINITY : error
    })
  })
  return worst
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
    const [name = '', dialect] = rule.split('@')
    const page = catalog.page('optimizer', name, dialect)
    const oracle = exactPath(page, gradients, x0, 1)
    const mine = gradients.map((_, t) => x0.map((_, k) => result?.values[`x${k + 1}`]?.[0]?.[t] ?? Number.NaN))
    const error = apart(mine, oracle)
    if (error > 1e-13) {
      // A rule may take differences of iterates, and magnify their rounding. Then it may do no worse than exact arithmetic
      // in which the iterate alone is rounded to a double at every step.
      const rounded = exactPath(page, gradients, x0, 1, { storedAsDouble: true })
      expect(error).toBeLessThanOrEqual(4 * apart(rounded, oracle))
    }
  })
})
