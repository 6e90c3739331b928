import type { Expr } from '../lang/syntax.ts'
import { emasOf } from './ema.ts'
import { argumentsOf, binary, isNumber, partsOf, same } from './expressions.ts'
import type { Rule } from './rule.ts'

/** A square: of each coordinate, or of all together. */
export interface Square {
  readonly part: Expr
  readonly base: Expr
  readonly over: 'coordinate' | 'all'
}

export function squaresIn(root: Expr): Square[] {
  return partsOf(root).flatMap(({ part }): Square[] => {
    const power = binary(part, 'pow')
    if (power && isNumber(power[1], 2)) return [{ part, base: power[0], over: 'coordinate' }]
    const product = binary(part, 'mul')
    if (product && same(...product)) return [{ part, base: product[0], over: 'coordinate' }]
    const [a, b] = argumentsOf(part, 'dot') ?? []
    return a && b && same(a, b) ? [{ part, base: a, over: 'all' }] : []
  })
}

/** Averages of squares. */
export const secondMoments = (rule: Rule): ReturnType<typeof emasOf> =>
  emasOf(rule).filter(({ entered }) => squaresIn(entered).length > 0)

/** Averages of gradients as they are. */
export const firstMoments = (rule: Rule): ReturnType<typeof emasOf> =>
  emasOf(rule).filter(({ entered }) => squaresIn(entered).length === 0)
