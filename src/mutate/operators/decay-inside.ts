import type { Expr } from '../../lang/syntax.ts'
import { type Decay, decaysOf, undecayed } from '../decay.ts'
import { type Edit, withValue } from '../edits.ts'
import { argumentsOf, binary, call, factorsOf, named, operation, partsOf, replacedPart } from '../expressions.ts'
import type { Change, Operator } from '../operator.ts'
import type { Rule } from '../rule.ts'

/**
 * Weight decay is added inside a sign or a normalisation, and so loses its size. Reports of it: Lion whose decay goes into the sign;
 * AdamW whose decay is divided by the root of the second moment.
 */
export const decayInside: Operator = {
  name: 'decay-inside',
  title: 'weight decay is added inside a sign or a normalisation',
  law: 'where weight decay is 0, it is the rule',
  changes: (rule) => decaysOf(rule).flatMap((decay) => (decay.decoupled ? inside(rule, decay) : [])),
}

function inside(rule: Rule, decay: Decay): Change[] {
  const shrink = operation('mul', named(decay.wd), named('x'))
  for (const line of rule.step) {
    const value = line === decay.line ? undecayed(decay) : line.value
    const found = direction(rule, value, shrink)
    if (!found) continue
    const changed = withValue(line, replacedPart(value, found.part, found.by))
    const edits: Edit[] = line === decay.line ? [changed] : [changed, withValue(decay.line, undecayed(decay))]
    return [{ name: `${decay.wd}-inside-${found.what}`, note: `weight decay is added inside the ${found.what}`, edits }]
  }
  return []
}

/** The first sign, or quotient by a root, with a term added to what it is of. */
function direction(rule: Rule, value: Expr, term: Expr): { part: Expr; by: Expr; what: string } | null {
  for (const { part } of partsOf(value)) {
    const [of] = argumentsOf(part, 'sign') ?? []
    if (of && rule.isData(of)) return { part, by: call('sign', operation('add', of, term)), what: 'sign' }
    const quotient = binary(part, 'div')
    if (!quotient || !hasRoot(quotient[1])) continue
    const divided = factorsOf(quotient[0]).filter(({ node }) => rule.isData(node))
    const [direction] = divided
    if (direction && divided.length === 1)
      return { part: direction.node, by: operation('add', direction.node, term), what: 'normalisation' }
  }
  return null
}

const hasRoot = (expr: Expr): boolean => partsOf(expr).some(({ part }) => argumentsOf(part, 'sqrt') !== null)
