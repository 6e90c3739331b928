import { namesIn } from '../lang/names.ts'
import type { Expr } from '../lang/syntax.ts'
import { emasOf } from './ema.ts'
import { argumentsOf, binary, isNumber, number, partsOf, replaced, same } from './expressions.ts'
import type { Line, Rule } from './rule.ts'

/** A bias correction 1 - b^k, whose exponent moves with t. */
export interface Correction {
  readonly line: Line
  /** 1 - b^k */
  readonly node: Expr
  readonly base: Expr
  readonly exponent: Expr
  /** The quotient whose divisor it is; null where it stands elsewhere, as in sqrt(1 - b^t). */
  readonly quotient: Expr | null
  /** What is corrected, by name. */
  readonly of: string
}

export function correctionsOf(rule: Rule): Correction[] {
  return rule.lines.flatMap((line) =>
    partsOf(line.value).flatMap(({ part, parent }): Correction[] => {
      const power = powerIn(rule, part)
      if (!power) return []
      const quotient = binary(parent ?? undefined, 'div')
      const divides = quotient?.[1] === part
      const found = { line, node: part, ...power, quotient: divides ? parent : null }
      return [{ ...found, of: corrected(rule, found, divides ? quotient[0] : null) }]
    }),
  )
}

function powerIn(rule: Rule, node: Expr): { base: Expr; exponent: Expr } | null {
  const difference = binary(node, 'sub')
  if (!difference || !isNumber(difference[0], 1)) return null
  const [base, exponent] = binary(difference[1], 'pow') ?? argumentsOf(difference[1], 'pow') ?? []
  if (!base || !exponent || rule.isData(base) || rule.isData(exponent)) return null
  const moves = (part: Expr) => [...namesIn(part)].includes('t')
  return moves(exponent) && !moves(base) ? { base, exponent } : null
}

/** The state that is divided, else the average that forgets like this, else what the line gives a value to. */
function corrected(rule: Rule, { line, base }: Pick<Correction, 'line' | 'base'>, divided: Expr | null): string {
  const states = divided ? [...new Set(namesIn(divided))].filter((name) => rule.states.has(name)) : []
  if (states.length === 1) return states[0] as string
  return emasOf(rule).find(({ decay }) => same(decay, base))?.line.name ?? line.name
}

/** A value without some of the corrections in it. */
export function uncorrected(value: Expr, corrections: readonly Pick<Correction, 'node' | 'quotient'>[]): Expr {
  return replaced(value, (part) => {
    const [whole] = corrections.some(({ quotient }) => quotient === part) ? (binary(part, 'div') ?? []) : []
    if (whole) return uncorrected(whole, corrections)
    return corrections.some(({ node }) => node === part) ? number(1) : null
  })
}
