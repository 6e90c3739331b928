import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fold } from '../../src/lang/algebra/algebra.ts'
import { copied } from '../../src/lang/algebra/copies.ts'
import { ALL, BINARY as BINARY_RANGE, range, UNARY as UNARY_RANGE } from '../../src/lang/algebra/range.ts'
import { ranges } from '../../src/lang/algebra/ranges.ts'
import { BINARY_SLOPES, UNARY_SLOPE } from '../../src/lang/algebra/slopes.ts'
import { evaluate } from '../../src/lang/evaluate.ts'
import { inOrder } from '../../src/lang/facts.ts'
import { exactly } from '../../src/lang/folding.ts'
import { signOf } from '../../src/lang/functions.ts'
import { Graph } from '../../src/lang/graph.ts'
import { type BinaryOp, type Node, operands, type UnaryOp } from '../../src/lang/node.ts'
import { bindingsAt, nodesOf, place, recipes, STEP, valued } from './random-graph.ts'

test('a value lies in its range', () => {
  fc.assert(
    fc.property(recipes, place, (recipe, at) => {
      const nodes = inOrder(nodesOf(recipe, at))
      const found = fold(
        nodes,
        ranges({
          param: ({ name }) => range((name === 'a' ? at.a : at.b).low, (name === 'a' ? at.a : at.b).high),
          state: ({ name }) => (name === 's' ? range(at.s.low, at.s.high) : ALL),
          step: range(1, STEP),
        }),
      )
      const values = valued(nodes, bindingsAt(at))
      const told = (node: Node) => `${values.get(node)} in [${found.get(node)?.low}, ${found.get(node)?.high}]`
      for (const [node, numbers] of values) {
        const { low, high } = found.get(node) ?? ALL
        if (numbers.every((value) => low <= value && value <= high)) continue
        throw new Error(
          `${'op' in node ? node.op : node.kind} of ${operands(node).map(told).join(' and ')}: ${told(node)}`,
        )
      }
    }),
    { numRuns: 1000 },
  )
})

test.each<[string, number, number, (graph: Graph, x: Node) => Node]>([
  ['a square is not negative', 0, Number.POSITIVE_INFINITY, (graph, x) => graph.mul(x, x)],
  ['nor is an even power', 0, Number.POSITIVE_INFINITY, (graph, x) => graph.binary('pow', x, graph.const(6))],
  ['a sign is at most 1', -1, 1, signOf],
  [
    'a sum of what is not negative is not negative',
    0,
    Number.POSITIVE_INFINITY,
    (graph, x) => graph.reduce('sum', graph.broadcast(graph.unary('abs', x))),
  ],
  [
    'a branch that is always taken is the range',
    3,
    3,
    (graph, x) => graph.select(graph.binary('le', graph.const(0), graph.unary('abs', x)), graph.const(3), x),
  ],
])('%s', (_, low, high, build) => {
  const graph = new Graph()
  const node = build(graph, graph.state('x', 'scalar'))
  const found = fold([node], ranges({ param: () => ALL, state: () => ALL, step: ALL }))
  expect(found.get(node)).toEqual({ low, high })
})

test('what is too large for a double is not infinite, nor is its reciprocal 0', () => {
  const graph = new Graph()
  const a = graph.param('a')
  const large = graph.mul(a, graph.param('b'))
  const least = graph.div(graph.const(1), large)
  const found = fold([least], ranges({ param: () => range(1e200, 1e200), state: () => ALL, step: ALL }))
  expect(found.get(large)?.low).toBe(Number.MAX_VALUE)
  expect(found.get(least)?.high).toBeGreaterThan(0)
})

test('a copy has the same bits, in a graph that folds and in one that folds only what is exact', () => {
  fc.assert(
    fc.property(recipes, place, (recipe, at) => {
      const nodes = nodesOf(recipe, at)
      const bindings = bindingsAt(at)
      const values = evaluate(nodes, bindings)
      for (const graph of [new Graph(), new Graph(exactly)]) {
        const copy = copied(graph, nodes, () => null)
        expect(evaluate(nodes.map(copy), bindings)).toEqual(values)
      }
    }),
    { numRuns: 500 },
  )
})

const finite = fc.oneof(fc.constantFrom(0, -0, 1, -1, 0.5, 2), fc.double({ min: -5, max: 5, noNaN: true }))
const sorted = fc.array(finite, { minLength: 4, maxLength: 4 }).map((values) => values.sort((x, y) => x - y))

/** What is at least another value but for the last bits of a function. */
const atLeast = (a: number, b: number): boolean => !(a < b) || b - a <= 1e-12 * Math.max(Math.abs(a), Math.abs(b))
const moves = (slope: 1 | -1 | null, before: number, after: number): boolean =>
  slope === null ||
  Number.isNaN(before) ||
  Number.isNaN(after) ||
  (slope === 1 ? atLeast(after, before) : atLeast(before, after))

const UNARY = Object.keys(UNARY_SLOPE) as UnaryOp[]
const BINARY = Object.keys(BINARY_SLOPES) as BinaryOp[]

test('a value moves with its operands as the slopes say', () => {
  fc.assert(
    fc.property(fc.constantFrom(...UNARY), fc.constantFrom(...BINARY), sorted, sorted, (one, two, xs, ys) => {
      const graph = new Graph()
      const [a, b] = [graph.param('a'), graph.param('b')]
      const nodes = [graph.unary(one, a), graph.binary(two, a, b)]
      const at = (x = 0, y = 0): number[] => {
        const none = { low: 0, high: 0, value: 0 }
        const known = { a: { ...none, value: x }, b: { ...none, value: y }, s: none, v: [], g: [], u: [], literal: [] }
        return evaluate(nodes, bindingsAt(known)) as number[]
      }
      const [low = 0, before, after, high = 0] = xs
      const [least = 0, first, second, most = 0] = ys
      const [x, y] = [range(low, high), range(least, most)]
      const [start, inA, inB] = [at(before, first), at(after, first), at(before, second)] as [
        number[],
        number[],
        number[],
      ]
      expect(moves(UNARY_SLOPE[one](x), start[0] as number, inA[0] as number)).toBe(true)
      const [slopeA, slopeB] = BINARY_SLOPES[two](x, y)
      expect(moves(slopeA, start[1] as number, inA[1] as number)).toBe(true)
      expect(moves(slopeB, start[1] as number, inB[1] as number)).toBe(true)
    }),
    { numRuns: 5000 },
  )
})

test('where a function only rises or only falls over ranges, its slope says so', () => {
  const ends = [-2, -1, -0.5, 0, 0.5, 1, 2]
  const intervals = ends.flatMap((low, k) => ends.slice(k + 1).map((high) => ({ low, high })))
  const inside = ({ low, high }: { low: number; high: number }) =>
    Array.from({ length: 9 }, (_, k) => low + ((high - low) * k) / 8)
  const told = (columns: readonly (readonly number[])[]): 1 | -1 | 0 | null => {
    const steps = columns.flatMap((values) =>
      values.slice(1).map((value, k) => Math.sign(value - (values[k] as number))),
    )
    if (steps.some(Number.isNaN) || columns.flat().some((value) => !Number.isFinite(value))) return 0
    const [up, down] = [steps.some((one) => one > 0), steps.some((one) => one < 0)]
    return up && down ? null : up ? 1 : down ? -1 : 0
  }
  const unary = {
    neg: (x: number) => -x,
    abs: Math.abs,
    sqrt: Math.sqrt,
    exp: Math.exp,
    log: Math.log,
    tanh: Math.tanh,
  }
  for (const [op, f] of Object.entries(unary)) {
    for (const a of intervals) {
      const wanted = told([inside(a).map(f)])
      if (wanted !== 0) expect(UNARY_SLOPE[op as UnaryOp](a), `${op} ${JSON.stringify(a)}`).toBe(wanted)
    }
  }
  const binary: Partial<Record<BinaryOp, (x: number, y: number) => number>> = {
    add: (x, y) => x + y,
    sub: (x, y) => x - y,
    mul: (x, y) => x * y,
    div: (x, y) => x / y,
    pow: (x, y) => x ** y,
    min: Math.min,
    max: Math.max,
    lt: (x, y) => Number(x < y),
    le: (x, y) => Number(x <= y),
    gt: (x, y) => Number(x > y),
    ge: (x, y) => Number(x >= y),
  }
  for (const [op, f] of Object.entries(binary)) {
    for (const a of intervals) {
      for (const b of intervals) {
        const [xs, ys] = [inside(a), inside(b)]
        const inA = told(ys.map((y) => xs.map((x) => f(x, y))))
        const inB = told(xs.map((x) => ys.map((y) => f(x, y))))
        const what = `${op} ${JSON.stringify([a, b])}`
        const [slopeA, slopeB] = BINARY_SLOPES[op as BinaryOp](a, b)
        if (inA !== 0) expect(slopeA, what).toBe(inA)
        if (inB !== 0) expect(slopeB, what).toBe(inB)
      }
    }
  }
})

test('an end at 0 has no sign: powers of small numbers by negative ones are large, though 0 came from a negation', () => {
  const small = UNARY_RANGE.neg(range(-1, 0))
  expect(BINARY_RANGE.pow(small, range(-1, 0))).toEqual(range(1, Number.POSITIVE_INFINITY))
  expect(Object.is(small.low, 0)).toBe(true)
})

test('a graph that folds only what is exact keeps what would be rounded', () => {
  const graph = new Graph(exactly)
  const c = (value: number) => graph.const(value)
  expect(graph.add(c(0.5), c(0.25))).toBe(c(0.75))
  expect(graph.sub(c(1), c(2 ** -53))).toBe(c(1 - 2 ** -53))
  expect(graph.mul(c(3), c(-0.5))).toBe(c(-1.5))
  expect(graph.div(c(3), c(4))).toBe(c(0.75))
  expect(graph.unary('sqrt', c(6.25))).toBe(c(2.5))
  expect(graph.binary('max', c(0.1), c(0.2))).toBe(c(0.2))
  const kept = [
    graph.add(c(0.1), c(0.2)),
    graph.sub(c(1), c(2 ** -54)),
    graph.mul(c(0.1), c(3)),
    graph.div(c(1), c(3)),
    graph.div(c(1), c(0)),
    graph.mul(c(1e-200), c(1e-200)),
  ]
  expect(kept.map(({ kind }) => kind)).toEqual(kept.map(() => 'binary'))
  expect(graph.unary('sqrt', c(2)).kind).toBe('unary')
})
