import { count, LIMITS } from '../budget/limits.ts'
import { metered, spend } from '../budget/meter.ts'
import { quote } from '../text/clip.ts'
import { fold } from './algebra/algebra.ts'
import { type Column, doubles, hostMath, type MathFunctions } from './algebra/doubles.ts'
import { buildScalar } from './build.ts'
import type { Binding } from './environment.ts'
import { Graph, type Node } from './graph.ts'
import { subexpressions } from './names.ts'
import type { Diagnostics, Span } from './source.ts'
import type { Expr, Formula } from './syntax.ts'

/** The values of a graph's leaves. */
export interface Bindings {
  /** Number of coordinates, d >= 1. */
  readonly dimension: number
  param(name: string): number
  /** A vector state may be given as one number for all its coordinates. */
  state(name: string): number | Float64Array
  /** The number of the step, 1, 2, ... */
  readonly step: number
  /** The `number`-th uniform of a stream at this step; coordinate 0 for scalar draws, 1 ... d otherwise. */
  draw(stream: number, number: number, coordinate: number): number
  /** Row `step` of a table, at a coordinate 1 ... d. */
  table(name: string, coordinate: number): number
  readonly math: MathFunctions
}

type Value = number | Float64Array

/**
 * Prepares the evaluation of some nodes at one place; each call gives their values by what the bindings then are: a scalar's
 * number, a vector's d numbers.
 */
export function evaluation(nodes: readonly Node[], bindings: Bindings): () => Value[] {
  const { dimension, math } = bindings
  const columns = fold(
    nodes,
    doubles({
      lanes: 1,
      dimension,
      math,
      param: (node) => () => bindings.param(node.name),
      state(node) {
        const values = new Float64Array(node.shape === 'vector' ? dimension : 1)
        const compute = () => {
          const value = bindings.state(node.name)
          if (typeof value === 'number') values.fill(value)
          else values.set(value)
        }
        return { values, lane: values.length, coordinate: node.shape === 'vector' ? 1 : 0, compute }
      },
      step: () => bindings.step,
      draw: (node) => (_, k) => bindings.draw(node.stream, node.number, node.shape === 'vector' ? k + 1 : 0),
      table: (node) => (_, k) => bindings.table(node.name, k + 1),
    }),
  )
  return () => {
    for (const { compute } of columns.values()) compute()
    return nodes.map((node) => {
      const { values } = columns.get(node) as Column
      return node.shape === 'vector' ? values.slice() : (values[0] as number)
    })
  }
}

/** The values of some nodes, once. */
export const evaluate = (nodes: readonly Node[], bindings: Bindings): Value[] => evaluation(nodes, bindings)()

/** Names that expressions call or use, found once: a formula of a map is evaluated at each of its cells. */
const mentions = new WeakMap<Expr, readonly string[]>()

function mentioned(expr: Expr): readonly string[] {
  const known = mentions.get(expr)
  if (known) return known
  const names = [...subexpressions(expr)].flatMap((part) =>
    part.kind === 'call' ? [part.fn] : part.kind === 'name' || part.kind === 'element' ? [part.name] : [],
  )
  const found = [...new Set(names)]
  mentions.set(expr, found)
  return found
}

/** What a node costs to make and to evaluate. */
const OPERATIONS = 50

const none = (what: string) => (): never => {
  throw new Error(`a formula of numbers has no ${what}`)
}

/** A function of numbers that formulas of numbers may call. */
export interface NumberFunction {
  readonly arity: number
  evaluate(...args: number[]): number
}

/** What is said of names that are not among the numbers. */
export interface FormulaHelp {
  /** Names that a reader could expect, with the reason why they have no value. */
  readonly absent?: Readonly<Record<string, string>>
  /** What a formula knows, for all others. */
  readonly knows?: string
}

/**
 * The value of a scalar formula whose names are numbers: a fact, a prediction, a bound. The dimension is `names.d`, else 1;
 * `i` is the coordinate index unless it is among the names.
 *
 * @returns null if there is any mistake, which is then in `sink`
 */
export function evaluateFormula(
  formula: Formula,
  names: Readonly<Record<string, number>>,
  sink: Diagnostics,
  functions: ReadonlyMap<string, NumberFunction> = new Map(),
  { absent = {}, knows }: FormulaHelp = {},
): number | null {
  const graph = new Graph()
  const dimension = names.d ?? 1
  const bound = new Map<string, Binding>([['i', { kind: 'value', node: graph.index() }]])
  for (const [name, value] of Object.entries(names)) bound.set(name, { kind: 'value', node: graph.const(value) })
  const inputs = new Set(bound.keys())
  const bindings: Bindings = {
    dimension,
    param: none('parameters'),
    state: none('states'),
    step: 1,
    draw: none('draws'),
    table: none('tables'),
    math: hostMath,
  }
  const before = sink.list.length
  const called = mentioned(formula.expr).flatMap((name) => {
    const known = functions.get(name)
    if (!known) return []
    const { arity, evaluate: f } = known
    const call = (args: Node[], at: Span): Node => {
      if (args.length !== arity) {
        sink.report(formula.source, formula.expr.at, `${quote(name)} takes ${arity} arguments, here are ${args.length}`)
      }
      const numbers = evaluate(args, bindings).map((value) => (typeof value === 'number' ? value : Number.NaN))
      const { value, cost } = metered(LIMITS.prediction, () => (args.length === arity ? f(...numbers) : Number.NaN))
      if (value === undefined) {
        const said = `\`${name}(${numbers.join(', ')})\` takes at least ${count(cost)} operations`
        sink.report(formula.source, at, `${said}, at most ${count(LIMITS.prediction)}`, 'smaller arguments')
      }
      return graph.const(value ?? Number.NaN)
    }
    return [[name, call] as const]
  })
  const node = buildScalar(formula, {
    graph,
    dimension,
    names: bound,
    inputs,
    functions: new Map(called),
    past: null,
    absence: (name) => (Object.hasOwn(absent, name) ? (absent[name] ?? null) : null),
    ...(knows === undefined ? {} : { knows }),
    sink,
  })
  if (!node || sink.list.length > before) return null
  spend(OPERATIONS * graph.size)
  const [value] = evaluate([node], bindings)
  return typeof value === 'number' ? value : null
}
