import { LIMITS } from '../budget/limits.ts'
import { meaningTaken } from '../messages/blocks.ts'
import { deepDefinition, tooManyParts, tooManyTerms } from '../messages/budget.ts'
import {
  argumentRange,
  argumentsTooLate,
  costlyCall,
  noPast,
  notCallable,
  pastElsewhere,
  pastOfValue,
} from '../messages/calls.ts'
import { because, type Message } from '../messages/message.ts'
import {
  emptyMean,
  functionUncalled,
  knownTooLate,
  listKnownTooLate,
  listLength,
  notWhole,
  outOfReach,
  scalarGiven,
  scalarIndexed,
  severalStages,
  unavailable,
  unknownName,
  vectorGiven,
} from '../messages/values.ts'
import { clip, quote } from '../text/clip.ts'
import { constantHint } from './aliases.ts'
import { rangeText } from './definition.ts'
import type { Binding, Environment } from './environment.ts'
import { compute, insideRange, knownNumbers, seenFrom } from './expand.ts'
import { FUNCTIONS, meanOf } from './functions.ts'
import type { BinaryOp, Node } from './node.ts'
import { SERIES } from './series.ts'
import { Diagnostics, type SourceText, type Span } from './source.ts'
import type { Definition, Expr, Formula, Operator } from './syntax.ts'
import { countTerms } from './terms.ts'

/** Terms of a series that a call of a definition counts for. */
const EXPANSION = 10

type Of<K extends Expr['kind']> = Extract<Expr, { kind: K }>

const COMPARISONS: ReadonlySet<string> = new Set(['lt', 'le', 'gt', 'ge', 'eq', 'ne'])
const isTruth = (node: Node): boolean => node.kind === 'binary' && COMPARISONS.has(node.op)

/** Gives the expressions of one source their meaning as nodes of a graph. Null stands for "already reported". */
export class Builder {
  private readonly env: Environment
  readonly source: SourceText
  /** Series that are being written out around what is built. */
  private around = 0
  /** Names whose assignment failed: using them is no further mistake. */
  readonly broken = new Set<string>()

  constructor(env: Environment, source: SourceText) {
    this.env = env
    this.source = source
  }

  fail(at: Span, message: Message): null {
    this.env.sink.report(this.source, at, message)
    return null
  }

  value(expr: Expr): Node | null {
    switch (expr.kind) {
      case 'number':
        return this.env.graph.const(expr.value)
      case 'name':
        return this.name(expr)
      case 'operator':
        return this.operator(expr)
      case 'call':
        return this.call(expr)
      case 'element':
        return this.element(expr)
      case 'list':
        return this.list(expr)
      case 'series':
        return this.series(expr)
      case 'conditional': {
        const [test, yes, no] = [this.value(expr.test), this.value(expr.yes), this.value(expr.no)]
        return test && yes && no && this.env.graph.select(test, yes, no)
      }
    }
  }

  scalar(expr: Expr): Node | null {
    const node = this.value(expr)
    if (node?.shape !== 'vector') return node
    return this.fail(expr.at, vectorGiven())
  }

  /** A whole number that is known when the formula is built, in `low` ... `high`. `what` names it in the message. */
  whole(expr: Expr, what: string, low: number, high: number): number | null {
    const node = this.value(expr)
    if (!node) return null
    if (node.kind !== 'const') return this.fail(expr.at, knownTooLate(what))
    if (!Number.isInteger(node.value)) return this.fail(expr.at, notWhole(what, node.value))
    if (node.value >= low && node.value <= high) return node.value
    return this.fail(expr.at, outOfReach(what, low, high, node.value))
  }

  private binding(name: string, at: Span): Binding | null {
    if (this.broken.has(name)) return null
    const found = this.env.names.get(name)
    if (found) return found
    if (FUNCTIONS.has(name) || name === 'mean' || name === 'past' || this.env.functions.has(name))
      return this.fail(at, functionUncalled(name))
    const absence = this.env.absence?.(name) ?? null
    if (absence !== null) return this.fail(at, unavailable(name, absence))
    const known = [...this.env.names.keys(), 'pi', 'Infinity']
    return this.fail(at, unknownName(name, known, { sure: constantHint(name), hint: this.env.knows }))
  }

  private name({ name, at }: Of<'name'>): Node | null {
    const found = this.binding(name, at)
    if (found?.kind !== 'stages') return found?.node ?? null
    return this.fail(at, severalStages(name, found.nodes.length, 'choose'))
  }

  private element({ name, index, at }: Of<'element'>): Node | null {
    const nameAt = { start: at.start, end: at.start + name.length }
    const found = this.binding(name, nameAt)
    if (!found) return null
    if (found.kind === 'stages') return this.stage(name, found.nodes, index)
    if (found.node.shape === 'scalar') return this.fail(nameAt, scalarIndexed(name))
    const k = this.whole(index, `the coordinate of ${quote(name)}`, 1, this.env.dimension)
    return k === null ? null : this.env.graph.pick(found.node, k)
  }

  /** Stage `index`. Where it is known only in the run, stages are gone through; below 1 it is the first, beyond the end the last. */
  private stage(name: string, nodes: readonly Node[], index: Expr): Node | null {
    const node = this.scalar(index)
    if (!node || nodes.length === 0) return null
    const { graph } = this.env
    if (node.kind === 'const') {
      const k = this.whole(index, `the stage of ${quote(name)}`, 1, nodes.length)
      return k === null ? null : (nodes[k - 1] ?? null)
    }
    const before = graph.size
    const chosen = nodes.reduce((so, stage, k) => graph.select(graph.binary('le', node, graph.const(k)), so, stage))
    const part = { source: this.source, at: index.at, parts: nodes.length, what: 'stages' } as const
    if (this.around === 0) graph.writtenOut.push({ ...part, nodes: graph.size - before })
    return chosen
  }

  /** Whether the terms of a series, those of the series in it counted in, are few enough; if not, says so before any work. */
  private fewTerms(series: Of<'series'>): boolean {
    const { graph, names } = this.env
    const silent = new Builder({ ...this.env, sink: new Diagnostics() }, this.source)
    const terms = countTerms(series, {
      whole: (bound) => silent.whole(bound, 'a bound', -LIMITS.terms, LIMITS.terms),
      bind: (index, value) => {
        if (value === null) names.delete(index)
        else names.set(index, { kind: 'value', node: graph.const(value) })
      },
    })
    if (terms <= LIMITS.nested) return true
    this.fail(series.at, tooManyTerms(this.text(series.at), terms))
    return false
  }

  /** The text at a place, short enough for a message. */
  private text({ start, end }: Span): string {
    return `\`${clip(this.source.text.slice(start, end), 40)}\``
  }

  /** Whether what is written out stays within bounds; if not, says so. */
  withinBounds(at: Span, what = this.text(at)): boolean {
    const { graph } = this.env
    if (graph.size <= LIMITS.nodes && graph.terms <= 10 * LIMITS.nested) return true
    this.fail(at, tooManyParts(what))
    return false
  }

  /** Joins the terms in order, from the first. */
  private series(expr: Of<'series'>): Node | null {
    const { fn, variable, variableAt, from, to, body, at } = expr
    const { graph, names, inputs } = this.env
    if (names.has(variable) || inputs.has(variable)) return this.fail(variableAt, meaningTaken(variable, 'index'))
    const first = this.whole(from, `the start of \`${fn}\``, -LIMITS.terms, LIMITS.terms)
    const last = this.whole(to, `the end of \`${fn}\``, -LIMITS.terms, LIMITS.terms)
    const rule = SERIES.get(fn)
    if (first === null || last === null || !rule) return null
    if (this.around === 0 && !this.fewTerms(expr)) return null
    const before = graph.size
    this.around++
    let joined: Node | null = null
    for (let j = first; j <= last; j++) {
      names.set(variable, { kind: 'value', node: graph.const(j) })
      graph.terms++
      const term = this.withinBounds(at) ? this.value(body) : null
      if (!term) joined = null
      if (!term) break
      joined = joined ? graph.binary(rule.join, joined, term) : term
    }
    names.delete(variable)
    this.around--
    const part = { source: this.source, at, parts: last - first + 1, what: 'terms' } as const
    if (this.around === 0) graph.writtenOut.push({ ...part, nodes: graph.size - before })
    if (last < first) return fn === 'mean' ? this.fail(to.at, emptyMean()) : graph.const(rule.empty)
    return joined && fn === 'mean' ? graph.div(joined, graph.const(last - first + 1)) : joined
  }

  private list({ items, at }: Of<'list'>): Node | null {
    const values: number[] = []
    for (const item of items) {
      const node = this.value(item)
      if (!node) return null
      if (node.kind !== 'const') return this.fail(item.at, listKnownTooLate())
      values.push(node.value)
    }
    const d = this.env.dimension
    if (values.length === d) return this.env.graph.literal(values)
    return this.fail(at, listLength(d, values.length))
  }

  private operator({ op, args }: Of<'operator'>): Node | null {
    const [first, second] = args
    const a = first ? this.value(first) : null
    const b = second ? this.value(second) : null
    if (!a || (second && !b)) return null
    const { graph } = this.env
    return b ? this.binary(op, a, b) : op === 'not' ? graph.binary('eq', a, graph.const(0)) : graph.unary('neg', a)
  }

  /** Truth values are 1 and 0; `and`, `or`, `not` take every number but 0 for true. */
  private binary(op: Operator, a: Node, b: Node): Node {
    const { graph } = this.env
    const truth = (node: Node) => (isTruth(node) ? node : graph.binary('ne', node, graph.const(0)))
    if (op === 'and') return graph.mul(truth(a), truth(b))
    if (op === 'or') return graph.binary('max', truth(a), truth(b))
    return graph.binary(op as BinaryOp, a, b)
  }

  private call(expr: Of<'call'>): Node | null {
    const { fn, at } = expr
    if (fn === 'past') return this.past(expr)
    const args = expr.args.map((arg) => this.value(arg))
    const nodes = args.filter((node) => node !== null)
    if (nodes.length < args.length) return null
    if (expr.definition) return this.expand(expr, expr.definition, nodes)
    const { graph, dimension, functions } = this.env
    const definition = FUNCTIONS.get(fn)
    const fnAt = { start: at.start, end: at.start + fn.length }
    if (!definition && fn !== 'mean') {
      const build = functions.get(fn)
      return build ? build(nodes, at) : this.fail(fnAt, notCallable(fn))
    }
    if (!definition || definition.reduces(nodes.length)) {
      const scalar = nodes.findIndex((node) => node.shape === 'scalar')
      if (scalar >= 0) return this.fail(expr.args[scalar]?.at ?? at, scalarGiven(fn))
    }
    const [first] = nodes
    return definition ? definition.build(graph, nodes) : first ? meanOf(graph, first, dimension) : null
  }

  /** The formula of a definition, its parameters the arguments; NaN where these are outside their ranges. */
  private expand(call: Of<'call'>, definition: Definition, given: readonly Node[]): Node | null {
    const { graph, within = 0 } = this.env
    const { name, parameters, require, body } = definition
    if (within >= LIMITS.nesting)
      return this.fail(call.at, deepDefinition(`${quote(name)} is nested too deep in other definitions`))
    graph.terms += EXPANSION
    // Each call around it meets this again: one sentence for all of them is told once.
    if (!this.withinBounds(call.at, 'this call')) return null
    const args = parameters.map(({ fallback }, k) => given[k] ?? graph.const(fallback ?? Number.NaN))
    const ranges = parameters.map(({ range }, k) => insideRange(graph, range, args[k] as Node))
    if (!this.allowed(call, definition, args, ranges)) return null

    const names = new Map(parameters.map((one, k) => [one.name, { kind: 'value', node: args[k] as Node } as Binding]))
    const inner: Environment = {
      ...this.env,
      names,
      inputs: new Set(),
      functions: new Map(),
      past: null,
      absence: () => null,
      within: within + 1,
    }
    const build = ({ expr, source }: Formula) => new Builder(inner, seenFrom(source, this.source, call.at)).value(expr)
    for (const [local, formula] of Object.entries(body.kind === 'formula' ? body.let : {})) {
      const node = build(formula)
      if (!node) return null
      names.set(local, { kind: 'value', node })
    }
    const conditions = require.map(build)
    if (conditions.some((condition) => condition === null)) return null
    const one = graph.const(1)
    const valid = [...ranges, ...conditions].reduce<Node>((all, test) => this.binary('and', all, test as Node), one)
    if (valid.kind === 'const' && valid.value === 0) return graph.const(Number.NaN)
    if (body.kind === 'code') return this.compute(call, definition, body.evaluate, args, valid)
    const value = build(body.value)
    return value && (valid.kind === 'const' ? value : graph.select(valid, value, graph.const(Number.NaN)))
  }

  /** Whether no argument is for certain outside its range; if one is, says so where that is a mistake. */
  private allowed(
    call: Of<'call'>,
    { name, parameters }: Definition,
    args: readonly Node[],
    ranges: readonly Node[],
  ): boolean {
    for (const [k, { name: parameter, range }] of parameters.entries()) {
      const [arg, test, written] = [args[k], ranges[k], call.args[k]]
      const mistake = this.env.ranges === 'strict' || written?.kind === 'number'
      if (!mistake || arg?.kind !== 'const' || test?.kind !== 'const' || test.value !== 0) continue
      this.fail(written?.at ?? call.at, argumentRange(name, parameter, rangeText(range), arg.value))
      return false
    }
    return true
  }

  private compute(
    { at }: Of<'call'>,
    definition: Definition,
    evaluate: (...args: number[]) => number,
    args: readonly Node[],
    valid: Node,
  ): Node | null {
    const { name } = definition
    const numbers = knownNumbers([...args, valid], this.env)
    if (!numbers) return this.fail(at, argumentsTooLate(name))
    if (numbers.pop() === 0) return this.env.graph.const(Number.NaN)
    const { value, cost, mistake } = compute(definition, evaluate, numbers)
    if (value !== undefined) return this.env.graph.const(value)
    const text = `${name}(${numbers.join(', ')})`
    return this.fail(at, mistake ? because(`\`${text}\` has no value`, mistake.told) : costlyCall(text, cost))
  }

  private past({ args, at }: Of<'call'>): Node | null {
    const [name, delay] = args
    if (name?.kind !== 'name' || !delay) return this.fail(at, pastOfValue())
    const { past } = this.env
    if (!past) return this.fail(at, pastElsewhere())
    if (!this.binding(name.name, name.at)) return null
    const n = this.whole(delay, 'the delay of `past`', 0, this.env.longestPast ?? LIMITS.delay)
    if (n === null) return null
    this.env.graph.writtenOut.push({ source: this.source, at, parts: n, what: 'copies', nodes: 0 })
    return past(name.name, n) ?? this.fail(name.at, noPast(name.name))
  }
}
