import { decaysOf } from '../decay.ts'
import { withValue } from '../edits.ts'
import { operation, replacedPart } from '../expressions.ts'
import type { Operator } from '../operator.ts'

/** Weight decay has the wrong sign, so weights grow. Reports of it: a hook of a library that subtracted it from the gradient. */
export const decaySign: Operator = {
  name: 'decay-sign',
  title: 'weight decay has the wrong sign',
  law: 'where weight decay is 0, it is the rule',
  changes: (rule) =>
    decaysOf(rule).map(({ line, node, term, other, wd }) => {
      const plus = node.kind === 'operator' && node.op === 'add'
      const by = plus ? operation('sub', other, term) : operation('add', other, term)
      return {
        name: `${wd}-sign`,
        note: 'weight decay has the wrong sign',
        edits: [withValue(line, replacedPart(line.value, node, by))],
      }
    }),
}
