import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { FormOptions } from '../../src/kernel/generate/form.ts'
import { interpret } from '../../src/kernel/interpret.ts'
import type { Lane, Program } from '../../src/kernel/program.ts'
import { loadMath } from '../../src/kernel/wasm/host-math.ts'
import { Graph } from '../../src/lang/graph.ts'
import type { Node } from '../../src/lang/node.ts'
import { build, lane, recipe } from './random-program.ts'
import { start, visible } from './support.ts'

const math = loadMath()

function check(program: Program, lanes: readonly Lane[], times: readonly number[], options: FormOptions): void {
  const group = start(program, lanes, options)
  const expected = lanes.map((one) => interpret(program, one, times.at(-1) ?? 0, math))
  for (const t of times) {
    group.advance(t)
    for (const name of Object.keys(program.step.outputs)) {
      const values = expected.map(({ outputs }) => outputs[name]?.[t - 1])
      expect([...group.output(name)], `output ${name} at ${t}`).toStrictEqual(values)
    }
  }
  const { divergedAt, ...rest } = visible(program, group)
  expect(divergedAt).toStrictEqual(expected.map((one) => one.divergedAt))
  for (const { name } of program.states) {
    expect(rest[`state ${name}`], `state ${name}`).toStrictEqual(
      expected.flatMap(({ states }) => [...(states[name] ?? [])]),
    )
  }
}

const times = fc
  .uniqueArray(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 })
  .map((ts) => ts.sort((a, b) => a - b))

for (const mode of ['unrolled', 'memory'] as const) {
  test(`random programs give the interpreter's bits: ${mode}`, () => {
    fc.assert(
      fc.property(
        recipe(4),
        fc.array(lane, { minLength: 1, maxLength: 5 }),
        times,
        fc.constantFrom(1, 2, 4),
        (r, lanes, ts, vectors) => {
          check(build(r), lanes, ts, { mode, vectors: vectors as 1 | 2 | 4 })
        },
      ),
      { numRuns: 600 },
    )
  })
}

test('both modes and all widths of tile give the same bits', () => {
  fc.assert(
    fc.property(recipe(3), fc.array(lane, { minLength: 1, maxLength: 3 }), (r, lanes) => {
      const program = build(r)
      const seen = (['unrolled', 'memory'] as const).flatMap((mode) =>
        ([1, 2, 4] as const).map((vectors) => {
          const group = start(program, lanes, { mode, vectors })
          group.advance(6)
          return visible(program, group)
        }),
      )
      for (const one of seen) expect(one).toStrictEqual(seen[0])
    }),
    { numRuns: 25 },
  )
})

test('a table gives row t, and ends', () => {
  const graph = new Graph()
  const x = graph.state('x', 'vector')
  const next = graph.sub(x, graph.mul(graph.table('g'), graph.param('T')))
  const program: Program = {
    graph,
    dimension: 2,
    params: ['T'],
    states: [{ name: 'x', shape: 'vector', init: graph.const(0), watched: true }],
    first: null,
    step: { next: [next], outputs: { second: graph.pick(graph.table('g'), 2) } },
    tables: { g: { rows: 3, data: Float64Array.of(1, 10, 2, 20, 4, 40) } },
  }
  for (const mode of ['unrolled', 'memory'] as const) {
    const group = start(
      program,
      [
        { params: [3], seed: 0 },
        { params: [0.5], seed: 0 },
      ],
      { mode },
    )
    group.advance(2)
    expect([...group.state('x')]).toStrictEqual([-9, -90, -1.5, -15])
    expect([...group.output('second')]).toStrictEqual([20, 20])
    group.advance(3)
    expect(() => group.advance(4)).toThrow(RangeError)
  }
  expect(() => interpret(program, { params: [1], seed: 0 }, 4, math)).toThrow(RangeError)
})

/** Runs one vector state x, x0 = a i, in both modes and in the interpreter. */
function checkRule(make: (graph: Graph, x: Node) => { next: Node; outputs: Record<string, Node> }): void {
  const graph = new Graph()
  const { next, outputs } = make(graph, graph.state('x', 'vector'))
  const init = graph.mul(graph.index(), graph.param('a'))
  const program: Program = {
    graph,
    dimension: 5,
    params: ['a'],
    states: [{ name: 'x', shape: 'vector', init, watched: true }],
    first: null,
    step: { next: [next], outputs },
    tables: {},
  }
  const lanes = Array.from({ length: 20 }, (_, k) => ({ params: [0.1 + Math.sqrt(k) / 7], seed: k }))
  for (const mode of ['unrolled', 'memory'] as const) check(program, lanes, [1, 3], { mode })
}

test('the exponent i is the function pow even where unrolling makes it a constant', () => {
  checkRule((graph, x) => {
    const powers = graph.binary('pow', x, graph.index())
    const outputs = Object.fromEntries([2, 3, 4, 5].map((k) => [`p${k}`, graph.pick(powers, k)]))
    const also = graph.binary('pow', graph.pick(x, 5), graph.pick(graph.literal([3, 3, 3, 3, 3]), 2))
    return { next: graph.div(powers, graph.reduce('sum', powers)), outputs: { ...outputs, also } }
  })
})

test('a truth value that is kept from one pass to the next', () => {
  checkRule((graph, x) => {
    const below = graph.binary('lt', graph.unary('exp', x), graph.const(1.7))
    const weight = graph.reduce('sum', graph.select(below, x, graph.const(3)))
    const count = graph.reduce('sum', below)
    const next = graph.select(below, graph.div(x, weight), graph.div(weight, x))
    return { next, outputs: { weight, count } }
  })
})
