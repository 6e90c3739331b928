/** Nanoseconds per lane and step of the compiled kernels. With `--all`, for every width of tile. Bundle with esbuild, then run with Node. */
import { type CompileOptions, compileKernel } from '../src/kernel/compile.ts'
import { Lanes } from '../src/kernel/lanes.ts'
import type { Program, State } from '../src/kernel/program.ts'
import { Graph, type Node } from '../src/lang/graph.ts'

const state = (name: string, shape: State['shape'], init: Node, watched = true): State => ({
  name,
  shape,
  init,
  watched,
})

/** Adam's new x, m and v. */
function adam(graph: Graph, x: Node, g: Node, shape: State['shape']) {
  const [lr, b1, b2] = ['lr', 'beta1', 'beta2'].map((name) => graph.param(name)) as [Node, Node, Node]
  const [one, t] = [graph.const(1), graph.step()]
  const decayed = (b: Node, old: Node, value: Node) => graph.add(graph.mul(b, old), graph.mul(graph.sub(one, b), value))
  const m = decayed(b1, graph.state('m', shape), g)
  const v = decayed(b2, graph.state('v', shape), graph.mul(g, g))
  const corrected = (b: Node, value: Node) => graph.div(value, graph.sub(one, graph.binary('pow', b, t)))
  const root = graph.add(graph.unary('sqrt', corrected(b2, v)), graph.const(1e-8))
  const rate = graph.div(lr, graph.unary('sqrt', t))
  return { x: graph.sub(x, graph.div(graph.mul(rate, corrected(b1, m)), root)), m, v }
}

/** Adam on Reddi's counterexamples: the gradient is large at every third step, or at random. */
function reddi(online: boolean): Program {
  const graph = new Graph()
  const x = graph.state('x', 'vector')
  const [three, t] = [graph.const(3), graph.step()]
  const phase = graph.sub(t, graph.mul(three, graph.unary('floor', graph.div(t, three))))
  const large = online
    ? graph.binary('eq', phase, graph.const(1))
    : graph.binary('lt', graph.draw(0, 0, 'scalar'), graph.const(0.01))
  const g = graph.select(large, graph.const(1010), graph.const(-10))
  const next = adam(graph, x, g, 'vector')
  const point = graph.binary('min', graph.binary('max', next.x, graph.const(-1)), graph.const(1))
  const zero = graph.const(0)
  return {
    graph,
    dimension: 1,
    params: ['lr', 'beta1', 'beta2'],
    states: [state('x', 'vector', zero), state('m', 'vector', zero), state('v', 'vector', zero)],
    first: null,
    step: {
      next: [graph.broadcast(point), graph.broadcast(next.m), graph.broadcast(next.v)],
      outputs: { x1: graph.pick(point, 1) },
    },
    tables: {},
  }
}

/** Adam on a quadratic with curvatures i^-1 and Gaussian noise (Box-Muller) or none. */
function quadratic(dimension: number, noisy: boolean): Program {
  const graph = new Graph()
  const x = graph.state('x', 'vector')
  const curvature = graph.div(graph.const(1), graph.index())
  const noise = graph.mul(
    graph.unary('sqrt', graph.mul(graph.const(-2), graph.unary('log', graph.draw(0, 0, 'vector')))),
    graph.unary('cos', graph.mul(graph.const(2 * Math.PI), graph.draw(0, 1, 'vector'))),
  )
  const g = noisy ? graph.add(graph.mul(curvature, x), noise) : graph.mul(curvature, x)
  const next = adam(graph, x, g, 'vector')
  const objective = graph.reduce('sum', graph.mul(curvature, graph.mul(next.x, next.x)))
  const zero = graph.const(0)
  return {
    graph,
    dimension,
    params: ['lr', 'beta1', 'beta2'],
    states: [state('x', 'vector', graph.const(1)), state('m', 'vector', zero), state('v', 'vector', zero)],
    first: null,
    step: { next: [next.x, next.m, next.v], outputs: { objective } },
    tables: {},
  }
}

function measure(name: string, program: Program, count: number, steps: number, options: CompileOptions = {}): void {
  const kernel = compileKernel(program, options)
  const module = new WebAssembly.Module(kernel.bytes as BufferSource)
  const lanes = Array.from({ length: count }, (_, k) => ({ params: [0.001, 0.9, 0.99 + k * 1e-6], seed: k }))
  const group = new Lanes(module, kernel.layout, lanes)
  group.advance(Math.ceil(steps / 10))
  let best = Number.POSITIVE_INFINITY
  for (let repeat = 0; repeat < 9; repeat++) {
    // Processor time rather than wall time: the machine may be busy with something else.
    const start = process.cpuUsage()
    group.advance(group.step + steps)
    best = Math.min(best, process.cpuUsage(start).user / 1000)
  }
  const each = (best * 1e6) / (count * steps)
  console.log(`${name}: ${each.toFixed(2)} ns per lane-step, ${(each / program.dimension).toFixed(2)} per coordinate`)
}

for (const vectors of process.argv.includes('--all') ? ([1, 2, 4] as const) : [undefined]) {
  const options: CompileOptions = vectors ? { vectors } : {}
  if (vectors) console.log(`${vectors} vectors per tile`)
  measure('Adam, online Reddi, d = 1, 4096 lanes', reddi(true), 4096, 2000, options)
  measure('Adam, stochastic Reddi, d = 1, 4096 lanes', reddi(false), 4096, 2000, options)
  measure('Adam, noisy quadratic, d = 4, 512 lanes', quadratic(4, true), 512, 1000, options)
  measure('Adam, quadratic, d = 16, 512 lanes', quadratic(16, false), 512, 1000, options)
  measure('Adam, quadratic, d = 1000, 64 lanes', quadratic(1000, false), 64, 200, options)
}
