import { correctionsOf } from '../corrections.ts'
import { withValue } from '../edits.ts'
import { number, operation, replacedPart } from '../expressions.ts'
import type { Operator } from '../operator.ts'

/** A bias correction is made twice. Reports of it: step sizes that carry the correction already, in rules that divide by it as well. */
export const correctionTwice: Operator = {
  name: 'correction-twice',
  title: 'a bias correction is made twice',
  law: 'where all bias corrections are 1, it is the rule',
  changes: (rule) =>
    correctionsOf(rule).map(({ line, node, quotient, of }) => ({
      name: `${of}-corrected-twice`,
      note: `the bias correction of ${of} is made twice`,
      edits: [
        withValue(
          line,
          quotient
            ? replacedPart(line.value, quotient, operation('div', quotient, node))
            : replacedPart(line.value, node, operation('pow', node, number(2))),
        ),
      ],
    })),
}
