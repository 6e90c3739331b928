import type { Expr } from '../../lang/syntax.ts'
import { correctionsOf } from '../corrections.ts'
import { withValue } from '../edits.ts'
import { emasOf } from '../ema.ts'
import { oneMinus, operation, replacedPart, same, textOf } from '../expressions.ts'
import type { Change, Operator } from '../operator.ts'

/** A bias correction has the decay of another average. Reports of it: `beta1` written where `beta2` was meant, in a line that was copied. */
export const correctionOther: Operator = {
  name: 'correction-other',
  title: 'a bias correction has the decay of another average',
  law: 'where all bias corrections are 1, it is the rule',
  changes(rule) {
    const decays = emasOf(rule).map(({ decay }) => decay)
    return correctionsOf(rule).flatMap(({ line, node, base, exponent, of }) => {
      const others = decays.filter(
        (decay, k) => !same(decay, base) && decays.findIndex((one) => same(one, decay)) === k,
      )
      return others.map(
        (decay: Expr): Change => ({
          name: `${of}-correction-${word(decay)}`,
          note: `the bias correction of ${of} has ${textOf(decay)} for ${textOf(base)}`,
          edits: [withValue(line, replacedPart(line.value, node, oneMinus(operation('pow', decay, exponent))))],
        }),
      )
    })
  },
}

const word = (decay: Expr): string => (decay.kind === 'name' ? decay.name : 'other')
