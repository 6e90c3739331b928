import { namesIn } from '../../lang/names.ts'
import { clipsOf } from '../clips.ts'
import { withValue } from '../edits.ts'
import { call, isName, named, number, operation, replaced } from '../expressions.ts'
import type { Change, Operator } from '../operator.ts'

/** The bound of a clip counts one step too many, or one too few. Reports of it: ADOPT, whose bound starts at the second gradient. */
export const clipShifted: Operator = {
  name: 'clip-shifted',
  title: 'the bound of a clip counts one step too many, or one too few',
  law: 'as long as nothing is clipped, it is the rule',
  changes: (rule) =>
    clipsOf(rule).flatMap(({ line, bounds }): Change[] => {
      const moving = new Set(bounds.filter((bound) => [...namesIn(bound)].includes('t')))
      if (moving.size === 0) return []
      return [
        { name: 'ahead', to: operation('add', named('t'), number(1)) },
        { name: 'behind', to: call('max', operation('sub', named('t'), number(1)), number(1)) },
      ].map(({ name, to }) => ({
        name: `clip-one-${name}`,
        note: `the bound of the clip is one step ${name}`,
        edits: [
          withValue(
            line,
            replaced(line.value, (part) =>
              moving.has(part) ? replaced(part, (one) => (isName(one, 't') ? to : null)) : null,
            ),
          ),
        ],
      }))
    }),
}
