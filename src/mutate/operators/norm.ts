import { withValue } from '../edits.ts'
import { argumentsOf, call, number, operation, partsOf, replacedPart } from '../expressions.ts'
import type { Change, Operator } from '../operator.ts'
import { secondMoments, squaresIn } from '../squares.ts'

/**
 * One number for all coordinates where each has its own, or the other way round. Reports of it: sums over an axis too many, and norms
 * of whole tensors in rules that go coordinate by coordinate; in one dimension nobody sees it.
 */
export const norm: Operator = {
  name: 'norm',
  title: 'a norm for coordinates, or coordinates for a norm',
  law: 'in one dimension it is the rule',
  changes: (rule) => [
    ...secondMoments(rule).flatMap(({ line, entered }) =>
      squaresIn(entered).map(({ part, base, over }): Change => {
        const whole = over === 'coordinate'
        const by = whole ? call('dot', base, base) : operation('pow', base, number(2))
        return {
          name: whole ? `${line.name}-of-norm` : `${line.name}-of-coordinates`,
          note: whole
            ? `${line.name} averages the square of the norm, one number for all coordinates`
            : `${line.name} averages the square of each coordinate`,
          edits: [withValue(line, replacedPart(line.value, part, by))],
        }
      }),
    ),
    ...rule.step.flatMap((line) =>
      partsOf(line.value).flatMap(({ part }): Change[] => {
        const [of] = argumentsOf(part, 'norm') ?? []
        return of && rule.isData(of)
          ? [
              {
                name: `${line.name}-of-coordinates`,
                note: `has the size of each coordinate for the norm in ${line.name}`,
                edits: [withValue(line, replacedPart(line.value, part, call('abs', of)))],
              },
            ]
          : []
      }),
    ),
  ],
}
