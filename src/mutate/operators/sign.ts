import type { Expr } from '../../lang/syntax.ts'
import { withValue } from '../edits.ts'
import { binary, factorsOf, isName, operation, partsOf, replacedPart } from '../expressions.ts'
import type { Change, Operator } from '../operator.ts'
import type { Rule } from '../rule.ts'

/** A sum for a difference, or the other way round. Reports of it: gradient descent that ascends; signs that are part of the step size. */
export const sign: Operator = {
  name: 'sign',
  title: 'a sum for a difference, or the other way round',
  law: 'where what has the wrong sign is 0, it is the rule',
  changes: (rule) =>
    rule.lines.flatMap((line) =>
      partsOf(line.value).flatMap(({ part }): Change[] => {
        const by = turned(rule, part)
        return by
          ? [
              {
                name: `${line.name}-sign`,
                note: `a sign in ${line.name} is wrong`,
                edits: [withValue(line, replacedPart(line.value, part, by))],
              },
            ]
          : []
      }),
    ),
}

/** A sum of two things that move with the gradients with the other sign; null of anything else. Decay has an operator of its own. */
function turned(rule: Rule, part: Expr): Expr | null {
  const [negated] = part.kind === 'operator' && part.op === 'neg' ? part.args : []
  if (negated && rule.isData(negated)) return negated
  const terms = binary(part, 'add', 'sub')
  if (!terms || part.kind !== 'operator' || !terms.every(rule.isData)) return null
  const decays = factorsOf(terms[1]).some(({ node }) => isName(node, 'x'))
  return decays ? null : operation(part.op === 'add' ? 'sub' : 'add', ...terms)
}
