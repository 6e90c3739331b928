import { namesIn } from '../../lang/names.ts'
import type { Expr } from '../../lang/syntax.ts'
import { withValue } from '../edits.ts'
import { emasOf } from '../ema.ts'
import { argumentsOf, call, isName, named, number, operation, partsOf, replaced, replacedPart } from '../expressions.ts'
import type { Change, Operator } from '../operator.ts'

/**
 * The gradient of the step before for that of this step, or a delay that is one step off. Reports of it: previous gradients that are
 * stored before they are read, or that are the array of this step under another name; AdaShift that shifts by one too few.
 */
export const gradientAge: Operator = {
  name: 'gradient-age',
  title: 'the last gradient for this one, or a delay that is one step off',
  law: 'on gradients that never change and have been so before, it is the rule',
  changes: (rule) => [
    ...emasOf(rule).flatMap(({ line, entered }): Change[] =>
      [...namesIn(entered)].includes('g') && !partsOf(entered).some(({ part }) => argumentsOf(part, 'past'))
        ? [
            {
              name: `${line.name}-of-last-g`,
              note: `the gradient of the step before enters ${line.name}`,
              edits: [withValue(line, replacedPart(line.value, entered, aged(entered)))],
            },
          ]
        : [],
    ),
    ...rule.step.flatMap((line): Change[] =>
      line.name === 'x' && [...namesIn(line.value)].includes('g')
        ? [
            {
              name: 'x-of-last-g',
              note: 'moves along the gradient of the step before',
              edits: [withValue(line, aged(line.value))],
            },
          ]
        : [],
    ),
    ...rule.step.flatMap((line) =>
      partsOf(line.value).flatMap(({ part }): Change[] => {
        const [of, delay] = argumentsOf(part, 'past') ?? []
        if (!of || !delay) return []
        return (['add', 'sub'] as const).map((op) => ({
          name: `${line.name}-${op === 'add' ? 'later' : 'earlier'}`,
          note: `${line.name} takes a gradient one step too ${op === 'add' ? 'old' : 'young'}`,
          edits: [withValue(line, replacedPart(line.value, part, call('past', of, operation(op, delay, number(1)))))],
        }))
      }),
    ),
  ],
}

const aged = (expr: Expr): Expr =>
  replaced(expr, (part) =>
    argumentsOf(part, 'past') ? part : isName(part, 'g') ? call('past', named('g'), number(1)) : null,
  )
