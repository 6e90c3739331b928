import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { programMeaning } from '../../src/kernel/meaning.ts'
import type { Program } from '../../src/kernel/program.ts'
import { sha256 } from '../../src/kernel/sha256.ts'
import { apply } from '../../src/lang/algebra/algebra.ts'
import { copies } from '../../src/lang/algebra/copies.ts'
import { Graph } from '../../src/lang/graph.ts'
import { type Node, operands } from '../../src/lang/node.ts'
import { build, recipe } from './random-program.ts'

test('sha256 is that of the platform', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(sha256(bytes)).toBe(createHash('sha256').update(bytes).digest('hex'))
    }),
  )
})

/** The same program, its nodes made in another order and among strangers. */
function reordered(program: Program): Program {
  const graph = new Graph()
  graph.add(graph.param('stranger'), graph.step())
  const made = new Map<Node, Node>()
  const copy = (node: Node): Node => {
    const found = made.get(node)
    if (found) return found
    for (const operand of [...operands(node)].reverse()) copy(operand)
    const copied = apply(copies(graph), node, copy)
    made.set(node, copied)
    return copied
  }
  const step = ({ next, outputs }: Program['step']) => ({
    next: [...next].reverse().map(copy).reverse(),
    outputs: Object.fromEntries(
      Object.entries(outputs)
        .reverse()
        .map(([name, node]) => [name, copy(node)]),
    ),
  })
  const last = step(program.step)
  const first = program.first && step(program.first)
  const states = program.states.map((state) => ({ ...state, init: copy(state.init) }))
  return { ...program, graph, states, first, step: last }
}

test('the order in which nodes are made has no meaning', () => {
  fc.assert(
    fc.property(recipe(3), (r) => {
      const program = build(r)
      expect(programMeaning(reordered(program))).toBe(programMeaning(program))
    }),
  )
})

function tiny(change: (graph: Graph, x: Node) => Node, table = [1, 2], extra: Partial<Program> = {}): Program {
  const graph = new Graph()
  const x = graph.state('x', 'vector')
  return {
    graph,
    dimension: 2,
    params: ['lr'],
    states: [{ name: 'x', shape: 'vector', init: graph.const(0), watched: true }],
    first: null,
    step: { next: [change(graph, x)], outputs: { loss: graph.reduce('sum', x) } },
    tables: { g: { rows: 1, data: Float64Array.from(table) } },
    ...extra,
  }
}

test('whatever may change a result has a meaning', () => {
  const changes: ((graph: Graph, x: Node) => Node)[] = [
    (graph, x) => graph.sub(x, graph.param('lr')),
    (graph, x) => graph.sub(graph.param('lr'), x),
    (graph, x) => graph.add(x, graph.param('lr')),
    (graph, x) => graph.add(x, graph.const(0)),
    (_, x) => x,
    (graph, x) => graph.mul(x, graph.const(-0)),
    (graph, x) => graph.mul(x, graph.const(0)),
    (graph, x) => graph.add(x, graph.draw(0, 0, 'vector')),
    (graph, x) => graph.add(x, graph.draw(0, 0, 'scalar')),
    (graph, x) => graph.add(x, graph.draw(0, 1, 'scalar')),
    (graph, x) => graph.add(x, graph.draw(1, 0, 'scalar')),
    (graph, x) => graph.add(x, graph.pick(x, 1)),
    (graph, x) => graph.add(x, graph.pick(x, 2)),
    (graph, x) => graph.add(x, graph.table('g')),
    (graph, x) => graph.add(x, graph.literal([1, 2])),
    (graph, x) => graph.add(x, graph.literal([1, 3])),
  ]
  const programs = changes.map((change) => tiny(change))
  const same = (_: Graph, x: Node) => x
  programs.push(tiny(same, [1, 3]), tiny(same, [1, 2], { dimension: 3 }), tiny(same, [1, 2], { params: ['a', 'lr'] }))
  const first = tiny(same)
  programs.push({ ...first, first: first.step })
  programs.push({ ...first, states: first.states.map((state) => ({ ...state, watched: false })) })
  expect(new Set(programs.map(programMeaning)).size).toBe(programs.length)
})
