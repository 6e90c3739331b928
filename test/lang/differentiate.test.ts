import fc from 'fast-check'
import { all, create } from 'mathjs'
import { describe, expect, test } from 'vitest'
import { gradient } from '../../src/lang/differentiate.ts'
import { evaluate } from '../../src/lang/evaluate.ts'
import { reachable } from '../../src/lang/facts.ts'
import { coordinate, point, scalarText, smoothText } from './expressions.ts'
import { bigOf, oracle } from './oracle.ts'
import { bindingsOf, environmentOf, nodeOf, type Scope } from './support.ts'

/** Value and gradient with respect to `x`. */
function derive(text: string, scope: Scope, dimension = 3) {
  const env = environmentOf(scope, dimension)
  const output = nodeOf(text, env)
  const node = gradient(env.graph, output, nodeOf('x', env))
  const [value, slope] = evaluate([output, node], bindingsOf(scope, dimension))
  return { node, value: Number(value), slope: typeof slope === 'object' ? [...slope] : [slope ?? Number.NaN] }
}

const gradientOf = (text: string, x: readonly number[], more: Scope = {}): number[] =>
  derive(text, { ...more, x }, x.length).slope

describe('gradients are right', () => {
  test("those of scalars agree with mathjs's derivative", () => {
    if (!all) throw new Error('mathjs exports no functions')
    const math = create(all)
    let compared = 0
    fc.assert(
      fc.property(smoothText, coordinate, coordinate, (text, x, y) => {
        const wanted = math.derivative(text, 'x', { simplify: false }).evaluate({ x, y })
        fc.pre(Number.isFinite(wanted))
        const { slope, value } = derive(text, { x, y }, 1)
        const size = 1 + Math.abs(wanted) + Math.abs(value)
        fc.pre(size < 1e4)
        expect(Math.abs((slope[0] ?? Number.NaN) - wanted), text).toBeLessThan(1e-10 * size)
        compared++
      }),
      { numRuns: 500 },
    )
    expect(compared).toBeGreaterThan(400)
  })

  test('those of vectors agree with central differences in 64 digits', () => {
    const h = bigOf('1e-22')
    let compared = 0
    fc.assert(
      fc.property(scalarText, point, (text, { a, x, y }) => {
        let size = 1
        const at = (k: number, sign: 1 | -1) =>
          oracle(
            text,
            {
              a: bigOf(a),
              x: x.map((value, j) => (j === k ? bigOf(value).plus(h.times(sign)) : bigOf(value))),
              y: y.map(bigOf),
              i: [1, 2, 3].map(bigOf),
            },
            (value) => {
              size = Math.max(size, Math.abs(value.toNumber()))
            },
          )
        const wanted = x.map((_, k) => {
          const [up, down] = [at(k, 1), at(k, -1)]
          if (Array.isArray(up) || Array.isArray(down)) throw new Error('not a scalar')
          return up.minus(down).div(h.times(2)).toNumber()
        })
        fc.pre(size < 1e4)
        const { slope } = derive(text, { a, x, y })
        const scale = size * (1 + Math.max(...wanted.map(Math.abs)))
        for (const [k, value] of slope.entries()) {
          expect(Math.abs(value - (wanted[k] ?? Number.NaN)), `${text} at ${k}`).toBeLessThan(1e-11 * scale)
          compared++
        }
      }),
      { numRuns: 150 },
    )
    expect(compared).toBeGreaterThan(400)
  })
})

describe('where there is no derivative, the stated subgradient is taken', () => {
  test.each<[string, number[], number[]]>([
    ['sum(abs(x))', [0, -2, 3], [0, -1, 1]],
    ['norm(x)', [0, 0, 0], [0, 0, 0]],
    ['norm(x)', [3, 0, 4], [0.6, 0, 0.8]],
    ['norminf(x)', [2, -2, 1], [0.5, -0.5, 0]],
    ['norminf(x)', [0, 0, 0], [0, 0, 0]],
    ['max(x)', [1, 1, 0], [0.5, 0.5, 0]],
    ['min(x)', [1, 1, 1], [1 / 3, 1 / 3, 1 / 3]],
    ['max(x[1], 2 * x[2])', [2, 1, 0], [1, 0, 0]],
    ['min(2 * x[2], x[1])', [2, 1, 0], [0, 2, 0]],
    ['sum(max(x, -x))', [0, -1, 2], [1, -1, 1]],
    ['sum(max(0, x))', [0, -1, 2], [0, 0, 1]],
    ['sum(clamp(x, 0, 1))', [0, 1, 2], [1, 1, 0]],
    ['prod(x)', [2, 3, 5], [15, 10, 6]],
    ['prod(x)', [2, 0, 5], [0, 10, 0]],
    ['prod(x)', [0, 0, 5], [0, 0, 0]],
    ['sum(floor(x) + sign(x) + (x > 1))', [1.5, 0, 2], [0, 0, 0]],
    ['sum(mod(x, 2))', [1.5, 0.5, 5], [1, 1, 1]],
    ['x[2]^2', [1, 3, 2], [0, 6, 0]],
    ['sum(x^0)', [0, 1, 2], [0, 0, 0]],
    ['sum(x^2.5)', [0, 1, 4], [0, 2.5, 20]],
    ['sum(2^x)', [0, 1, 2], [Math.LN2, 2 * Math.LN2, 4 * Math.LN2]],
    ['a', [1, 2, 3], [0, 0, 0]],
    ['a * sum(x)', [1, 2, 3], [7, 7, 7]],
    ['sum(x + a * sum(x))', [1, 2, 3], [22, 22, 22]],
    ['sum(i > 1 ? x : x[1])', [1, 2, 3], [1, 1, 1]],
    ['sum(0 * x)', [1, 2, 3], [0, 0, 0]],
  ])('%s at %j', (text, x, slope) => {
    const got = gradientOf(text, x, { a: 7 })
    for (const [k, value] of slope.entries()) expect(got[k]).toBeCloseTo(value, 14)
    expect(got).toHaveLength(3)
  })

  test.each<[string, number[], number[]]>([
    ['sum(x > 0 ? sqrt(x) : 0)', [4, -1, 0], [0.25, 0, 0]],
    ['sum(x > 0 ? x * log(x) : 0)', [1, -1, 0], [1, 0, 0]],
    ['sum(abs(x) > 1 ? 1 / x : x)', [2, 0, 0.5], [-0.25, 1, 1]],
    ['sum(max(1, exp(x)))', [0, 1000, -1], [0, Number.POSITIVE_INFINITY, 0]],
    ['sum(min(1, pow(x, a)))', [1, 2, 4], [0, 0, 0]],
    ['sum(log(max(x, 1)))', [2, 0, -1], [0.5, 0, 0]],
    ['norm(x) > 1 ? log(norm(x)) : 0', [0, 0, 0], [0, 0, 0]],
  ])('a side that is not chosen adds 0, also where it is not finite: %s', (text, x, slope) =>
    expect(gradientOf(text, x, { a: 0.5 }).map((v) => v + 0)).toEqual(slope),
  )

  test('an exponent that is a variable', () => {
    expect(gradientOf('sum(x^a)', [0, 1, 2], { a: 0 })).toEqual([0, 0, 0])
    expect(gradientOf('sum(x^a)', [0, 1, 2], { a: 1 })).toEqual([1, 1, 1])
    expect(derive('a^x', { x: 3, a: 0 }, 1).slope[0]).toBe(0)
  })
})

describe('the graph of a gradient', () => {
  test('has no terms that are structurally zero', () => {
    const { node } = derive('dot(y, x) + a * a + sum(y^2)', { x: [1, 2, 3], y: [1, 1, 1], a: 2 })
    expect([...reachable([node])].map((n) => n.kind)).toEqual(['state'])
  })
  test('is exactly 0 where the output does not depend on the leaf', () => {
    const { node, slope } = derive('a * a', { x: [1, 2, 3], a: Number.NaN })
    expect(node.shape).toBe('vector')
    expect(slope).toEqual([0, 0, 0])
  })
  test('grows linearly with the formula', () => {
    const env = environmentOf({ x: [1, 2, 3] }, 3)
    let output = nodeOf('sum(x)', env)
    for (let k = 0; k < 20_000; k++) output = env.graph.unary('sin', output)
    expect(reachable([gradient(env.graph, output, nodeOf('x', env))]).size).toBeLessThan(70_000)
  })
  test('is a scalar with respect to a scalar', () => {
    expect(derive('sum(x * i)', { x: 2 }).slope).toEqual([6])
  })
  test('a scalar that is reduced counts d times', () => {
    const env = environmentOf({ x: 2 }, 3)
    const x = nodeOf('x', env)
    const outputs = [env.graph.reduce('sum', x), env.graph.reduce('prod', x), env.graph.reduce('max', x)]
    const slopes = outputs.map((output) => gradient(env.graph, output, x))
    expect(evaluate(slopes, bindingsOf({ x: 2 }, 3))).toEqual([3, 12, 1])
  })
  test('a vector has no gradient', () => {
    const env = environmentOf({ x: [1] }, 1)
    expect(() => gradient(env.graph, nodeOf('x', env), nodeOf('x', env))).toThrow('scalar')
  })
})
