import { correctionsOf, uncorrected } from '../corrections.ts'
import { withValue } from '../edits.ts'
import type { Change, Operator } from '../operator.ts'

/**
 * A bias correction is left out, or all of them. Reports of it: Adam, Adamax and AdaBelief in several libraries, whose first steps
 * are too large or too small by the factor of the correction.
 */
export const correctionDropped: Operator = {
  name: 'correction-dropped',
  title: 'a bias correction is left out',
  law: 'where all bias corrections are 1, it is the rule',
  changes(rule) {
    const found = correctionsOf(rule)
    const single = found.map(
      (one): Change => ({
        name: `${one.of}-uncorrected`,
        note: `${one.of} is used without its bias correction`,
        edits: [withValue(one.line, uncorrected(one.line.value, [one]))],
      }),
    )
    const lines = [...new Set(found.map(({ line }) => line))]
    const edits = lines.map((line) => withValue(line, uncorrected(line.value, found)))
    return found.length < 2 ? single : [...single, { name: 'uncorrected', note: 'has no bias correction', edits }]
  },
}
