import type { Expr } from '../lang/syntax.ts'
import { argumentsOf, binary, factorsOf, partsOf } from './expressions.ts'
import type { Line, Rule } from './rule.ts'

/** A clip: clamp(e, low, high), or e * min(1, c / norm(e)). */
export interface Clip {
  readonly line: Line
  /** The call of clamp, or of min. */
  readonly node: Expr
  /** What is clipped; null of a factor, which does not say it. */
  readonly of: Expr | null
  readonly bounds: readonly Expr[]
}

export function clipsOf(rule: Rule): Clip[] {
  return rule.step.flatMap((line) =>
    partsOf(line.value).flatMap(({ part }): Clip[] => {
      const [of, low, high] = argumentsOf(part, 'clamp') ?? []
      if (of && low && high) return rule.isData(of) ? [{ line, node: part, of, bounds: [low, high] }] : []
      const bounds = argumentsOf(part, 'min') ?? []
      return bounds.some(overNorm) ? [{ line, node: part, of: null, bounds }] : []
    }),
  )
}

/** c / norm(e). */
function overNorm(expr: Expr): boolean {
  return (
    binary(expr, 'div') !== null &&
    factorsOf(expr).some(({ node, inverse }) => inverse && partsOf(node).some(({ part }) => argumentsOf(part, 'norm')))
  )
}
