import { decaysOf, undecayed } from '../decay.ts'
import { after, movedAfter, movedBefore, withValue } from '../edits.ts'
import { isName, named, operation } from '../expressions.ts'
import type { Change, Operator } from '../operator.ts'
import { lineText } from '../rule.ts'

/**
 * Weight decay is made after the step, of the iterate that has moved already, or before it where it belongs after. Reports of it:
 * versions of one library that exchanged the two lines.
 */
export const decayOrder: Operator = {
  name: 'decay-order',
  title: 'weight decay before the step for after it, or the other way round',
  law: 'where weight decay is 0, it is the rule',
  changes: (rule) =>
    decaysOf(rule).flatMap((decay): Change[] => {
      const { line, term, wd, decoupled } = decay
      if (!decoupled) return []
      const moves = rule.step.filter(({ name }) => name === 'x')
      const [first, last] = [moves[0], moves.at(-1)]
      if (!first || !last) return []
      const late = { name: `${wd}-after`, note: 'weight decay is made after the step' }
      const alone = isName(undecayed(decay), 'x')
      if (!alone) {
        const own = lineText(named('x'), operation('sub', named('x'), term))
        return line === last ? [{ ...late, edits: [withValue(line, undecayed(decay)), after(line, own)] }] : []
      }
      if (line !== last) return [{ ...late, edits: movedAfter(line, last) }]
      const early = { name: `${wd}-before`, note: 'weight decay is made before the step' }
      return line === first ? [] : [{ ...early, edits: movedBefore(line, first) }]
    }),
}
