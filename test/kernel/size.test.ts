import { expect, test } from 'vitest'
import { interpret } from '../../src/kernel/interpret.ts'
import type { Program } from '../../src/kernel/program.ts'
import { KernelTooLarge } from '../../src/kernel/too-large.ts'
import { compileKernel } from '../../src/kernel/wasm/compile.ts'
import { loadMath } from '../../src/kernel/wasm/host-math.ts'
import { Graph } from '../../src/lang/graph.ts'
import { start } from './support.ts'

/** `count` scalar states in a ring: each takes the value of its neighbour plus one number of its own. */
function ring(count: number): Program {
  const graph = new Graph()
  const states = Array.from({ length: count }, (_, k) => ({
    name: `s${k}`,
    shape: 'scalar' as const,
    init: graph.const(k),
    watched: true,
  }))
  const next = states.map((_, k) => graph.add(graph.state(`s${(k + 1) % count}`, 'scalar'), graph.const(k + 1)))
  return {
    graph,
    dimension: 1,
    params: [],
    states,
    first: null,
    step: { next, outputs: { s0: next[0] ?? graph.const(0) } },
    tables: {},
  }
}

test('a rule of hundreds of states is compiled', () => {
  const program = ring(400)
  const group = start(program, [{ params: [], seed: 0 }])
  group.advance(2)
  // s0 becomes 1 + 1, then s1 + 1 = (2 + 2) + 1.
  expect([group.output('s0')[0], group.state('s399')[0]]).toStrictEqual([5, 1 + 1 + 400])
})

test('a rule of too many operations is refused with a typed error', () => {
  expect(() => compileKernel(ring(12_600), { vectors: 4 })).toThrow(KernelTooLarge)
})

test('vectors of thousands of coordinates run in memory with the same bits as the interpreter', () => {
  const graph = new Graph()
  const [x, i] = [graph.state('x', 'vector'), graph.index()]
  const gradient = graph.add(graph.div(x, i), graph.draw(0, 3, 'vector'))
  const length = graph.unary('sqrt', graph.reduce('sum', graph.mul(gradient, gradient)))
  const step = {
    next: [graph.sub(x, graph.div(gradient, length))],
    outputs: { length, last: graph.pick(gradient, 3000) },
  }
  const states = [{ name: 'x', shape: 'vector' as const, init: graph.div(graph.const(1), i), watched: true }]
  const program: Program = { graph, dimension: 3000, params: [], states, first: null, step, tables: {} }
  const lane = { params: [], seed: 5 }
  const group = start(program, [lane])
  group.advance(3)
  const expected = interpret(program, lane, 3, loadMath())
  expect([group.output('length')[0], group.output('last')[0]]).toStrictEqual([
    expected.outputs.length?.[2],
    expected.outputs.last?.[2],
  ])
  expect([...group.state('x')]).toStrictEqual([...(expected.states.x ?? [])])
})
