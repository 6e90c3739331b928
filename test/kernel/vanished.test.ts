import { expect, test } from 'vitest'
import { interpret } from '../../src/kernel/interpret.ts'
import { reducePowers } from '../../src/kernel/powers.ts'
import type { Program } from '../../src/kernel/program.ts'
import { lateSteps, VANISHED } from '../../src/kernel/vanished.ts'
import { loadMath } from '../../src/kernel/wasm/host-math.ts'
import { Graph } from '../../src/lang/graph.ts'
import type { Node } from '../../src/lang/node.ts'
import { start } from './support.ts'

const math = loadMath()

/** Adam on a noiseless slope: both moments corrected. `more` adds an output. */
function adam(more: (graph: Graph, power: (beta: string) => Node) => Record<string, Node> = () => ({})): Program {
  const graph = new Graph()
  const one = graph.const(1)
  const g = graph.sub(graph.const(0.5), graph.mul(graph.const(0.3), graph.state('x', 'scalar')))
  const power = (beta: string) => graph.binary('pow', graph.param(beta), graph.step())
  const moment = (name: string, beta: string, of: Node) =>
    graph.add(
      graph.mul(graph.param(beta), graph.state(name, 'scalar')),
      graph.mul(graph.sub(one, graph.param(beta)), of),
    )
  const [m, v] = [moment('m', 'b1', g), moment('v', 'b2', graph.mul(g, g))]
  const corrected = (node: Node, beta: string) => graph.div(node, graph.sub(one, power(beta)))
  const move = graph.div(corrected(m, 'b1'), graph.add(graph.unary('sqrt', corrected(v, 'b2')), graph.const(1e-8)))
  const x = graph.sub(graph.state('x', 'scalar'), graph.mul(graph.const(0.01), move))
  const scalar = (name: string, start: number) =>
    ({ name, shape: 'scalar', init: graph.const(start), watched: true }) as const
  return {
    graph,
    dimension: 1,
    params: ['b1', 'b2'],
    states: [scalar('x', 1), scalar('m', 0), scalar('v', 0)],
    first: null,
    step: { next: [x, m, v], outputs: { x, ...more(graph, power) } },
    tables: {},
  }
}

// beta^t is below 2^-54 from these steps on: 37, 356, 3724, and never.
const LANES = [
  [0.35, 0.9],
  [0.9, 0.35],
  [0.99, 0.9],
  [0, 0.99],
  [0.9, 1],
  [-0.9, 0.5],
].map((params) => ({ params, seed: 1 }))

test.each([1, 2, 4] as const)('steps after the bias corrections have the bits of all others: %i vectors', (vectors) => {
  for (const program of [
    adam(),
    adam((_, power) => ({ p: power('b1') })),
    adam((graph, power) => ({ p: graph.sub(graph.const(1), power('b2')) })),
  ]) {
    const lanes = start(program, LANES, { vectors })
    for (const t of [30, 500, 5000, 5001, 9000]) {
      lanes.advance(t)
      LANES.forEach((lane, k) => {
        const expected = interpret(program, lane, t, math)
        for (const name of Object.keys(program.step.outputs)) {
          expect([t, k, name, lanes.output(name)[k]]).toStrictEqual([t, k, name, expected.outputs[name]?.[t - 1]])
        }
      })
    }
  }
})

test('what was divided by 1 - beta^t is not any more; each product may vanish by itself', () => {
  const program = reducePowers(adam())
  const steps = lateSteps(program)
  expect(steps.map(({ vanished }) => vanished)).toStrictEqual([['b1^(t+0)', 'b2^(t+0)'], ['b1^(t+0)'], ['b2^(t+0)']])
  const divisions = (roots: readonly Node[]) => {
    const all = new Set(roots)
    for (const node of all)
      if (node.kind === 'binary') for (const operand of [node.a, node.b]) all.add(operand)
      else if (node.kind === 'unary') all.add(node.a)
    return [...all].filter((node) => node.kind === 'binary' && node.op === 'div').length
  }
  expect([program.step, ...steps.map(({ step }) => step)].map(({ next }) => divisions(next))).toStrictEqual([
    3, 1, 2, 2,
  ])
})

test('a product that is used in another way is kept', () => {
  const names = (more: Parameters<typeof adam>[0]) =>
    lateSteps(reducePowers(adam(more))).map(({ vanished }) => vanished)
  expect(names((_, power) => ({ p: power('b1') }))).toStrictEqual([['b2^(t+0)']])
  expect(names((graph, power) => ({ p: graph.add(graph.const(1), power('b2')) }))).toStrictEqual([['b1^(t+0)']])
})

test('1 less a vanished product is 1, and less a larger one is not', () => {
  expect([1 - VANISHED, 1 + VANISHED, 1 - VANISHED * (1 + 2 ** -52)]).toStrictEqual([1, 1, 1 - 2 ** -53])
})
