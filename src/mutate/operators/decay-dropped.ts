import { decaysOf, undecayed } from '../decay.ts'
import { withValue } from '../edits.ts'
import type { Operator } from '../operator.ts'

/** Weight decay is left out. Reports of it: options for weight decay that nothing reads. */
export const decayDropped: Operator = {
  name: 'decay-dropped',
  title: 'weight decay is left out',
  law: 'where weight decay is 0, it is the rule',
  changes: (rule) =>
    decaysOf(rule).map((decay) => ({
      name: `${decay.wd}-dropped`,
      note: 'weight decay is left out',
      edits: [withValue(decay.line, undecayed(decay))],
    })),
}
