import fc from 'fast-check'
import katex from 'katex'
import { describe, expect, test } from 'vitest'
import { parseBlock, parseFormula } from '../../src/lang/parse.ts'
import { Diagnostics, plainSource } from '../../src/lang/source.ts'
import { blockTex, formulaTex, nameTex } from '../../src/lang/tex.ts'
import { scalarText, vectorText } from './expressions.ts'

function tex(text: string): string {
  const formula = parseFormula(plainSource(text), new Diagnostics())
  if (!formula) throw new Error(text)
  return formulaTex(formula.expr)
}

const render = (source: string) => katex.renderToString(source, { throwOnError: true, strict: 'error' })

test.each([
  ['mhat', '\\hat m'],
  ['vbar', '\\bar v'],
  ['xbar', '\\bar x'],
  ['beta1', '\\beta_1'],
  ['beta2', '\\beta_2'],
  ['beta12', '\\beta_{12}'],
  ['eps', '\\epsilon'],
  ['lr', '\\alpha'],
  ['x', 'x'],
  ['T', 'T'],
  ['x_before', 'x_{\\text{before}}'],
  ['v_max', 'v_{\\text{max}}'],
  ['grad', '\\nabla f'],
  ['xstar', 'x^\\star'],
  ['vhat2', '\\hat v_2'],
  ['vhat_max', '\\hat v_{\\text{max}}'],
  ['weight_decay', '\\mathit{weight}_{\\text{decay}}'],
  ['momentum', '\\mathit{momentum}'],
  ['lambda', '\\lambda'],
  ['chat', '\\hat c'],
  ['what', '\\hat w'],
  ['Infinity', '\\infty'],
])('the name %s', (name, wanted) => {
  expect(nameTex(name)).toBe(wanted)
  render(wanted)
})

test.each([
  ['a + b * c', 'a + b c'],
  ['(a + b) * c', '\\left(a + b\\right) c'],
  ['a - (b - c)', 'a - \\left(b - c\\right)'],
  ['(a - b) - c', 'a - b - c'],
  ['a - (-b)', 'a - \\left(-b\\right)'],
  ['a * (-b)', 'a \\left(-b\\right)'],
  ['2 * 3', '2 \\cdot 3'],
  ['x * 2', 'x \\cdot 2'],
  ['2 * x', '2 x'],
  ['beta1 * m + (1 - beta1) * g', '\\beta_1 m + \\left(1 - \\beta_1\\right) g'],
  ['mhat / (sqrt(vhat) + eps)', '\\frac{\\hat m}{\\sqrt{\\hat v} + \\epsilon}'],
  ['(a / b)^2', '\\left(\\frac{a}{b}\\right)^{2}'],
  ['-x^2', '-x^{2}'],
  ['(-x)^2', '\\left(-x\\right)^{2}'],
  ['1 - beta2^t', '1 - \\beta_2^{t}'],
  ['t^-0.25', 't^{-0.25}'],
  ['(a^b)^c', '\\left(a^{b}\\right)^{c}'],
  ['a^b^c', 'a^{b^{c}}'],
  ['1e-3 * x', '10^{-3} x'],
  ['2.5e6', '2.5 \\cdot 10^{6}'],
  ['(1e-3)^2', '\\left(10^{-3}\\right)^{2}'],
  [
    'abs(x) + norm(x) + norm1(x) + norminf(x)',
    '\\left\\lvert x\\right\\rvert + \\left\\lVert x\\right\\rVert + \\left\\lVert x\\right\\rVert_1 + \\left\\lVert x\\right\\rVert_\\infty',
  ],
  ['x > 0 ? 1 : -1', '\\begin{cases} 1 & \\text{if } x > 0 \\\\ -1 & \\text{otherwise} \\end{cases}'],
  ['a < b <= c', 'a < b \\land b \\le c'],
  ['not (a and b)', '\\lnot \\left(a \\land b\\right)'],
  ['max(x, eps)', '\\max\\left(x, \\epsilon\\right)'],
  ['clamp(x, -1, 1)', '\\operatorname{clip}\\left(x; -1, 1\\right)'],
  ['dot(x, g)', '\\left\\langle x, g\\right\\rangle'],
  ['2 * sum(x) - sum(x + 1)', '2 \\left(\\sum_i x\\right) - \\sum_i \\left(x + 1\\right)'],
  ['past(g, 2)', 'g_{t - 2}'],
  ['past(g, n + 1)', 'g_{t - \\left(n + 1\\right)}'],
  ['x[1] * m[j]', 'x_{1} m_{j}'],
  ['[1, -2]', '\\left(1, -2\\right)'],
  ['objective(xbar) - pi', 'f\\left(\\bar x\\right) - \\pi'],
  ['mod(t, 3)', 't \\bmod 3'],
  ['sign(g)', '\\operatorname{sign}\\left(g\\right)'],
  [
    '2 * (x > 0 ? 1 : 2)',
    '2 \\left(\\begin{cases} 1 & \\text{if } x > 0 \\\\ 2 & \\text{otherwise} \\end{cases}\\right)',
  ],
])('the formula %s', (text, wanted) => {
  expect(tex(text)).toBe(wanted)
  render(wanted)
})

describe('everything renders', () => {
  test.each([
    ['scalars', scalarText],
    ['vectors', vectorText],
  ])('%s', (_, text) => {
    fc.assert(
      fc.property(text, (formula) => {
        render(tex(formula))
      }),
      { numRuns: 200 },
    )
  })
  test('names', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,4}(star|hat|bar)?[12_]{0,2}$/), (name) => {
        fc.pre(parseFormula(plainSource(name), new Diagnostics()) !== null)
        render(tex(`${name}^2 + ${name}[1]^2`))
      }),
      { numRuns: 500 },
    )
  })
})

test('blocks', () => {
  const text = 'm = beta1 * m\nrepeat j = 1:k - 1\ns[j] = s[j + 1]\nrepeat l = j:k\nx_before = x\nend\nend'
  const block = parseBlock(plainSource(text), new Diagnostics())
  const lines = blockTex(block?.statements ?? [])
  expect(lines).toEqual([
    'm \\leftarrow \\beta_1 m',
    '\\text{for } j = 1, \\dots, k - 1\\text{:}',
    '\\quad s_{j} \\leftarrow s_{j + 1}',
    '\\quad \\text{for } l = j, \\dots, k\\text{:}',
    '\\quad \\quad x_{\\text{before}} \\leftarrow x',
  ])
  lines.forEach(render)
})
