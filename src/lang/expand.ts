import { LIMITS } from '../budget/limits.ts'
import { metered } from '../budget/meter.ts'
import { hostMath } from './algebra/doubles.ts'
import { contains, NoValue } from './definition.ts'
import type { Environment } from './environment.ts'
import { evaluate } from './evaluate.ts'
import { reachable } from './facts.ts'
import type { Graph } from './graph.ts'
import type { Node } from './node.ts'
import type { SourceText, Span } from './source.ts'
import type { Definition, IndexRange } from './syntax.ts'

const MOVING: ReadonlySet<Node['kind']> = new Set(['step', 'state', 'draw', 'table', 'param'])
const never = () => Number.NaN

/** The values of scalars that are known when the formula is built; null if one is not. */
export function knownNumbers(
  nodes: readonly Node[],
  { dimension, math = () => hostMath }: Environment,
): number[] | null {
  if (nodes.some(({ shape }) => shape === 'vector')) return null
  if (nodes.every((node) => node.kind === 'const')) return nodes.map(({ value }) => value)
  if ([...reachable(nodes)].some(({ kind }) => MOVING.has(kind))) return null
  const bindings = { dimension, param: never, state: never, draw: never, table: never, step: 1, math: math() }
  return evaluate(nodes, bindings).map((value) => (typeof value === 'number' ? value : Number.NaN))
}

/** 1 where a value is in a range, 0 where it is not. */
export function insideRange(graph: Graph, range: IndexRange, x: Node): Node {
  if (x.kind === 'const') return graph.const(Number(contains(range, x.value)))
  const { low, high, openLow, openHigh, whole } = range
  const tests = [
    Number.isFinite(low) ? graph.binary(openLow ? 'gt' : 'ge', x, graph.const(low)) : null,
    Number.isFinite(high) ? graph.binary(openHigh ? 'lt' : 'le', x, graph.const(high)) : null,
    whole ? graph.binary('eq', x, graph.unary('floor', x)) : null,
  ]
  return tests.reduce<Node>((all, test) => (test ? graph.mul(all, test) : all), graph.const(1))
}

/** The text of a definition inside a call: what is wrong there belongs to the page that calls. */
export function seenFrom(source: SourceText, caller: SourceText, at: Span): SourceText {
  return {
    ...source,
    // Worked out only where something is wrong.
    get usedAt() {
      return caller.usedAt ?? { file: caller.file, start: caller.locate(at.start), end: caller.locate(at.end) }
    },
  }
}

/** What code makes of numbers, NaN outside the ranges; without a value, what it would cost at least, or why there is none. */
export function compute(
  { parameters }: Definition,
  evaluateCode: (...args: number[]) => number,
  numbers: readonly number[],
): { readonly value?: number; readonly cost: number; readonly mistake?: NoValue } {
  const inside = parameters.every(({ range }, k) => contains(range, numbers[k] ?? Number.NaN))
  if (!inside) return { value: Number.NaN, cost: 0 }
  try {
    return metered(LIMITS.prediction, () => evaluateCode(...numbers))
  } catch (error) {
    if (error instanceof NoValue) return { cost: 0, mistake: error }
    throw error
  }
}
