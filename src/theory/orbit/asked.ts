import { spend } from '../../budget/meter.ts'
import type { OrbitPage } from '../../config/derived.ts'
import { hostMath } from '../../lang/algebra/doubles.ts'
import { buildScalar, buildValue, type Environment } from '../../lang/build.ts'
import type { Binding } from '../../lang/environment.ts'
import { evaluate } from '../../lang/evaluate.ts'
import { Graph } from '../../lang/graph.ts'
import type { Node } from '../../lang/node.ts'
import { Diagnostics } from '../../lang/source.ts'
import type { Formula } from '../../lang/syntax.ts'
import type { Numbers } from './numbers.ts'
import { overPhases, type Vectors } from './phases.ts'
import { mistaken } from './value.ts'

export interface Answer {
  readonly value: number
  /** Of a sum, it over the sum of its terms' sizes; of anything else the value. */
  readonly share: number
}

interface Asked {
  readonly gradients: readonly number[]
  answer<V>(numbers: Numbers<V>, states: Vectors<V>, steps: readonly V[], gradients: readonly V[]): Answer
}

const STEP = 'step'
const GRADIENT = 'g'
const none = (): never => {
  throw new Error('a gradient of a period is a formula in the phase')
}

/** What a page asks of an orbit at some arguments: its gradients, and its formula over the phases. */
export function asked(page: OrbitPage, names: Readonly<Record<string, number>>, period: number): Asked {
  const graph = new Graph()
  const sink = new Diagnostics()
  const bound = (node: Node): Binding => ({ kind: 'value', node })
  const environment = (own: ReadonlyMap<string, Binding>): Environment => ({
    graph,
    dimension: period,
    names: new Map([
      ['i', bound(graph.index())],
      ...own,
      ...Object.entries(names).map(([name, number]) => [name, bound(graph.const(number))] as const),
    ]),
    inputs: new Set(),
    functions: new Map(),
    past: null,
    sink,
  })
  const built = (
    make: (formula: Formula, env: Environment) => Node | null,
    formula: Formula,
    env: Environment,
  ): Node => {
    const node = make(formula, env)
    if (!node || sink.failed) throw mistaken(sink)
    return node
  }
  spend(period)
  const gradient = graph.broadcast(built(buildValue, page.gradient, environment(new Map())))
  const bindings = { dimension: period, param: none, state: none, draw: none, table: none, step: 1, math: hostMath }
  const [column] = evaluate([gradient], bindings)
  return {
    gradients: [...(column as Float64Array)],
    answer(numbers, states, steps, gradients) {
      const vectors = new Map([...states, [STEP, steps], [GRADIENT, gradients]])
      const env = environment(named(states.keys(), graph))
      for (const [name, formula] of Object.entries(page.let)) {
        env.names.set(name, bound(built(buildValue, formula, env)))
      }
      const conditions = page.require.map((one) => built(buildScalar, one, env))
      const root = built(buildScalar, page.formula, env)
      const sizes = root.kind === 'reduce' && root.op === 'sum' ? [graph.reduce('sum', graph.unary('abs', root.a))] : []
      const [result, ...others] = overPhases(numbers, [root, ...conditions, ...sizes], period, vectors)
      const { double, binary } = numbers
      if (conditions.some((_, k) => double(others[k] as typeof result & {}) === 0))
        return { value: Number.NaN, share: Number.NaN }
      const size = others[conditions.length]
      const value = double(result as typeof result & {})
      return { value, share: size === undefined ? value : double(binary.div(result as typeof size, size)) }
    },
  }
}

/** What a formula may call by name: the step, the gradient and the states, those with an index as stages. */
function named(states: Iterable<string>, graph: Graph): Map<string, Binding> {
  const found = new Map<string, Binding>([
    [STEP, { kind: 'value', node: graph.state(STEP, 'vector') }],
    [GRADIENT, { kind: 'value', node: graph.state(GRADIENT, 'vector') }],
  ])
  for (const full of states) {
    const node = graph.state(full, 'vector')
    const [, name, index] = /^(.+)\[(\d+)\]$/.exec(full) ?? []
    if (name === undefined) found.set(full, { kind: 'value', node })
    else {
      const before = found.get(name)
      const nodes = before?.kind === 'stages' ? [...before.nodes] : []
      nodes[Number(index) - 1] = node
      found.set(name, { kind: 'stages', nodes })
    }
  }
  return found
}
