import type { Expr } from '../lang/syntax.ts'
import { binary, factorsOf, isNumber, operation, partsOf, same } from './expressions.ts'
import type { Line, Rule } from './rule.ts'

/** A state that is a running average: s = a * s + (1 - a) * e, also within a condition or beside another summand. */
export interface Ema {
  readonly line: Line
  /** a */
  readonly decay: Expr
  /** The sum a * s + (1 - a) * e. */
  readonly sum: Expr
  /** a * s */
  readonly kept: Expr
  /** (1 - a) * e */
  readonly entered: Expr
  /** 1 - a; null of a sum s = a * s + e, which weighs nothing. */
  readonly weight: Expr | null
}

/** The averages of a rule, and the sums that forget like them. */
export function memoriesOf(rule: Rule): Ema[] {
  return rule.lines.filter(rule.isState).flatMap((line) => {
    for (const { part } of partsOf(line.value)) {
      const found = memory(rule, line, part)
      if (found) return [found]
    }
    return []
  })
}

/** The averages of an update. */
export const emasOf = (rule: Rule): (Ema & { readonly weight: Expr })[] =>
  memoriesOf(rule).flatMap((one) => (one.weight && one.line.block === 'step' ? [{ ...one, weight: one.weight }] : []))

function memory(rule: Rule, line: Line, sum: Expr): Ema | null {
  const terms = binary(sum, 'add')
  if (!terms) return null
  for (const [kept, entered] of [terms, [terms[1], terms[0]]] as const) {
    const factors = factorsOf(kept)
    const own = factors.filter(({ node }) => same(node, line.target))
    const rest = factors.filter(({ node }) => !same(node, line.target))
    if (own.length !== 1 || rest.length === 0 || factors.some(({ inverse }) => inverse)) continue
    const decay = rest.map(({ node }) => node).reduce((a, b) => operation('mul', a, b))
    if (rule.isData(decay) || !rule.isData(entered)) continue
    const weight = factorsOf(entered).find(({ node, inverse }) => !inverse && isOneMinus(node, decay))
    return { line, decay, sum, kept, entered, weight: weight?.node ?? null }
  }
  return null
}

function isOneMinus(node: Expr, decay: Expr): boolean {
  const parts = binary(node, 'sub')
  return parts !== null && isNumber(parts[0], 1) && same(parts[1], decay)
}
