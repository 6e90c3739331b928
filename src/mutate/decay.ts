import type { Expr } from '../lang/syntax.ts'
import { binary, factorsOf, isName, operation, partsOf, replacedPart } from './expressions.ts'
import type { Line, Rule } from './rule.ts'

/** A term wd * x: weight decay. */
export interface Decay {
  readonly line: Line
  /** The sum or the difference that it is a term of. */
  readonly node: Expr
  readonly term: Expr
  readonly other: Expr
  /** The hyperparameter that is decay's own. */
  readonly wd: string
  /** Whether x itself is decayed, and not the gradient. */
  readonly decoupled: boolean
}

export function decaysOf(rule: Rule): Decay[] {
  const steps = stepSizes(rule)
  return rule.lines.flatMap((line) =>
    partsOf(line.value).flatMap(({ part }): Decay[] => {
      const sum = binary(part, 'add', 'sub')
      const found = sum && [sum, [sum[1], sum[0]] as const].find(([term]) => wdOf(rule, term, steps) !== null)
      if (!found) return []
      const [term, other] = found
      const wd = wdOf(rule, term, steps) as string
      return [{ line, node: part, term, other, wd, decoupled: line.name === 'x' }]
    }),
  )
}

/** The hyperparameter of a product of x, hyperparameters and nothing else that moves. */
function wdOf(rule: Rule, term: Expr, steps: ReadonlySet<string>): string | null {
  const factors = factorsOf(term)
  if (factors.filter(({ node }) => isName(node, 'x')).length !== 1) return null
  const rest = factors.filter(({ node }) => !isName(node, 'x'))
  if (rest.some(({ node, inverse }) => inverse || rule.isData(node))) return null
  const names = rest.flatMap(({ node }) => (node.kind === 'name' && rule.hyper.has(node.name) ? [node.name] : []))
  return names.find((name) => !steps.has(name)) ?? null
}

/** Hyperparameters by which a whole update is multiplied: step sizes. */
export function stepSizes(rule: Rule): Set<string> {
  return new Set(updateTerms(rule).flatMap((term) => hyperFactors(rule, term)))
}

const hyperFactors = (rule: Rule, term: Expr): string[] =>
  factorsOf(term).flatMap(({ node, inverse }) =>
    !inverse && node.kind === 'name' && rule.hyper.has(node.name) ? [node.name] : [],
  )

/** What is added to x, but for products of x: in x - lr * u - lr * wd * x it is lr * u. */
function updateTerms(rule: Rule): Expr[] {
  return rule.step
    .filter(({ name }) => name === 'x')
    .flatMap(({ value }) => termsOf(value))
    .filter((term) => rule.isData(term) && !factorsOf(term).some(({ node }) => isName(node, 'x')))
}

function termsOf(expr: Expr): Expr[] {
  if (expr.kind === 'conditional') return [...termsOf(expr.yes), ...termsOf(expr.no)]
  const sum = binary(expr, 'add', 'sub')
  return sum ? sum.flatMap(termsOf) : [expr]
}

/** The step size that an update is multiplied by; null if none is found. */
export function stepSize(rule: Rule): string | null {
  const [first] = updateTerms(rule).flatMap((term) => hyperFactors(rule, term))
  return first ?? null
}

/** The line's value without its decay. */
export function undecayed({ line, node, term, other }: Decay): Expr {
  const first = binary(node, 'sub')?.[0] === term
  return replacedPart(line.value, node, first ? operation('neg', other) : other)
}
