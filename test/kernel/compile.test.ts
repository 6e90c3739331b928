import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CompileOptions } from '../../src/kernel/compile.ts'
import { interpret } from '../../src/kernel/interpret.ts'
import { loadMath } from '../../src/kernel/math/load.ts'
import type { Lane, Program } from '../../src/kernel/program.ts'
import { Graph } from '../../src/lang/graph.ts'
import { build, lane, recipe } from './random-program.ts'
import { start, visible } from './support.ts'

const math = loadMath()

function check(program: Program, lanes: readonly Lane[], times: readonly number[], options: CompileOptions): void {
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
      { numRuns: 300 },
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
