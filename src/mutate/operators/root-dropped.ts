import { withValue } from '../edits.ts'
import { argumentsOf, partsOf, replacedPart } from '../expressions.ts'
import type { Change, Operator } from '../operator.ts'

/** A root is left out. Reports of it: divisions by the second moment itself, which turn the update's unit upside down. */
export const rootDropped: Operator = {
  name: 'root-dropped',
  title: 'a root is left out',
  law: 'where what it is of is 1, it is the rule',
  changes: (rule) =>
    rule.lines.flatMap((line) =>
      partsOf(line.value).flatMap(({ part }): Change[] => {
        const [of] = argumentsOf(part, 'sqrt') ?? []
        return of && rule.isData(of)
          ? [
              {
                name: 'root-dropped',
                note: `the root in ${line.name} is left out`,
                edits: [withValue(line, replacedPart(line.value, part, of))],
              },
            ]
          : []
      }),
    ),
}
