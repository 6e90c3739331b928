import { withValue } from '../edits.ts'
import { memoriesOf } from '../ema.ts'
import { oneMinus, operation, replacedPart, textOf, withoutFactor } from '../expressions.ts'
import type { Change, Operator } from '../operator.ts'

/**
 * The factor 1 - beta of an average is missing, or is there twice; or a sum has it that should not. Reports of it: momentum as a sum
 * in one library and as an average in another, and whether that matters before a normalisation.
 */
export const weight: Operator = {
  name: 'weight',
  title: 'the factor 1 - beta of an average is missing, or is there twice, or stands in a sum that has none',
  law: 'where the decays are 0, it is the rule',
  changes: (rule) =>
    memoriesOf(rule).flatMap(({ line, decay, entered, weight: own }): Change[] => {
      if (line.block !== 'step') return []
      const { name } = line
      const factor = textOf(oneMinus(decay))
      const entering = (by: typeof entered) => [withValue(line, replacedPart(line.value, entered, by))]
      if (!own) {
        const note = `what enters ${name} is multiplied by ${factor}`
        return [{ name: `${name}-weighted`, note, edits: entering(operation('mul', oneMinus(decay), entered)) }]
      }
      return [
        {
          name: `${name}-unweighted`,
          note: `what enters ${name} is not multiplied by ${factor}`,
          edits: entering(withoutFactor(entered, own)),
        },
        {
          name: `${name}-weighted-twice`,
          note: `what enters ${name} is multiplied by ${factor} twice`,
          edits: entering(operation('mul', oneMinus(decay), entered)),
        },
      ]
    }),
}
