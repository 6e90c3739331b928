import { decaysOf, stepSize, undecayed } from '../decay.ts'
import { withValue } from '../edits.ts'
import { named, operation } from '../expressions.ts'
import type { Change, Operator } from '../operator.ts'

/**
 * Weight decay is taken from the iterate, and not added to the gradient. Reports of it: fused versions of Adam that are AdamW, whatever
 * they are called.
 */
export const decayDecoupled: Operator = {
  name: 'decay-decoupled',
  title: 'weight decay is taken from the iterate, and not added to the gradient',
  law: 'where weight decay is 0, it is the rule',
  changes(rule) {
    const lr = stepSize(rule)
    const last = rule.step.findLast(({ name }) => name === 'x')
    if (lr === null || !last) return []
    return decaysOf(rule).flatMap((decay): Change[] => {
      if (decay.decoupled || decay.line.block !== 'step') return []
      const shrink = operation('mul', operation('mul', named(lr), named(decay.wd)), named('x'))
      return [
        {
          name: `${decay.wd}-decoupled`,
          note: 'weight decay is taken from the iterate',
          edits: [withValue(decay.line, undecayed(decay)), withValue(last, operation('sub', last.value, shrink))],
        },
      ]
    })
  },
}
