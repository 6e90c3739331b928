import { spend } from '../budget/meter.ts'
import { hostMath } from './algebra/doubles.ts'
import { buildScalar } from './build.ts'
import type { Binding } from './environment.ts'
import { type Bindings, evaluate } from './evaluate.ts'
import { Graph } from './graph.ts'
import { type Diagnostics, plainSource } from './source.ts'
import type { Definition, Expr, Formula } from './syntax.ts'

/** What a node costs to make and to evaluate. */
const OPERATIONS = 50

const none = (what: string) => (): never => {
  throw new Error(`a formula of numbers has no ${what}`)
}

/** Numbers by name, each a node only if it is used: of dozens a formula has two or three. */
class Numbers extends Map<string, Binding> {
  constructor(
    private readonly graph: Graph,
    private readonly numbers: Readonly<Record<string, number>>,
  ) {
    super()
  }

  override get(name: string): Binding | undefined {
    const known = super.get(name)
    if (known || !this.has(name)) return known
    const node = Object.hasOwn(this.numbers, name) ? this.graph.const(this.numbers[name] as number) : this.graph.index()
    const binding: Binding = { kind: 'value', node }
    this.set(name, binding)
    return binding
  }

  override has(name: string): boolean {
    return super.has(name) || name === 'i' || Object.hasOwn(this.numbers, name)
  }

  override keys(): MapIterator<string> {
    return new Set(['i', ...Object.keys(this.numbers), ...super.keys()]).values() as MapIterator<string>
  }
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
  { absent = {}, knows }: FormulaHelp = {},
): number | null {
  const graph = new Graph()
  const dimension = names.d ?? 1
  const bound = new Numbers(graph, names)
  const before = sink.list.length
  const node = buildScalar(formula, {
    graph,
    dimension,
    names: bound,
    inputs: new Set(bound.keys()),
    functions: new Map(),
    past: null,
    absence: (name) => (Object.hasOwn(absent, name) ? (absent[name] ?? null) : null),
    ...(knows === undefined ? {} : { knows }),
    sink,
  })
  if (!node || sink.list.length > before) return null
  spend(OPERATIONS * graph.size)
  const bindings: Bindings = {
    dimension,
    param: none('parameters'),
    state: none('states'),
    step: 1,
    draw: none('draws'),
    table: none('tables'),
    math: hostMath,
  }
  const [value] = evaluate([node], bindings)
  return typeof value === 'number' ? value : null
}

/** The value of a definition at numbers in the order of its parameters; NaN outside their ranges, null after a report. */
export function valueOfDefinition(
  definition: Definition,
  numbers: readonly number[],
  sink: Diagnostics,
): number | null {
  const { name, parameters } = definition
  const text = `${name}(${parameters.map((one) => one.name).join(', ')})`
  const at = { start: 0, end: text.length }
  const args = parameters.map((one): Expr => ({ kind: 'name', name: one.name, at }))
  const formula: Formula = { source: plainSource(text), expr: { kind: 'call', fn: name, args, at, definition } }
  return evaluateFormula(
    formula,
    Object.fromEntries(parameters.map((one, k) => [one.name, numbers[k] ?? Number.NaN])),
    sink,
  )
}
