import { namesIn } from '../../lang/names.ts'
import type { Expr } from '../../lang/syntax.ts'
import { withValue } from '../edits.ts'
import { memoriesOf } from '../ema.ts'
import { binary, isName, partsOf, replacedPart } from '../expressions.ts'
import type { Change, Operator } from '../operator.ts'
import type { Rule } from '../rule.ts'

/** The look-ahead of Nesterov's momentum is left out. Reports of it: `nesterov=True` that nothing reads; NAdam that is Adam. */
export const lookAhead: Operator = {
  name: 'look-ahead',
  title: 'the look-ahead of Nesterov is left out',
  law: 'on gradients that are 0 from some step on, it goes where the momentum goes',
  changes(rule) {
    const memories = new Set(memoriesOf(rule).map(({ sum }) => sum))
    const moments = new Set(memoriesOf(rule).map(({ line }) => line.name))
    return rule.step.flatMap((line) =>
      partsOf(line.value).flatMap(({ part }): Change[] => {
        const momentum = memories.has(part) ? null : momentumIn(rule, part, moments)
        return momentum
          ? [
              {
                name: 'look-ahead-dropped',
                note: `${line.name} takes the momentum alone, without the gradient`,
                edits: [withValue(line, replacedPart(line.value, part, momentum))],
              },
            ]
          : []
      }),
    )
  },
}

/** The momentum in a sum of it and the gradient of this step; null of any other. */
function momentumIn(_: Rule, part: Expr, moments: ReadonlySet<string>): Expr | null {
  const terms = binary(part, 'add')
  if (!terms) return null
  const isGradient = (term: Expr) => partsOf(term).some((one) => isName(one.part, 'g')) && !isMomentum(term)
  const isMomentum = (term: Expr) => [...namesIn(term)].some((name) => moments.has(name))
  const [a, b] = terms
  return isGradient(a) && isMomentum(b) ? b : isGradient(b) && isMomentum(a) ? a : null
}
