import { clipsOf } from '../clips.ts'
import { withValue } from '../edits.ts'
import { replacedPart, withoutFactor } from '../expressions.ts'
import type { Operator } from '../operator.ts'

/** A clip is left out. Reports of it: ADOPT before and after its second version; thresholds that nothing reads. */
export const clipDropped: Operator = {
  name: 'clip-dropped',
  title: 'a clip is left out',
  law: 'as long as nothing is clipped, it is the rule',
  changes: (rule) =>
    clipsOf(rule).map(({ line, node, of }) => ({
      name: `${line.name}-unclipped`,
      note: `the clip in ${line.name} is left out`,
      edits: [withValue(line, of ? replacedPart(line.value, node, of) : withoutFactor(line.value, node))],
    })),
}
