import { correctionsOf, uncorrected } from '../corrections.ts'
import { type Edit, withValue } from '../edits.ts'
import { binary, operation, replacedPart, replacedText, same } from '../expressions.ts'
import type { Change, Operator } from '../operator.ts'
import type { Rule } from '../rule.ts'
import { type Maximum, maximaOf } from './max-dropped.ts'

/**
 * The maximum is taken before the bias correction for after it, or the other way round. Reports of it: the versions of AMSGrad that
 * two widely used libraries ship differ in this, so every port follows one of them.
 */
export const maxOrder: Operator = {
  name: 'max-order',
  title: 'the maximum is taken before the bias correction for after it, or the other way round',
  law: 'where all bias corrections are 1, it is the rule',
  changes: (rule) => maximaOf(rule).flatMap((maximum) => [...earlier(rule, maximum), ...later(rule, maximum)]),
}

/** max(s, v / c) becomes max(s, v), and s / c is read. */
function earlier(rule: Rule, { line, entered }: Maximum): Change[] {
  const correction = correctionsOf(rule).find((one) => one.line === line && one.quotient === entered)
  if (!correction) return []
  const by = operation('div', line.target, correction.node)
  const edits = rule.after(line).flatMap((reader): Edit[] => {
    const value = replacedText(reader.value, line.target, by)
    return same(value, reader.value) ? [] : [withValue(reader, value)]
  })
  return [
    {
      name: `${line.name}-before-correction`,
      note: 'the maximum is taken before the bias correction',
      edits: [withValue(line, uncorrected(correction.line.value, [correction])), ...edits],
    },
  ]
}

/** s / c is read as s, and max(s, v) becomes max(s, v / c). */
function later(rule: Rule, { line, entered }: Maximum): Change[] {
  const correction = correctionsOf(rule).find((one) => {
    const [whole] = binary(one.quotient ?? undefined, 'div') ?? []
    return one.line !== line && whole !== undefined && same(whole, line.target)
  })
  if (!correction) return []
  const by = operation('div', entered, correction.node)
  const value = replacedPart(line.value, entered, by)
  return same(value, line.value)
    ? []
    : [
        {
          name: `${line.name}-after-correction`,
          note: 'the maximum is taken of the corrected values',
          edits: [withValue(line, value), withValue(correction.line, uncorrected(correction.line.value, [correction]))],
        },
      ]
}
