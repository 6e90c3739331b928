import { withValue } from '../edits.ts'
import { type EpsPlace, epsOf } from '../eps.ts'
import { replacedPart } from '../expressions.ts'
import type { Operator } from '../operator.ts'

const WHERE: Readonly<Record<EpsPlace, string>> = {
  root: 'beside the root',
  floor: 'below the root',
  inside: 'inside the root',
  accumulated: 'of every step',
  summand: 'in the sum',
}

/** eps is left out. Reports of it: runs that end in NaN on a gradient of 0, and eps options that nothing reads. */
export const epsDropped: Operator = {
  name: 'eps-dropped',
  title: 'eps is left out',
  law: 'where eps is 0, it is the rule',
  changes: (rule) =>
    epsOf(rule).map(({ line, node, other, place }, _, all) => ({
      name: all.length > 1 ? `eps-dropped-${place}` : 'eps-dropped',
      note: `eps ${WHERE[place]} is left out`,
      edits: [withValue(line, replacedPart(line.value, node, other))],
    })),
}
