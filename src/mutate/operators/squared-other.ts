import type { Expr } from '../../lang/syntax.ts'
import { withValue } from '../edits.ts'
import { call, named, number, operation, replacedPart, same, textOf } from '../expressions.ts'
import type { Change, Operator } from '../operator.ts'
import { firstMoments, secondMoments, squaresIn } from '../squares.ts'

/**
 * The second moment averages the square of something else: of x or of the first moment for that of the gradient, of the gradient for
 * that of its deviation. Reports of it: buffers that are handed over in the wrong order; AdaBelief whose deviation is forgotten.
 */
export const squaredOther: Operator = {
  name: 'squared-other',
  title: 'the second moment averages the square of x or of m for that of g',
  law: 'where the second moment is not used, it is the rule',
  changes(rule) {
    const firsts = firstMoments(rule).map(({ line }) => line.target)
    return secondMoments(rule).flatMap(({ line, entered }) =>
      squaresIn(entered).flatMap(({ part, base, over }): Change[] =>
        [named('g'), named('x'), ...firsts]
          .filter((other) => !same(other, base))
          .map((other: Expr) => ({
            name: `${line.name}-of-${textOf(other).replace(/\W.*$/, '')}`,
            note: `${line.name} averages the square of ${textOf(other)} for that of ${textOf(base)}`,
            edits: [
              withValue(
                line,
                replacedPart(
                  line.value,
                  part,
                  over === 'all' ? call('dot', other, other) : operation('pow', other, number(2)),
                ),
              ),
            ],
          })),
      ),
    )
  },
}
