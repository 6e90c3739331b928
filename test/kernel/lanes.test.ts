import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Lane, Program } from '../../src/kernel/program.ts'
import { compileKernel } from '../../src/kernel/wasm/compile.ts'
import { Lanes } from '../../src/kernel/wasm/lanes.ts'
import { Graph } from '../../src/lang/graph.ts'
import type { Node } from '../../src/lang/node.ts'
import { build, lane, recipe } from './random-program.ts'
import { moduleOf, start, visible } from './support.ts'

const MODES = fc.constantFrom('unrolled' as const, 'memory' as const)
const VECTORS = fc.constantFrom(1 as const, 2 as const, 4 as const)

/** A walk x <- a x + u with x0 = 1: it grows without bound for a > 1. */
function walk(dimension = 1, extra: (graph: Graph, x: Node) => Record<string, Node> = () => ({})): Program {
  const graph = new Graph()
  const x = graph.state('x', 'vector')
  const next = graph.add(graph.mul(graph.param('a'), x), graph.draw(0, 0, 'vector'))
  return {
    graph,
    dimension,
    params: ['a'],
    states: [{ name: 'x', shape: 'vector', init: graph.const(1), watched: true }],
    first: null,
    step: { next: [next], outputs: { x1: graph.pick(next, 1), ...extra(graph, x) } },
    tables: {},
  }
}

test('a lane does not depend on its neighbours, its place, the other lanes or where advance stops', () => {
  const stops = fc.uniqueArray(fc.integer({ min: 1, max: 8 }), { maxLength: 4 })
  fc.assert(
    fc.property(
      recipe(3),
      fc.array(lane, { minLength: 2, maxLength: 9 }),
      stops,
      MODES,
      VECTORS,
      (r, lanes, ts, mode, vectors) => {
        const program = build(r)
        const kernel = compileKernel(program, { mode, vectors })
        const module = moduleOf(kernel)
        const run = (some: readonly Lane[], times: readonly number[]) => {
          const group = new Lanes(module, kernel.layout, some)
          for (const t of [...times].sort((a, b) => a - b)) group.advance(t)
          group.advance(9)
          return visible(program, group)
        }
        const together = run(lanes, ts)
        lanes.forEach((one, index) => {
          const alone = run([one], [])
          for (const [name, values] of Object.entries(alone)) {
            const width = values.length
            expect(together[name]?.slice(index * width, (index + 1) * width), name).toStrictEqual(values)
          }
        })
        expect(run([...lanes].reverse(), []).divergedAt).toStrictEqual(together.divergedAt?.toReversed())
      },
    ),
    { numRuns: 80 },
  )
})

for (const mode of ['unrolled', 'memory'] as const) {
  test(`divergence is found at its step and disturbs nobody: ${mode}`, () => {
    const program = walk(3)
    const growth = [0.5, 10, 0.9, 1e30, 1e300, Number.NaN, -2, 1e154, 0]
    const lanes = growth.map((a, seed) => ({ params: [a], seed }))
    const group = start(program, lanes, { mode, vectors: 2 })
    group.advance(200)
    // 10^308 is finite, 10^309 is not; the noise is too small to matter.
    expect([...group.divergedAt]).toStrictEqual([0, 0, 0, 11, 2, 1, 0, 3, 0])
    group.advance(500)
    expect([...group.divergedAt]).toStrictEqual([0, 309, 0, 11, 2, 1, 0, 3, 0])
    expect([...group.output('x1')].map(Number.isFinite)).toStrictEqual(growth.map((_, k) => [0, 2, 6, 8].includes(k)))
    const calm = start(program, [lanes[2] as Lane], { mode, vectors: 1 })
    calm.advance(500)
    expect([...group.state('x')].slice(6, 9)).toStrictEqual([...calm.state('x')])
  })

  test(`the sum that watches may overflow without a divergence: ${mode}`, () => {
    const graph = new Graph()
    const x = graph.state('x', 'vector')
    const huge = graph.const(1.7e308)
    const states = [{ name: 'x', shape: 'vector' as const, init: huge, watched: true }]
    const step = { next: [graph.binary('min', x, huge)], outputs: {} }
    const program: Program = { graph, dimension: 3, params: [], states, first: null, step, tables: {} }
    const group = start(program, [{ params: [], seed: 0 }], { mode })
    group.advance(5)
    expect(group.divergedAt[0]).toBe(0)
    expect([...group.state('x')]).toStrictEqual([1.7e308, 1.7e308, 1.7e308])
  })
}

test('a state that nobody watches may stop being finite', () => {
  const graph = new Graph()
  const x = graph.state('x', 'scalar')
  const states = [{ name: 'x', shape: 'scalar' as const, init: graph.const(1), watched: false }]
  const step = { next: [graph.div(x, graph.const(0))], outputs: { t: graph.step() } }
  const program: Program = { graph, dimension: 1, params: [], states, first: null, step, tables: {} }
  const group = start(program, [{ params: [], seed: 0 }])
  group.advance(3)
  expect([group.divergedAt[0], group.state('x')[0], group.output('t')[0]]).toStrictEqual([
    0,
    Number.POSITIVE_INFINITY,
    3,
  ])
})

test('many steps in one call or in many give the same bits', () => {
  for (const mode of ['unrolled', 'memory'] as const) {
    const program = walk(2)
    const lanes = [{ params: [0.99], seed: 7 }]
    const [one, many] = [start(program, lanes, { mode }), start(program, lanes, { mode })]
    one.advance(7001)
    for (let t = 500; t < 7001; t += 500) many.advance(t)
    many.advance(7001)
    expect(visible(program, one)).toStrictEqual(visible(program, many))
    expect(one.step).toBe(7001)
  }
})

test('seeds use all their 32 bits', () => {
  const seeds = [0, 1, 0x7fffffff, 0x80000000, 0xffffffff]
  const group = start(
    walk(),
    seeds.map((seed) => ({ params: [0], seed })),
  )
  group.advance(1)
  expect(new Set(group.output('x1')).size).toBe(seeds.length)
})

test('the compiled code is what runs: other code, other results', () => {
  const program = walk()
  const kernel = compileKernel(program)
  expect(kernel.wat).toContain('f64x2.mul')
  expect(kernel.wat).toContain(';; x[1] <- ((a * x[1]) + ')
  expect(kernel.wat).not.toContain('(import')
  expect(WebAssembly.Module.imports(moduleOf(kernel))).toStrictEqual([])
  const run = (bytes: Uint8Array) => {
    const group = new Lanes(new WebAssembly.Module(bytes as BufferSource), kernel.layout, [{ params: [0.5], seed: 1 }])
    group.advance(10)
    return group.output('x1')[0]
  }
  // f64x2.mul (fd f2 01) becomes f64x2.sub (fd f1 01).
  const changed = kernel.bytes.slice()
  for (let k = 0; k + 2 < changed.length; k++) {
    if (changed[k] === 0xfd && changed[k + 1] === 0xf2 && changed[k + 2] === 1) changed[k + 1] = 0xf1
  }
  expect(run(changed)).not.toBe(run(kernel.bytes))
})

test('a layout survives being sent to another thread', () => {
  const program = walk(5, (graph, x) => ({ dot: graph.reduce('sum', graph.mul(x, graph.literal([1, 2, 3, 4, 5]))) }))
  const kernel = compileKernel(program)
  const lanes = [{ params: [0.5], seed: 3 }]
  const groups = [kernel.layout, structuredClone(kernel.layout)].map(
    (layout) => new Lanes(moduleOf(kernel), layout, lanes),
  )
  for (const group of groups) group.advance(4)
  const [a, b] = groups.map((group) => visible(program, group))
  expect(b).toStrictEqual(a)
})

test('what cannot be asked for is refused', () => {
  const group = start(walk(), [{ params: [0.5], seed: 1 }])
  expect([...group.output('x1')]).toStrictEqual([Number.NaN])
  expect([...group.state('x')]).toStrictEqual([1])
  group.advance(3)
  const x1 = group.output('x1')[0]
  group.advance(3)
  expect(group.output('x1')[0]).toBe(x1)
  expect(() => group.advance(2)).toThrow(RangeError)
  expect(() => group.advance(4.5)).toThrow(RangeError)
  expect(() => group.output('x2')).toThrow("no output 'x2'")
  expect(() => group.state('m')).toThrow("no state 'm'")
  expect(() => start(walk(), [])).toThrow(RangeError)
})

test('a state that is set goes on from there, each lane from its own', () => {
  const graph = new Graph()
  const total = graph.state('total', 'scalar')
  const program: Program = {
    graph,
    dimension: 1,
    params: ['a'],
    states: [{ name: 'total', shape: 'scalar', init: graph.const(0), watched: false }],
    first: null,
    step: { next: [graph.add(total, graph.param('a'))], outputs: { total: graph.add(total, graph.param('a')) } },
    tables: {},
  }
  const { module, kernel } = compiled(program)
  const lanes = [1, 2, 3].map((a) => ({ params: [a], seed: 0 }))
  const group = new Lanes(module, kernel.layout, lanes)
  const fresh = group.state('total')
  group.advance(5)
  expect([...group.output('total')]).toStrictEqual([5, 10, 15])
  group.setState('total', fresh)
  group.advance(7)
  expect([...group.output('total')]).toStrictEqual([2, 4, 6])
  group.setState('total', Float64Array.of(10, 20, 30))
  group.advance(8)
  expect([...group.output('total')]).toStrictEqual([11, 22, 33])
  expect(() => group.setState('other', fresh)).toThrow("no state 'other'")
})

function compiled(program: Program) {
  const kernel = compileKernel(program)
  return { kernel, module: moduleOf(kernel) }
}
