import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fold } from '../../src/lang/algebra/algebra.ts'
import { hostMath } from '../../src/lang/algebra/doubles.ts'
import {
  ALL,
  BINARY,
  excludesZero,
  isNonnegative,
  isZero,
  POSITIVE,
  point,
  type Range,
  range,
  UNARY,
  union,
} from '../../src/lang/algebra/range.ts'
import { ranges } from '../../src/lang/algebra/ranges.ts'
import { exactly } from '../../src/lang/folding.ts'
import { Graph } from '../../src/lang/graph.ts'
import type { BinaryOp, UnaryOp } from '../../src/lang/node.ts'

const INFINITE = Number.POSITIVE_INFINITY

/** Multiples of 1/4, whose sums and products are exact, and among which every case of signs and of 1 is. */
const quarter = fc.integer({ min: -12, max: 12 }).map((k) => k / 4)
const interval = fc.tuple(quarter, quarter).map(([a, b]) => range(Math.min(a, b), Math.max(a, b)))

/** Where an operation of two intervals takes its extremes: at their ends, and at 0 if it is between them. */
const places = ({ low, high }: Range): number[] => (low < 0 && high > 0 ? [low, 0, high] : [low, high])
const extremes = (values: readonly number[]) => ({ low: Math.min(...values), high: Math.max(...values) })

/** The same but for what the ends are moved outwards because of rounding. */
const tight = (found: Range, wanted: { low: number; high: number }, what: string) => {
  const near = (a: number, b: number) => a === b || Math.abs(a - b) <= 1e-13 * Math.max(1, Math.abs(b))
  expect(near(found.low, wanted.low) && near(found.high, wanted.high), `${what}: ${JSON.stringify(found)}`).toBe(true)
}

describe('both ends of a range are values', () => {
  const unary: Partial<Record<UnaryOp, (a: number) => number>> = {
    neg: (a) => -a,
    abs: Math.abs,
    floor: Math.floor,
    exp: Math.exp,
    tanh: Math.tanh,
    sqrt: (a) => Math.sqrt(Math.max(a, 0)),
    log: (a) => Math.log(Math.max(a, 0)),
  }
  test.each(Object.entries(unary))('%s', (op, f) => {
    fc.assert(
      fc.property(interval, (a) => tight(UNARY[op as UnaryOp](a), extremes(places(a).map(f)), JSON.stringify(a))),
      { numRuns: 300 },
    )
  })

  const binary: Partial<Record<BinaryOp, (a: number, b: number) => number>> = {
    add: (a, b) => a + b,
    sub: (a, b) => a - b,
    mul: (a, b) => a * b,
    min: Math.min,
    max: Math.max,
  }
  test.each(Object.entries(binary))('%s, exactly', (op, f) => {
    fc.assert(
      fc.property(interval, interval, (a, b) => {
        const wanted = extremes(places(a).flatMap((x) => places(b).map((y) => f(x, y) + 0)))
        const found = BINARY[op as BinaryOp](a, b)
        if (op === 'mul') tight(found, wanted, JSON.stringify([a, b]))
        else expect(found).toEqual(wanted)
      }),
      { numRuns: 500 },
    )
  })

  test('div by what is never 0', () => {
    const positive = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }), fc.boolean())
    const divisor = positive.map(([a, b, minus]) => {
      const [low, high] = [Math.min(a, b) / 4, Math.max(a, b) / 4]
      return minus ? range(-high, -low) : range(low, high)
    })
    fc.assert(
      fc.property(interval, divisor, (a, b) => {
        const wanted = extremes([a.low, a.high].flatMap((x) => [x / b.low, x / b.high]))
        tight(BINARY.div(a, b), wanted, JSON.stringify([a, b]))
      }),
      { numRuns: 500 },
    )
  })

  test('pow of what is not negative, and even powers of all', () => {
    const base = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 12 }))
    fc.assert(
      fc.property(base, interval, ([start, more], b) => {
        const a = range(start / 4, (start + more) / 4)
        const wanted = extremes([a.low, a.high].flatMap((x) => [x ** b.low, x ** b.high]))
        tight(BINARY.pow(a, b), wanted, JSON.stringify([a, b]))
      }),
      { numRuns: 500 },
    )
    fc.assert(
      fc.property(interval, fc.constantFrom(2, 4, 6), (a, k) => {
        tight(BINARY.pow(a, point(k)), extremes(places(a).map((x) => x ** k)), JSON.stringify([a, k]))
      }),
      { numRuns: 300 },
    )
  })

  test.each<[BinaryOp, (a: number, b: number) => boolean]>([
    ['lt', (a, b) => a < b],
    ['le', (a, b) => a <= b],
    ['gt', (a, b) => a > b],
    ['ge', (a, b) => a >= b],
    ['eq', (a, b) => a === b],
    ['ne', (a, b) => a !== b],
  ])('%s is decided where it is', (op, f) => {
    // Of wholes between the ends every pair is tried, and halves beside them, so that a pair that decides otherwise is found.
    const whole = fc.integer({ min: -3, max: 3 })
    const wide = fc.tuple(whole, whole).map(([a, b]) => range(Math.min(a, b), Math.max(a, b)))
    const inside = ({ low, high }: Range) => Array.from({ length: 2 * (high - low) + 1 }, (_, k) => low + k / 2)
    fc.assert(
      fc.property(wide, wide, (a, b) => {
        const wanted = extremes(inside(a).flatMap((x) => inside(b).map((y) => (f(x, y) ? 1 : 0))))
        expect(BINARY[op](a, b)).toEqual(wanted)
      }),
      { numRuns: 500 },
    )
  })

  test('waves', () => {
    expect(UNARY.sin(ALL)).toEqual({ low: -1, high: 1 })
    expect(UNARY.cos(ALL)).toEqual({ low: -1, high: 1 })
    expect(UNARY.tan(ALL)).toEqual(ALL)
  })
})

describe('ends', () => {
  test('are moved outwards where they were rounded, by a few units in the last place, and only there', () => {
    const rounded: [Range, number][] = [
      [BINARY.add(point(0.1), point(0.2)), 0.1 + 0.2],
      [BINARY.sub(point(1), point(2 ** -55)), 1],
      [BINARY.mul(point(0.1), point(0.3)), 0.1 * 0.3],
      [BINARY.div(point(2), point(3)), 2 / 3],
      [BINARY.pow(point(0.3), point(2.5)), 0.3 ** 2.5],
      [UNARY.exp(point(0.5)), Math.exp(0.5)],
      [UNARY.sqrt(point(2)), Math.SQRT2],
      [UNARY.log(point(3)), Math.log(3)],
      [UNARY.tanh(point(0.5)), Math.tanh(0.5)],
    ]
    for (const [{ low, high }, value] of rounded) {
      expect(low).toBeLessThan(value)
      expect(high).toBeGreaterThan(value)
      expect(high - low).toBeLessThan(2 ** -47 * value)
    }
    const exact: [Range, number][] = [
      [BINARY.add(point(0.5), point(0.25)), 0.75],
      [BINARY.add(point(2 ** 53), point(2)), 2 ** 53 + 2],
      [BINARY.sub(point(1), point(2 ** -53)), 1 - 2 ** -53],
      [BINARY.mul(point(3), point(-5)), -15],
      [BINARY.mul(point(0.3), point(1)), 0.3],
      [BINARY.mul(point(-1), point(0.3)), -0.3],
      [BINARY.mul(point(0), point(0.3)), 0],
      [BINARY.div(point(0.3), point(1)), 0.3],
      [BINARY.pow(point(0.3), point(1)), 0.3],
      [BINARY.pow(point(0.3), point(0)), 1],
      [BINARY.pow(point(1), point(0.3)), 1],
      [UNARY.sqrt(point(9)), 3],
      [UNARY.exp(point(0)), 1],
      [UNARY.tanh(point(0)), 0],
    ]
    for (const [found, value] of exact) expect(found).toEqual({ low: value, high: value })
  })

  test('keep a sign that is certain, though a value is too small for a double', () => {
    const [small, minus] = [point(1e-200), point(-1e-200)]
    expect(BINARY.mul(small, small).low).toBe(0)
    expect(BINARY.mul(minus, minus).low).toBe(0)
    expect(BINARY.mul(small, minus).high).toBe(0)
    expect(BINARY.mul(minus, small).high).toBe(0)
    expect(BINARY.div(small, point(1e200)).low).toBe(0)
    expect(BINARY.div(minus, point(1e200)).high).toBe(0)
    expect(BINARY.pow(minus, point(2)).low).toBe(0)
    expect(UNARY.exp(point(-1000)).low).toBe(0)
    expect(UNARY.sqrt(range(-4, Number.MIN_VALUE)).low).toBe(0)
    expect(BINARY.add(POSITIVE, range(0, 0.1)).low).toBe(0)
  })

  test('keep to the side of 1 on which powers are', () => {
    expect(BINARY.pow(range(1.3, 1.7), range(1e-18, 0.5)).low).toBe(1)
    expect(BINARY.pow(range(0.3, 0.7), range(1e-18, 0.5)).high).toBe(1)
    expect(BINARY.pow(range(1.3, 1.7), range(-0.5, -1e-18)).high).toBe(1)
    expect(BINARY.pow(range(1, INFINITE), range(0, INFINITE))).toEqual({ low: 1, high: INFINITE })
    expect(BINARY.pow(range(0, 1), range(0, INFINITE))).toEqual({ low: 0, high: 1 })
    expect(BINARY.pow(range(-1, 1), range(0, 1))).toEqual(ALL)
    expect(BINARY.pow(range(-1, 1), point(3))).toEqual(ALL)
  })

  test('are open where a value has no end', () => {
    expect(BINARY.div(point(1), range(0, 2))).toEqual({ low: expect.closeTo(0.5, 12), high: INFINITE })
    expect(BINARY.div(point(1), range(-2, 0))).toEqual({ low: -INFINITE, high: expect.closeTo(-0.5, 12) })
    expect(BINARY.div(point(1), range(-2, 2))).toEqual(ALL)
    expect(BINARY.add(ALL, POSITIVE)).toEqual(ALL)
    expect(BINARY.add(range(-INFINITE, 3), range(4, INFINITE))).toEqual(ALL)
    expect(BINARY.sub(POSITIVE, point(1))).toEqual({ low: -1, high: INFINITE })
    expect(BINARY.mul(POSITIVE, range(-1, 0))).toEqual({ low: -INFINITE, high: 0 })
    expect(BINARY.mul(range(0, 0), ALL)).toEqual({ low: 0, high: 0 })
    expect(range(Number.NaN, Number.NaN)).toEqual(ALL)
  })
})

test('what a range says of 0', () => {
  expect([range(0, 1), range(0.5, 1), range(-0.5, 1)].map(isNonnegative)).toEqual([true, true, false])
  expect([range(0, 0), range(0, 1), range(-1, 0)].map(isZero)).toEqual([true, false, false])
  expect([range(0.5, 1), range(-1, -0.5), range(0, 1), range(-1, 0), range(-1, 1)].map(excludesZero)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ])
  expect(union(range(-1, 0), range(2, 3))).toEqual({ low: -1, high: 3 })
})

test('ranges of reductions, draws, tables, indices and lists', () => {
  const graph = new Graph(exactly)
  const found = (build: (graph: Graph) => ReturnType<Graph['const']>, state = ALL) => {
    const node = build(graph)
    return fold([node], ranges({ param: () => ALL, state: () => state, step: range(1, 9) })).get(node)
  }
  const x = graph.state('x', 'vector')
  const sum = () => graph.reduce('sum', x)
  const prod = () => graph.reduce('prod', x)
  expect(found(sum, range(2, 3))).toEqual({ low: 2, high: INFINITE })
  expect(found(sum, range(-3, -2))).toEqual({ low: -INFINITE, high: -2 })
  expect(found(sum, range(-3, 2))).toEqual(ALL)
  expect(found(sum, range(0, 0))).toEqual({ low: 0, high: 0 })
  expect(found(prod, range(0, 1))).toEqual(POSITIVE)
  expect(found(prod, range(-1, 1))).toEqual(ALL)
  expect(found(() => graph.reduce('max', x), range(2, 3))).toEqual({ low: 2, high: 3 })
  expect(found(() => graph.reduce('min', x), range(2, 3))).toEqual({ low: 2, high: 3 })
  expect(found(() => graph.pick(x, 1), range(2, 3))).toEqual({ low: 2, high: 3 })
  expect(found(() => graph.index())).toEqual({ low: 1, high: INFINITE })
  expect(found(() => graph.literal([3, -2, 1]))).toEqual({ low: -2, high: 3 })
  const s = graph.state('s', 'scalar')
  const [three, four] = [graph.const(3), graph.const(4)]
  expect(found(() => graph.select(s, three, four), range(1, 2))).toEqual({ low: 3, high: 3 })
  expect(found(() => graph.select(s, three, four), range(0, 0))).toEqual({ low: 4, high: 4 })
  expect(found(() => graph.select(s, three, four), range(0, 2))).toEqual({ low: 3, high: 4 })
})

test('host functions lie in the ranges of points', () => {
  fc.assert(
    fc.property(fc.double({ min: -20, max: 20, noNaN: true }), (a) => {
      for (const op of ['exp', 'tanh', 'sin', 'cos'] as const) {
        const { low, high } = UNARY[op](point(a))
        const value = hostMath[op](a)
        expect(low <= value && value <= high).toBe(true)
      }
    }),
  )
})
