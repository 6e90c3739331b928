import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { evaluate } from '../../src/lang/evaluate.ts'
import { evaluateFormula } from '../../src/lang/formula-value.ts'
import { Graph } from '../../src/lang/graph.ts'
import { parseFormula } from '../../src/lang/parse.ts'
import { Diagnostics, plainSource } from '../../src/lang/source.ts'
import { point, scalarText, vectorText } from './expressions.ts'
import { bigOf, oracle } from './oracle.ts'
import { bindingsOf, marked, valueAt } from './support.ts'

const list = (value: number | number[]): number[] => (typeof value === 'number' ? [value] : value)

describe('values agree with 64-digit evaluation of the same text', () => {
  test.each([
    ['scalars', scalarText],
    ['vectors', vectorText],
  ])('%s', (_, text) => {
    let compared = 0
    fc.assert(
      fc.property(text, point, (formula, { a, x, y }) => {
        // The size of the largest intermediate number bounds what cancellation can lose.
        let size = 1
        const scope = { a: bigOf(a), x: x.map(bigOf), y: y.map(bigOf), i: [1, 2, 3].map(bigOf) }
        const wanted = oracle(formula, scope, (value) => {
          size = Math.max(size, Math.abs(value.toNumber()))
        })
        fc.pre(size < 1e6)
        const got = list(valueAt(formula, { a, x, y }))
        const exact = (Array.isArray(wanted) ? wanted : [wanted]).map((value) => value.toNumber())
        expect(got).toHaveLength(exact.length)
        for (const [k, value] of got.entries()) {
          expect(Math.abs(value - (exact[k] ?? Number.NaN)), formula).toBeLessThanOrEqual(1e-13 * size)
          compared++
        }
      }),
      { numRuns: 400 },
    )
    expect(compared).toBeGreaterThan(300)
  })
})

describe('definitions', () => {
  const x = [3, -4, 0]
  test.each<[string, number | number[]]>([
    ['sign(x)', [1, -1, 0]],
    ['sign(-0)', -0],
    ['clamp(x, -1, 2)', [2, -1, 0]],
    ['clamp(1, 3, 2)', 2],
    ['mod(-1, 3)', 2],
    ['mod(x, -3)', [0, -1, 0]],
    ['norm(x)', 5],
    ['norm1(x)', 7],
    ['norminf(x)', 4],
    ['mean(x)', -1 / 3],
    ['sum(x)', -1],
    ['prod(x + 1)', -12],
    ['dot(x, i)', -5],
    ['max(x)', 3],
    ['min(x)', -4],
    ['max(x, 0, i)', [3, 2, 3]],
    ['min(1, 2, 0)', 0],
    ['x[2]', -4],
    ['x > 0', [1, 0, 0]],
    ['not x', [0, 0, 1]],
    ['x and 1', [1, 1, 0]],
    ['x or 0', [1, 1, 0]],
    ['-5 < x < 1', [0, 1, 1]],
    ['3 and 2', 1],
    ['x > 0 ? i : -i', [1, -2, -3]],
    ['1 > 0 ? x : 0', x],
    ['[1, 2, 3] * 2', [2, 4, 6]],
    ['sqrt(-1)', Number.NaN],
    ['max(0/0, 1)', Number.NaN],
    ['min(x / x)', Number.NaN],
    ['0/0 ? 1 : 2', 1],
    ['not (0/0)', 0],
    ['0/0 != 0/0', 1],
    ['1 / -(x * 0)', [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]],
    ['pow(2, 10)', 1024],
    ['x^0', [1, 1, 1]],
    ['x^3', [27, -64, 0]],
    ['d', 3],
    ['pi', Math.PI],
    ['-Infinity', Number.NEGATIVE_INFINITY],
  ])('%s', (text, value) => expect(valueAt(text, { x })).toEqual(value))

  test('sums start at -0, in the order of the coordinates', () => {
    expect(valueAt('sum(x)', { x: [-0, -0, -0] })).toBe(-0)
    expect(valueAt('sum(x)', { x: [1e16, 1, -1e16] })).toBe(0)
    expect(valueAt('prod(x)', { x: [] }, 0)).toBe(1)
  })

  test('draws, tables, parameters and the step are asked for', () => {
    const graph = new Graph()
    const nodes = [
      graph.draw(1, 2, 'scalar'),
      graph.draw(1, 2, 'vector'),
      graph.table('g'),
      graph.param('lr'),
      graph.step(),
    ]
    const values = evaluate(nodes, {
      ...bindingsOf({}, 2),
      draw: (stream, number, k) => 100 * stream + 10 * number + k,
      table: (name, k) => name.length + k,
      param: () => 0.5,
      step: 7,
    })
    expect(values).toEqual([120, Float64Array.of(121, 122), Float64Array.of(2, 3), 0.5, 7])
  })

  test('a graph of any depth', () => {
    const graph = new Graph()
    let node = graph.state('a', 'scalar')
    for (let k = 0; k < 100_000; k++) node = graph.add(node, graph.const(1))
    expect(evaluate([node], bindingsOf({ a: 1 }, 1))).toEqual([100_001])
  })
})

describe('evaluateFormula', () => {
  const run = (text: string, names: Record<string, number>) => {
    const sink = new Diagnostics()
    const formula = parseFormula(plainSource(text), sink)
    const value = formula && evaluateFormula(formula, names, sink)
    return sink.failed ? marked(text, sink.list) : value
  }
  test('facts and predictions', () => {
    expect(run('G * sqrt(T) / (1 - beta1)', { G: 2, T: 100, beta1: 0.5 })).toBe(40)
    expect(run('sum(1 / i)', { d: 2 })).toBe(1.5)
    expect(run('beta2 < 1 and beta1 < sqrt(beta2)', { beta1: 0.9, beta2: 0.999 })).toBe(1)
  })
  test('mistakes', () => {
    expect(run('1 - beta_2', { beta2: 1 })).toEqual(["beta_2 <- unknown name 'beta_2' | did you mean 'beta2'?"])
    expect(run('1 / i', {})).toEqual([
      '1 / i <- a scalar is needed here, this is a vector | reduce it with sum, norm, or x[1]',
    ])
    expect(run('loss(1)', {})).toEqual(["loss <- 'loss' cannot be called here"])
  })
})
