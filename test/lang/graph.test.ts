import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { evaluate } from '../../src/lang/evaluate.ts'
import { denominators, dependsOn, reachable } from '../../src/lang/facts.ts'
import { Graph } from '../../src/lang/graph.ts'
import type { BinaryOp, Node } from '../../src/lang/node.ts'
import { bindingsOf, environmentOf, nodeOf, runText } from './support.ts'

const scope = { a: 1.5, b: -2, x: [1, 2, 3] }
const constOf = (node: Node): number => {
  if (node.kind !== 'const') throw new Error(`${node.kind} is not folded`)
  return node.value
}

describe('sharing', () => {
  test('equal expressions are the same node', () => {
    const env = environmentOf(scope, 3)
    expect(nodeOf('sqrt(a * b) + x', env)).toBe(nodeOf('sqrt((a*b)) + x', env))
    expect(nodeOf('a * b', env)).not.toBe(nodeOf('b * a', env))
    expect(reachable([nodeOf('exp(a + b) * exp(a + b)', env)]).size).toBe(5)
  })
  test('the same through statements', () => {
    const env = runText('p = a * b + 1\nq = a * b + 1', environmentOf(scope, 3))
    expect(env.names.get('p')).toEqual(env.names.get('q'))
    expect(env.names.get('p')?.kind === 'value' && env.names.get('p')).toMatchObject({ node: nodeOf('a * b + 1', env) })
  })
  test('an operand has a smaller id', () => {
    const env = environmentOf(scope, 3)
    for (const node of reachable([nodeOf('norm(x - a) / max(a, b, sum(x))', env)])) {
      if (node.kind === 'binary') expect(Math.max(node.a.id, node.b.id)).toBeLessThan(node.id)
    }
  })
})

describe('folding', () => {
  test('keeps -0 and 0 apart', () => {
    const graph = new Graph()
    expect(graph.const(0)).not.toBe(graph.const(-0))
    expect(graph.literal([0])).not.toBe(graph.literal([-0]))
    const a = graph.param('a')
    expect(graph.add(a, graph.const(-0))).toBe(a)
    expect(graph.add(a, graph.const(0))).not.toBe(a)
    expect(graph.sub(a, graph.const(0))).toBe(a)
    expect(graph.sub(a, graph.const(-0))).not.toBe(a)
    expect(constOf(graph.unary('neg', graph.const(0)))).toBe(-0)
    expect(constOf(graph.mul(graph.const(-1), graph.const(0)))).toBe(-0)
  })
  test('does not drop what can be NaN', () => {
    const graph = new Graph()
    const a = graph.param('a')
    expect(graph.mul(a, graph.const(0)).kind).toBe('binary')
    expect(graph.sub(a, a).kind).toBe('binary')
    expect(graph.div(a, a).kind).toBe('binary')
  })
  test('keeps the shape', () => {
    const env = environmentOf(scope, 3)
    for (const text of ['x^0', 'x^1', 'x^2', 'x * 1', 'x > 0 ? 1 : 1', '1 ? x : 0', 'a + 0 * x', 'x[1] > 0 ? x : x'])
      expect(nodeOf(text, env).shape, text).toBe('vector')
  })
  test('small powers are products', () => {
    const env = environmentOf(scope, 3)
    expect(nodeOf('a^2', env)).toBe(nodeOf('a * a', env))
    expect(nodeOf('a^0', env)).toBe(nodeOf('1', env))
    expect(nodeOf('a^1', env)).toBe(nodeOf('a', env))
    expect(nodeOf('a^3', env)).toBe(nodeOf('(a * a) * a', env))
    expect(nodeOf('a^4', env)).toBe(nodeOf('(a * a) * (a * a)', env))
    expect(nodeOf('a^0.5', env)).toBe(nodeOf('sqrt(a)', env))
    expect(nodeOf('a^-1', env)).toBe(nodeOf('1 / a', env))
    expect(nodeOf('a^b', env).kind).toBe('binary')
  })
  test('a choice that is made before the run is its branch, as long as the shape is that of both', () => {
    const graph = new Graph()
    const [a, b, x] = [graph.param('a'), graph.param('b'), graph.state('x', 'vector')]
    expect(graph.select(graph.const(2), a, b)).toBe(a)
    expect(graph.select(graph.const(0), a, b)).toBe(b)
    expect(graph.select(a, b, b)).toBe(b)
    expect(graph.select(x, a, a).kind).toBe('select')
    expect(graph.select(graph.const(1), a, x)).toMatchObject({ kind: 'select', shape: 'vector' })
  })
  test('never changes a value', () => {
    const special = fc.oneof(fc.double(), fc.constantFrom(0, -0, 1, -1, 2, 0.5, Number.NaN, Number.POSITIVE_INFINITY))
    const operations: BinaryOp[] = ['add', 'sub', 'mul', 'div', 'min', 'max', 'lt', 'le', 'gt', 'ge', 'eq', 'ne']
    fc.assert(
      fc.property(fc.constantFrom(...operations), special, special, (op, a, b) => {
        const graph = new Graph()
        const [va, vb] = [graph.state('a', 'scalar'), graph.state('b', 'scalar')]
        const [ca, cb] = [graph.const(a), graph.const(b)]
        const nodes = [
          graph.binary(op, va, vb),
          graph.binary(op, ca, vb),
          graph.binary(op, va, cb),
          graph.binary(op, ca, cb),
        ]
        const [wanted, ...others] = evaluate(nodes, bindingsOf({ a, b }, 1))
        for (const value of others) expect(value).toBe(wanted)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('facts', () => {
  const env = environmentOf({ g: [1], v: [1], lr: 1, eps: 1 }, 1)
  const isState = (name: string) => (node: Node) => node.kind === 'state' && node.name === name
  test('whether the denominator sees the gradient', () => {
    const adam = nodeOf('lr * g / (sqrt(0.9 * v + 0.1 * g^2) + eps)', env)
    const adopt = nodeOf('lr * g / (sqrt(v) + eps)', env)
    expect(denominators(adam)).toEqual([nodeOf('sqrt(0.9 * v + 0.1 * g^2) + eps', env)])
    expect(denominators(adam).some((node) => dependsOn(node, isState('g')))).toBe(true)
    expect(denominators(adopt).some((node) => dependsOn(node, isState('g')))).toBe(false)
    expect(dependsOn(adopt, isState('g'))).toBe(true)
  })
  test('each denominator once, none for none', () => {
    expect(denominators(nodeOf('1 / v + g / v + lr / (1 / eps)', env))).toHaveLength(3)
    expect(denominators(nodeOf('g * lr', env))).toEqual([])
  })
})
