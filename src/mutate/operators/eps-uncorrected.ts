import type { Expr } from '../../lang/syntax.ts'
import { correctionsOf } from '../corrections.ts'
import { withValue } from '../edits.ts'
import { epsOf } from '../eps.ts'
import { argumentsOf, binary, call, operation, replacedPart, same } from '../expressions.ts'
import type { Change, Operator } from '../operator.ts'
import type { Line, Rule } from '../rule.ts'

/**
 * eps is added to the root of a second moment that is not yet corrected, so it counts for more in the first steps. Reports of it: the
 * short form of Adam in its paper, whose eps libraries take for that of the long one.
 */
export const epsUncorrected: Operator = {
  name: 'eps-uncorrected',
  title: 'eps is added before the bias correction',
  law: 'where eps is 0, it is the rule',
  changes: (rule) =>
    epsOf(rule).flatMap(({ line, node, other, eps, place }): Change[] => {
      const under = argumentsOf(other, 'sqrt')?.[0]
      const quotient = under && quotientOf(rule, line, under)
      if (!quotient) return []
      const [whole, correction] = quotient
      const root = call('sqrt', whole)
      const sum = place === 'floor' ? call('max', root, eps) : operation('add', root, eps)
      return [
        {
          name: 'eps-on-uncorrected-root',
          note: 'eps is added to the root before its bias correction',
          edits: [withValue(line, replacedPart(line.value, node, operation('div', sum, call('sqrt', correction))))],
        },
      ]
    }),
}

/** A corrected average as its average and its correction, also where it has a name. */
function quotientOf(rule: Rule, line: Line, under: Expr): readonly [Expr, Expr] | null {
  const corrections = correctionsOf(rule)
  const local = rule.before(line).findLast(({ target }) => same(target, under))
  const quotient = binary(local?.value ?? under, 'div')
  return quotient && corrections.some(({ node }) => same(node, quotient[1])) ? quotient : null
}
