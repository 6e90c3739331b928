import { count, LIMITS } from '../budget/limits.ts'
import { metered, spend } from '../budget/meter.ts'
import { quote } from '../text/clip.ts'
import { buildScalar } from './build.ts'
import type { Binding } from './environment.ts'
import { EXACT_BINARY, EXACT_UNARY } from './exact.ts'
import { reachable } from './facts.ts'
import { Graph, type Node, type ReduceOp } from './graph.ts'
import { subexpressions } from './names.ts'
import type { Diagnostics, Span } from './source.ts'
import type { Expr, Formula } from './syntax.ts'

/** The functions whose last bits are not fixed by IEEE 754. */
export interface MathFunctions {
  readonly exp: (x: number) => number
  readonly log: (x: number) => number
  readonly sin: (x: number) => number
  readonly cos: (x: number) => number
  readonly tan: (x: number) => number
  readonly tanh: (x: number) => number
  readonly pow: (x: number, y: number) => number
}

/** JavaScript's own functions; their last bits differ between engines. */
export const hostMath: MathFunctions = {
  exp: Math.exp,
  log: Math.log,
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  tanh: Math.tanh,
  pow: Math.pow,
}

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

export const REDUCE: Record<ReduceOp, readonly [start: number, join: (a: number, b: number) => number]> = {
  sum: [-0, EXACT_BINARY.add],
  prod: [1, EXACT_BINARY.mul],
  min: [Number.POSITIVE_INFINITY, Math.min],
  max: [Number.NEGATIVE_INFINITY, Math.max],
}

/** Coordinate `k` (0-based) of a value; a scalar has the same value at all of them. */
const coordinate = (value: Value | undefined, k: number): number =>
  typeof value === 'number' ? value : (value?.[k] ?? Number.NaN)

/** The function that gives a node's value at a coordinate (0-based), once those of its operands are known. */
function rule(node: Node, values: ReadonlyMap<Node, Value>, bindings: Bindings): (k: number) => number {
  const { dimension, math } = bindings
  switch (node.kind) {
    case 'const':
      return () => node.value
    case 'literal':
      return (k) => node.values[k] ?? Number.NaN
    case 'index':
      return (k) => k + 1
    case 'param':
      return () => bindings.param(node.name)
    case 'state': {
      const value = bindings.state(node.name)
      return (k) => coordinate(value, k)
    }
    case 'step':
      return () => bindings.step
    case 'draw':
      return (k) => bindings.draw(node.stream, node.number, node.shape === 'vector' ? k + 1 : 0)
    case 'table':
      return (k) => bindings.table(node.name, k + 1)
    case 'unary': {
      const f = { ...math, ...EXACT_UNARY }[node.op]
      const a = values.get(node.a)
      return (k) => f(coordinate(a, k))
    }
    case 'binary': {
      const f = node.op === 'pow' ? math.pow : EXACT_BINARY[node.op]
      const [a, b] = [values.get(node.a), values.get(node.b)]
      return (k) => f(coordinate(a, k), coordinate(b, k))
    }
    case 'select': {
      const [a, b, c] = [values.get(node.a), values.get(node.b), values.get(node.c)]
      return (k) => coordinate(coordinate(a, k) !== 0 ? b : c, k)
    }
    case 'reduce': {
      const [[start, join], a] = [REDUCE[node.op], values.get(node.a)]
      return () => {
        let total = start
        for (let k = 0; k < dimension; k++) total = join(total, coordinate(a, k))
        return total
      }
    }
    case 'pick': {
      const a = values.get(node.a)
      return () => coordinate(a, node.k - 1)
    }
  }
}

/**
 * The values of some nodes: a scalar's number, a vector's d numbers. A reference for the kernel, with the same order of
 * operations, so that with the kernel's math functions it gives the same bits.
 */
export function evaluate(nodes: readonly Node[], bindings: Bindings): Value[] {
  const values = new Map<Node, Value>()
  for (const node of [...reachable(nodes)].sort((a, b) => a.id - b.id)) {
    const at = rule(node, values, bindings)
    values.set(
      node,
      node.shape === 'scalar' ? at(0) : Float64Array.from({ length: bindings.dimension }, (_, k) => at(k)),
    )
  }
  return nodes.map((node) => values.get(node) ?? Number.NaN)
}

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
