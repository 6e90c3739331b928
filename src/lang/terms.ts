import { LIMITS } from '../budget/limits.ts'
import { children, namesIn, subexpressions } from './names.ts'
import type { Expr } from './syntax.ts'

type Series = Extract<Expr, { kind: 'series' }>

/** What counting needs to know of the place where a series stands. */
export interface Bounds {
  /** The value of a bound, or null where it has a mistake, which is told when the series is written out. */
  whole(bound: Expr): number | null
  /** Gives an index a value; null takes it away. */
  bind(index: string, value: number | null): void
}

/** The series in an expression that stand in no other one. */
function outermost(expr: Expr): Series[] {
  return expr.kind === 'series' ? [expr] : children(expr).flatMap(outermost)
}

function boundsUse(series: readonly Series[], index: string): boolean {
  return series
    .flatMap((one) => [...subexpressions(one)])
    .some((part) => part.kind === 'series' && [...namesIn(part.from), ...namesIn(part.to)].includes(index))
}

/**
 * Terms that a series becomes once it and those in it are written out, without doing so: where the inner bounds do not change
 * with the index this is a product, else a sum, given up above `LIMITS.nested`.
 */
export function countTerms(series: Series, bounds: Bounds): number {
  const [first, last] = [bounds.whole(series.from), bounds.whole(series.to)]
  if (first === null || last === null || last < first) return 0
  const turns = last - first + 1
  const inner = outermost(series.body)
  if (inner.length === 0) return turns
  const moving = boundsUse(inner, series.variable)
  let total = 0
  for (let j = first; j <= (moving ? last : first) && total <= LIMITS.nested; j++) {
    bounds.bind(series.variable, j)
    total += Math.max(
      1,
      inner.reduce((sum, one) => sum + countTerms(one, bounds), 0),
    )
  }
  bounds.bind(series.variable, null)
  return moving ? total : turns * total
}
