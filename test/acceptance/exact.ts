import { all, type BigNumber, create } from 'mathjs'
import type { OptimizerPage } from '../../src/config/pages.ts'
import { STREAM } from '../../src/kernel/program.ts'
import { uniform } from '../../src/kernel/random/philox.ts'
import type { Block, Expr, Statement } from '../../src/lang/syntax.ts'

// biome-ignore lint/style/noNonNullAssertion: mathjs types its complete set of factories as optional
const math = create(all!, { number: 'BigNumber', precision: 64 })

/** A scalar, or one number a coordinate. */
type Value = BigNumber | readonly BigNumber[]
/** Values by name; a state with stages is a list of values. */
type Scope = Map<string, Value | { readonly stages: Value[] }>

const big = (value: number): BigNumber => math.bignumber(value)
const truth = (value: boolean): BigNumber => big(value ? 1 : 0)
const isVector = (value: Value): value is readonly BigNumber[] => Array.isArray(value)

/** Applies a function coordinate by coordinate; scalars meet vectors as equal coordinates. */
function each(f: (...args: BigNumber[]) => BigNumber, ...values: Value[]): Value {
  const d = values.find(isVector)?.length
  if (d === undefined) return f(...(values as BigNumber[]))
  return Array.from({ length: d }, (_, k) =>
    f(...values.map((value) => (isVector(value) ? (value[k] as BigNumber) : value))),
  )
}

const sign = (a: BigNumber) => (a.isZero() ? a : big(a.isNegative() ? -1 : 1))
const largest = (a: BigNumber, b: BigNumber) => (b.gt(a) ? b : a)
const smallest = (a: BigNumber, b: BigNumber) => (b.lt(a) ? b : a)
const power = (a: BigNumber, b: BigNumber) =>
  b.isInteger() && b.abs().lt(1e6) ? a.pow(b.toNumber()) : (math.pow(a, b) as BigNumber)

const OPERATORS: Record<string, (...args: BigNumber[]) => BigNumber> = {
  add: (a, b) => a?.plus(b as BigNumber) as BigNumber,
  sub: (a, b) => a?.minus(b as BigNumber) as BigNumber,
  mul: (a, b) => a?.times(b as BigNumber) as BigNumber,
  div: (a, b) => a?.div(b as BigNumber) as BigNumber,
  pow: (a, b) => power(a as BigNumber, b as BigNumber),
  neg: (a) => a?.neg() as BigNumber,
  lt: (a, b) => truth(a?.lt(b as BigNumber) ?? false),
  le: (a, b) => truth(a?.lte(b as BigNumber) ?? false),
  gt: (a, b) => truth(a?.gt(b as BigNumber) ?? false),
  ge: (a, b) => truth(a?.gte(b as BigNumber) ?? false),
  eq: (a, b) => truth(a?.eq(b as BigNumber) ?? false),
  ne: (a, b) => truth(!(a?.eq(b as BigNumber) ?? true)),
  and: (a, b) => truth(!a?.isZero() && !b?.isZero()),
  or: (a, b) => truth(!a?.isZero() || !b?.isZero()),
  not: (a) => truth(a?.isZero() ?? false),
}

const FUNCTIONS: Record<string, (...args: BigNumber[]) => BigNumber> = {
  sqrt: (a) => a?.sqrt() as BigNumber,
  abs: (a) => a?.abs() as BigNumber,
  sign: (a) => sign(a as BigNumber),
  exp: (a) => a?.exp() as BigNumber,
  log: (a) => a?.ln() as BigNumber,
  floor: (a) => a?.floor() as BigNumber,
  pow: (a, b) => power(a as BigNumber, b as BigNumber),
  min: (...args) => args.reduce(smallest),
  max: (...args) => args.reduce(largest),
  clamp: (a, low, high) => smallest(largest(a as BigNumber, low as BigNumber), high as BigNumber),
}

const sum = (values: readonly BigNumber[]) => values.reduce((a, b) => a.plus(b), big(0))
const REDUCTIONS: Record<string, (a: readonly BigNumber[], b: readonly BigNumber[]) => BigNumber> = {
  sum,
  mean: (a) => sum(a).div(a.length),
  dot: (a, b) => sum(a.map((value, k) => value.times(b[k] as BigNumber))),
  norm: (a) => sum(a.map((value) => value.times(value))).sqrt(),
  norm1: (a) => sum(a.map((value) => value.abs())),
  norminf: (a) => a.map((value) => value.abs()).reduce(largest),
  min: (a) => a.reduce(smallest),
  max: (a) => a.reduce(largest),
}

/** A rule in 64 digits: what its text means, by another arithmetic than the kernel's. */
class Exact {
  private readonly past: Value[] = []
  private readonly scope: Scope

  constructor(scope: Scope) {
    this.scope = scope
  }

  value(expr: Expr): Value {
    switch (expr.kind) {
      case 'number':
        return Number.isFinite(expr.value) && expr.text !== 'pi' ? math.bignumber(expr.text) : big(expr.value)
      case 'name':
        return this.named(expr.name) as Value
      case 'operator':
        return each(
          OPERATORS[expr.op] as (...args: BigNumber[]) => BigNumber,
          ...expr.args.map((arg) => this.value(arg)),
        )
      case 'conditional':
        return each(
          (test, yes, no) => (test?.isZero() ? (no as BigNumber) : (yes as BigNumber)),
          this.value(expr.test),
          this.value(expr.yes),
          this.value(expr.no),
        )
      case 'element':
        return this.element(expr.name, this.whole(expr.index))
      case 'call':
        return this.call(expr.fn, expr.args)
      case 'list':
        return expr.items.map((item) => this.value(item) as BigNumber)
      case 'series':
        throw new Error('no optimizer has a series')
    }
  }

  private named(name: string) {
    const found = this.scope.get(name)
    if (found === undefined) throw new Error(`no value for ${name}`)
    return found
  }

  private whole(expr: Expr): number {
    return (this.value(expr) as BigNumber).toNumber()
  }

  private element(name: string, k: number): Value {
    const found = this.named(name)
    return (
      isVector(found as Value) ? (found as BigNumber[])[k - 1] : (found as { stages: Value[] }).stages[k - 1]
    ) as Value
  }

  private call(fn: string, args: readonly Expr[]): Value {
    if (fn === 'past') {
      const now = this.named('g') as readonly BigNumber[]
      return [now, ...this.past.toReversed()][this.whole(args[1] as Expr)] ?? now.map(() => big(0))
    }
    const values = args.map((arg) => this.value(arg))
    const reduction = values.every(isVector) && (values.length === 1 || fn === 'dot') ? REDUCTIONS[fn] : undefined
    if (reduction) return reduction(values[0] as readonly BigNumber[], values[1] as readonly BigNumber[])
    const f = FUNCTIONS[fn]
    const [only] = values
    // A state that becomes a vector later starts as d equal coordinates.
    if (!f && REDUCTIONS[fn] && only && !isVector(only)) return REDUCTIONS[fn](this.all(only), [])
    if (!f) throw new Error(`no exact ${fn}`)
    return each(f, ...values)
  }

  private all(value: BigNumber): BigNumber[] {
    return (this.named('i') as readonly BigNumber[]).map(() => value)
  }

  run(statements: readonly Statement[]): void {
    for (const statement of statements) {
      if (statement.kind === 'unread') throw new Error('a statement could not be read')
      if (statement.kind === 'repeat') {
        for (let j = this.whole(statement.from); j <= this.whole(statement.to); j++) {
          this.scope.set(statement.variable, big(j))
          this.run(statement.body)
        }
      } else if (statement.index) {
        const found = this.named(statement.target) as { stages: Value[] }
        found.stages[this.whole(statement.index) - 1] = this.value(statement.value)
      } else this.scope.set(statement.target, this.value(statement.value))
    }
  }

  /** One gradient. */
  step(block: Block, g: readonly number[]): void {
    this.scope.set('g', g.map(big))
    this.run(block.statements)
    this.past.push(g.map(big))
  }
}

/**
 * The iterates of a rule at its defaults, along given gradients.
 *
 * @param seed of the rule's draws
 * @param storedAsDouble rounds the iterate to a double after every step, and nothing else
 * @returns one vector a gradient
 */
export function exactPath(
  page: OptimizerPage,
  gradients: readonly (readonly number[])[],
  start: readonly number[],
  seed: number,
  { storedAsDouble = false } = {},
): number[][] {
  const d = start.length
  const scope: Scope = new Map<string, Value>([
    ['x', start.map(big)],
    ['d', big(d)],
    ['T', big(gradients.length)],
    ['i', start.map((_, k) => big(k + 1))],
  ])
  const exact = new Exact(scope)
  const waits = page.init !== null
  const settle = (t: number) => {
    scope.set('t', big(t))
    for (const [name, formula] of Object.entries(page.hyper)) scope.set(name, exact.value(formula.expr))
  }
  settle(1)
  for (const state of page.state) {
    const init = exact.value(state.init.expr)
    const stages = state.stages && (exact.value(state.stages.expr) as BigNumber).toNumber()
    // A state may turn out to be a vector; all coordinates then start alike.
    scope.set(state.name, stages === null ? init : { stages: Array.from({ length: stages }, () => init) })
  }
  return gradients.map((g, k) => {
    settle(waits ? k : k + 1)
    page.draws.forEach((draw, number) => {
      if (draw.law !== 'uniform' || draw.per !== 'step') throw new Error(`no exact draw ${draw.name}`)
      scope.set(draw.name, big(uniform(seed, STREAM.optimizer, k + 1, 0, number)))
    })
    exact.step(waits && k === 0 ? (page.init as Block) : page.step, g)
    const x = (scope.get('x') as readonly BigNumber[]).map(Number)
    if (storedAsDouble) scope.set('x', x.map(big))
    return x
  })
}
