import { correctionsOf } from '../corrections.ts'
import { withValue } from '../edits.ts'
import { call, named, number, oneMinus, operation, replaced, replacedPart } from '../expressions.ts'
import type { Operator } from '../operator.ts'

/**
 * A bias correction counts one step too many, or one too few (from the second on: with none it would divide by 0). Reports of it:
 * counters that start at 0, or that are increased after the step and not before it.
 */
export const correctionShifted: Operator = {
  name: 'correction-shifted',
  title: 'a bias correction counts one step too many, or one too few',
  law: 'where all bias corrections are 1, it is the rule',
  changes: (rule) =>
    correctionsOf(rule).flatMap(({ line, node, base, exponent, of }) => {
      const plus = replaced(exponent, (part) =>
        part.kind === 'name' && part.name === 't' ? operation('add', named('t'), number(1)) : null,
      )
      const minus = call('max', operation('sub', exponent, number(1)), number(1))
      return [
        { name: `${of}-correction-ahead`, where: 'ahead', to: plus },
        { name: `${of}-correction-behind`, where: 'behind (from the second on)', to: minus },
      ].map(({ name, where, to }) => ({
        name,
        note: `the bias correction of ${of} is one step ${where}`,
        edits: [withValue(line, replacedPart(line.value, node, oneMinus(operation('pow', base, to))))],
      }))
    }),
}
