import { expect, test } from 'vitest'
import { interpret } from '../../src/kernel/interpret.ts'
import { reducePowers } from '../../src/kernel/powers.ts'
import type { Program } from '../../src/kernel/program.ts'
import { compileKernel } from '../../src/kernel/wasm/compile.ts'
import { loadMath } from '../../src/kernel/wasm/host-math.ts'
import { Graph } from '../../src/lang/graph.ts'
import type { Node } from '../../src/lang/node.ts'

const math = loadMath()

/** A program that does nothing but give some outputs. */
function outputs(make: (graph: Graph, t: Node, beta: Node) => Record<string, Node>): Program {
  const graph = new Graph()
  const x = graph.state('x', 'scalar')
  const step = { next: [x], outputs: make(graph, graph.step(), graph.param('beta')) }
  const states = [{ name: 'x', shape: 'scalar' as const, init: graph.const(0), watched: true }]
  return { graph, dimension: 1, params: ['beta'], states, first: null, step, tables: {} }
}

test('powers of the step are running products: exact where products are, and within their error elsewhere', () => {
  const offsets = [-1, 0, 1, 2, 8]
  const program = outputs((graph, t, beta) =>
    Object.fromEntries(
      offsets.map((c) => [
        `c${c}`,
        graph.binary('pow', beta, c < 0 ? graph.sub(t, graph.const(-c)) : graph.add(graph.const(c), t)),
      ]),
    ),
  )
  const reduced = reducePowers(program)
  expect(reduced.states.map((state) => state.name)).toStrictEqual(['x', 'beta^(t-1)'])
  expect(reduced.states[1]?.watched).toBe(false)
  const two = interpret(program, { params: [2], seed: 0 }, 40, math)
  const beta = 0.999
  const near = interpret(program, { params: [beta], seed: 0 }, 5000, math)
  for (const c of offsets) {
    two.outputs[`c${c}`]?.forEach((value, index) => {
      expect(value).toBe(2 ** (index + 1 + c))
    })
    near.outputs[`c${c}`]?.forEach((value, index) => {
      const n = index + 1 + c
      expect(Math.abs(value / beta ** n - 1)).toBeLessThan((n + 4) * 2 ** -53)
    })
  }
})

test('a product below the normal range is 0, not a subnormal number for ever', () => {
  const program = outputs((graph, t, beta) => ({ p: graph.binary('pow', beta, t) }))
  const { outputs: values } = interpret(program, { params: [-0.9], seed: 0 }, 8000, math)
  expect(values.p?.some((value) => value !== 0 && Math.abs(value) < 2 ** -1022)).toBe(false)
  expect(values.p?.[6000]).toBeLessThan(-1e-300)
  expect(values.p?.[7999]).toBe(0)
})

test('other powers are left alone', () => {
  const program = outputs((graph, t, beta) => ({
    moving: graph.binary('pow', graph.add(graph.state('x', 'scalar'), beta), t),
    half: graph.binary('pow', beta, graph.add(t, graph.const(0.5))),
    before: graph.binary('pow', beta, graph.sub(t, graph.const(2))),
    root: graph.binary('pow', t, graph.const(0.25)),
  }))
  expect(reducePowers(program)).toBe(program)
  expect(compileKernel(program).wat).toContain('call $pow')
})

test('what is kept for judges does not change where a product begins', () => {
  const program = (tallied: boolean): Program => {
    const graph = new Graph()
    const power = (c: number) => graph.binary('pow', graph.param('b'), graph.add(graph.step(), graph.const(c)))
    const tally = { name: 'tally', shape: 'scalar' as const, init: graph.const(0), watched: false }
    return {
      graph,
      dimension: 1,
      params: ['b'],
      states: [{ name: 'x', shape: 'scalar', init: graph.const(1), watched: true }, ...(tallied ? [tally] : [])],
      first: null,
      step: {
        next: [graph.mul(graph.state('x', 'scalar'), power(2)), ...(tallied ? [graph.add(power(-1), power(4))] : [])],
        outputs: {},
      },
      tables: {},
      ...(tallied ? { tallies: { params: 0, states: 1, outputs: [], restarts: [] } } : {}),
    }
  }
  const products = (of: Program) => reducePowers(of).states.flatMap(({ name, product }) => (product ? [name] : []))
  expect(products(program(true))).toStrictEqual(products(program(false)))
  expect(products(program(false))).toStrictEqual(['b^(t+2)'])
})
