import { namesIn } from '../../lang/names.ts'
import { correctionsOf, uncorrected } from '../corrections.ts'
import { after, before, withValue } from '../edits.ts'
import { binary, same } from '../expressions.ts'
import type { Change, Operator } from '../operator.ts'
import { lineText } from '../rule.ts'

/**
 * The corrected average is kept in place of the average, and corrected again in the next step. Reports of it: corrections that work in
 * place, on arrays that are the state itself.
 */
export const overwritten: Operator = {
  name: 'overwritten',
  title: 'a state is overwritten by its corrected value',
  law: 'the first step is that of the rule',
  changes: (rule) =>
    correctionsOf(rule).flatMap((correction): Change[] => {
      const { line, quotient, of } = correction
      const [whole] = binary(quotient ?? undefined, 'div') ?? []
      const state = rule.step.find((one) => rule.isState(one) && whole && same(one.target, whole))
      if (!quotient || !state || line.block !== 'step' || same(line.target, state.target)) return []
      const named = !rule.states.has(line.name) && line.name !== 'x' && line.value === quotient
      const edits = named
        ? [after(line, lineText(state.target, line.target))]
        : [
            before(line, lineText(state.target, quotient)),
            withValue(line, uncorrected(correction.line.value, [correction])),
          ]
      return [...namesIn(quotient)].includes(state.name)
        ? [{ name: `${of}-overwritten`, note: `the corrected ${of} is kept, and corrected again`, edits }]
        : []
    }),
}
