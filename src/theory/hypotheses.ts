import type { MeasuredClaim } from '../config/claim.ts'
import { namesUsed } from '../lang/build.ts'
import type { Formula } from '../lang/syntax.ts'
import { TRANSIENT_FACTOR } from '../stats/ladder.ts'
import { short } from './digits.ts'
import type { Evaluator, Names } from './evaluator.ts'

/** The first hypothesis that is not true at a run, as a sentence with the values in it; null if all are. */
export function unmetHypothesis(hypotheses: readonly Formula[], names: Names, evaluator: Evaluator): string | null {
  for (const hypothesis of hypotheses) {
    const value = evaluator.evaluate(hypothesis, names)
    // NaN is the value of a predicate about a quantity that does not exist here: not true.
    if (value !== null && !Number.isNaN(value) && value !== 0) continue
    const values = [...namesUsed(hypothesis)].flatMap((name) => {
      const known = names[name]
      return known === undefined ? [] : [`${name} = ${short(known)}`]
    })
    const given = values.length > 0 ? ` (${values.join(', ')})` : ''
    return `the hypothesis ${hypothesis.source.text.trim()} is not met${given}`
  }
  return null
}

/** Whether the horizon is shorter than three transients, as a sentence; a burn-in that is not a number is not reached either. */
export function tooShort({ burnIn }: MeasuredClaim, names: Names, evaluator: Evaluator): string | null {
  const transient = evaluator.evaluate(burnIn, names) ?? Number.NaN
  const { T = Number.NaN } = names
  if (T >= TRANSIENT_FACTOR * transient) return null
  return `the horizon T = ${short(T)} is shorter than ${TRANSIENT_FACTOR} transients of ${short(transient)} steps`
}
