import { namesIn } from '../lang/names.ts'
import type { Expr } from '../lang/syntax.ts'
import { argumentsOf, binary, isNumber, partsOf } from './expressions.ts'
import type { Line, Rule } from './rule.ts'

/**
 * Where a small number keeps a divisor from 0. `root`: added to a root; `floor`: the root is at least this; `inside`: added below
 * a root; `accumulated`: added to a state at every step; `summand`: added to anything else.
 */
export type EpsPlace = 'root' | 'floor' | 'inside' | 'accumulated' | 'summand'

/** A hyperparameter, or its square, that is added to what the gradients made. */
export interface Eps {
  readonly line: Line
  readonly place: EpsPlace
  /** The sum, or the maximum. */
  readonly node: Expr
  /** What it is added to. */
  readonly other: Expr
  readonly eps: Expr
}

export function epsOf(rule: Rule): Eps[] {
  return rule.step.flatMap((line) =>
    partsOf(line.value).flatMap(({ part, parent }): Eps[] => {
      const pair = binary(part, 'add') ?? pairOf(argumentsOf(part, 'max'))
      if (!pair) return []
      const eps = pair.find((one) => isSmall(rule, one))
      const other = pair.find((one) => rule.isData(one))
      return eps && other ? [{ line, node: part, other, eps, place: placeOf(rule, line, part, parent, other) }] : []
    }),
  )
}

const pairOf = (args: readonly Expr[] | null): readonly [Expr, Expr] | null =>
  args?.length === 2 && args[0] && args[1] ? [args[0], args[1]] : null

/** A hyperparameter alone, or a power of one. */
function isSmall(rule: Rule, expr: Expr): boolean {
  const power = binary(expr, 'pow')
  const base = power && isNumber(power[1], 2) ? power[0] : expr
  return base.kind === 'name' && rule.hyper.has(base.name)
}

function placeOf(rule: Rule, line: Line, node: Expr, parent: Expr | null, other: Expr): EpsPlace {
  const root = argumentsOf(other, 'sqrt') !== null
  if (argumentsOf(node, 'max')) return root ? 'floor' : 'summand'
  if (root) return 'root'
  if (argumentsOf(parent ?? undefined, 'sqrt')) return 'inside'
  const own = rule.isState(line) && [...namesIn(other)].includes(line.name)
  return own && (parent === null || parent.kind === 'conditional') ? 'accumulated' : 'summand'
}
