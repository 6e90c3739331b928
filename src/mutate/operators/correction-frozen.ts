import { correctionsOf } from '../corrections.ts'
import { withValue } from '../edits.ts'
import { oneMinus, replacedPart } from '../expressions.ts'
import type { Operator } from '../operator.ts'

/**
 * A bias correction stays as in the first step. Reports of it: counters of steps that are never increased, or are made anew in each
 * call; NAdam of a library that keeps the corrections of step 1.
 */
export const correctionFrozen: Operator = {
  name: 'correction-frozen',
  title: 'a bias correction stays as in the first step',
  law: 'it moves as the rule does until its correction counts to 2',
  changes: (rule) =>
    correctionsOf(rule).map(({ line, node, base, of }) => ({
      name: `${of}-correction-frozen`,
      note: `the bias correction of ${of} stays as in the first step`,
      edits: [withValue(line, replacedPart(line.value, node, oneMinus(base)))],
    })),
}
