import { expect, it } from 'vitest'
import { parseFormula } from '../../src/lang/parse.ts'
import { Diagnostics, plainSource } from '../../src/lang/source.ts'
import { diagnosticsOf, page } from './support.ts'

const hintOf = (formula: string): string | undefined => {
  const sink = new Diagnostics()
  parseFormula(plainSource(formula), sink)
  return sink.list[0]?.hint
}

it.each([
  ['sgn(x)', 'write `sign(...)`'],
  ['ln(x)', 'write `log(...)`'],
  ['log10(x)', 'write `log(a) / log(10)`'],
  ['fabs(x)', 'write `abs(...)`'],
  ['maximum(x, 0)', 'write `max(...)`'],
  ['clip(x, 0, 1)', 'write `clamp(...)`'],
  ['where(x > 0, 1, 2)', 'write `test ? yes : no`'],
  ['len(x)', 'write `d`'],
  ['np.sqrt(x)', 'nothing stands before the name of a function: write `sqrt(...)`'],
  ['np.linalg.norm(x)', 'nothing stands before the name of a function: write `norm(...)`'],
  ['torch.maximum(x, 0)', 'nothing stands before the name of a function: write `max(...)`'],
  ['x.sum()', 'nothing stands before the name of a function: write `sum(...)`'],
  ['np.pi', 'write `pi`'],
  ['math.inf', 'write `Infinity`'],
  ['\\sqrt{x}', 'write `sqrt(...)`'],
  ['\\frac{1}{t}', 'write `a / b`'],
  ['\\beta', 'write the name out: `beta`'],
  ['norm(x, 1)', '`norm1(a)` and `norminf(a)` are the other norms'],
  ['x @ x', 'write `dot(a, b)`'],
])('%s', (formula, hint) => {
  expect(hintOf(formula)).toBe(hint)
})

it('a function that nothing here replaces', () => {
  expect(hintOf('arctan(x)')).toMatch(/^there is no such function; there are sqrt, .*mean$/)
})

it('constants, unless the page has one of that name', () => {
  const hints = (formula: string) => diagnosticsOf(page({ measures: `{far: "${formula}"}` })).map(({ hint }) => hint)
  expect(hints('e')).toEqual(['write `exp(1)`'])
  expect(hints('inf')).toEqual(['write `Infinity`'])
  const own = '{name: own, step: "x = x - e*g", hyper: {e: 0.1}}'
  expect(diagnosticsOf(page({ optimizers: own, measures: '{far: e*norm(x)}' }))).toEqual([])
})
