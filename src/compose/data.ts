import { LIMITS } from '../budget/limits.ts'
import type { Data } from '../config/pages.ts'
import { STREAM } from '../kernel/program.ts'
import { uniform } from '../kernel/random/philox.ts'
import { loadMath } from '../kernel/wasm/host-math.ts'
import { buildScalar, type Environment } from '../lang/build.ts'
import { evaluate } from '../lang/evaluate.ts'
import { dependsOn } from '../lang/facts.ts'
import { isLaneOwn, moves } from '../lang/leaves.ts'
import type { Node } from '../lang/node.ts'
import type { Formula } from '../lang/syntax.ts'
import { muchData } from '../messages/costs.ts'
import { dataCount, lateLaw } from '../messages/parts.ts'
import { noiseValue, Stream } from './draws.ts'
import type { Scope } from './scope.ts'

/** Formulas that have to be known before the run, for the data to be drawn. */
export const dataFormulas = ({ rows, columns, law }: Data): Formula[] => [
  rows,
  ...(columns ? [columns] : []),
  ...(law === 'uniform' ? [] : Object.values(law.settings)),
]

/**
 * Defines a problem's data: each name stands for its rows, `A[1]`, ..., `A[n]`, vectors of d numbers or single numbers. Row j
 * has the random numbers of step j of the seed that the page gives, by the kernel's own functions, so every run of a page and
 * every machine has the same data.
 */
export function defineData(data: readonly Data[], scope: Scope, base: Environment): void {
  const stream = new Stream(STREAM.data)
  for (const one of data) {
    const value = lawNode(one, scope, base, stream)
    scope.stages(one.name, value ? rowsOf(one, value, scope, base) : [])
  }
}

function lawNode({ law, per }: Data, scope: Scope, base: Environment, stream: Stream): Node | null {
  if (law === 'uniform') return stream.uniform(base, per === 'row' ? 'scalar' : 'vector')
  return noiseValue(law, per === 'row' ? 'step' : 'coordinate', scope, base, stream)
}

function rowsOf(data: Data, value: Node, scope: Scope, base: Environment): Node[] {
  const { graph, dimension, sink } = base
  const count = wholeNumber(data.rows, 'the number of rows', LIMITS.terms, scope, base)
  const columns = data.columns ? wholeNumber(data.columns, 'the number of columns', dimension, scope, base) : dimension
  if (count === null || columns === null) return []
  const { source, expr } = data.rows
  if (dependsOn(value, (node) => node.kind !== 'draw' && (moves(node) || isLaneOwn(node)))) {
    sink.report(source, expr.at, lateLaw(data.name))
    return []
  }
  if (count * dimension > LIMITS.data) {
    sink.report(source, expr.at, muchData(data.name, count * dimension))
    return []
  }
  const math = loadMath()
  const never = () => Number.NaN
  return Array.from({ length: count }, (_, row) => {
    const [numbers] = evaluate([value], {
      dimension: columns,
      param: never,
      state: never,
      table: never,
      step: row + 1,
      draw: (stream, number, coordinate) => uniform(data.seed, stream, row + 1, coordinate, number),
      math,
    })
    const at = (k: number) =>
      typeof numbers === 'object' ? (numbers[k % columns] ?? Number.NaN) : (numbers ?? Number.NaN)
    return data.per === 'row' ? graph.const(at(0)) : graph.literal(Array.from({ length: dimension }, (_, k) => at(k)))
  })
}

function wholeNumber(formula: Formula, what: string, most: number, scope: Scope, base: Environment): number | null {
  const node = buildScalar(formula, scope.environment(base))
  if (!node) return null
  if (node.kind === 'const' && Number.isInteger(node.value) && node.value >= 1 && node.value <= most) return node.value
  base.sink.report(formula.source, formula.expr.at, dataCount(what, most))
  return null
}
