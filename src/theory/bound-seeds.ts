import type { BoundClaim } from '../config/claim.ts'
import { type Inference, known } from '../stats/inference.ts'
import { excessOver, type PeakAt, type PointAt, ROUNDING } from './against-bound.ts'
import { evidenceOf } from './bound-evidence.ts'
import type { Case } from './case.ts'
import { short } from './digits.ts'
import type { Evaluator, MeasureFacts, Names } from './evaluator.ts'
import type { JudgedAt } from './judged-horizons.ts'

/** What the seeds of one horizon say of a bounded measure. */
export interface Seeds {
  /** At one step; a sentence where a value is none that the claim allows. */
  at(point: PointAt): Inference | string
  /** Of how far they are above the bound at their worst steps between two records. */
  between(peak: PeakAt): Inference
}

export function seedsAt(
  claim: BoundClaim,
  { evaluator, random, sample, alpha }: Case,
  { horizon, names }: JudgedAt,
): Seeds {
  const place = { problem: sample.problem, optimizer: sample.optimizer, point: sample.point, horizon }
  let found: MeasureFacts | null | undefined
  const facts = () => {
    found ??= evaluator.measureFacts?.(place, claim.measure) ?? null
    return found
  }
  return {
    at({ t, values }) {
      const range = claim.range && statedRange(claim.range, values, { ...names, t }, evaluator)
      if (typeof range === 'string') return `${claim.measure} is ${range} at t = ${t}`
      return random ? evidenceOf(claim, values, t, range, facts, alpha) : known(values[0] ?? Number.NaN)
    },
    between({ excesses, bounds, to }) {
      const [bound = Number.NaN, ...others] = bounds
      // Only against a bound that stays where it is are the ends of a measure those of its excess.
      const fixed = others.every((one) => one === bound)
      const above = ([low, high]: readonly [number, number]): readonly [number, number] =>
        fixed ? [excessOver(bound, low), excessOver(bound, high)] : [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
      const mapped = () => {
        const known = facts()
        return known && { ...known, range: above(known.range) }
      }
      const stated = claim.range && fixed ? statedRange(claim.range, [], { ...names, t: to }, evaluator) : null
      const range = stated === null || typeof stated === 'string' ? null : above(stated)
      return evidenceOf(claim, excesses, to, range, mapped, alpha)
    },
  }
}

/** The range that a claim states, or how a value lies outside of it. */
function statedRange(
  range: NonNullable<BoundClaim['range']>,
  values: readonly number[],
  names: Names,
  evaluator: Evaluator,
): readonly [number, number] | string {
  const [low = Number.NaN, high = Number.NaN] = range.map((end) => evaluator.evaluate(end, names) ?? Number.NaN)
  const slack = ROUNDING * Math.max(Math.abs(low), Math.abs(high))
  const outside = values.find((value) => !(value >= low - slack && value <= high + slack))
  return outside === undefined
    ? [low, high]
    : `${short(outside)}, outside of its stated range [${short(low)}, ${short(high)}]`
}
