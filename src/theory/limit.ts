import type { LimitClaim } from '../config/claim.ts'
import { fewestForMedian, medianWithInterval } from '../stats/median.ts'
import type { Case } from './case.ts'
import { apart, short } from './digits.ts'
import { ALPHA, type Finding, unmeasured } from './finding.ts'
import { outsideByChance, seedsForMedian, wouldDecide } from './median-rule.ts'

/**
 * Is the final value within `within` of `predict`? Decided by the order-statistic interval of the median over seeds:
 * `holds` if all of it lies inside, `violated` if all of it lies outside. A prediction that is infinite is met by
 * values that are that infinity.
 */
export function judgeLimit(claim: LimitClaim, { sample, measure, names, evaluator, random }: Case): Finding {
  const n = sample.runs.length
  const predicted = evaluator.evaluate(claim.predict, names)
  const within = evaluator.evaluate(claim.within, names)
  if (predicted === null || Number.isNaN(predicted)) return unmeasured('error', n, 'the prediction is not a number')
  if (within === null || !(within >= 0)) return unmeasured('error', n, 'the tolerance is not a number from 0')

  const finals = sample.runs.map(({ run }) => run.final[measure] ?? Number.NaN)
  const broken = sample.runs.find(({ run }) => Number.isNaN(run.final[measure] ?? Number.NaN))
  if (broken) return unmeasured('error', n, `the last ${claim.measure} of seed ${broken.run.seed} is not a number`)

  // Infinity - Infinity is NaN, which would fail the very prediction that says infinity.
  const deviation = (value: number) => (value === predicted ? 0 : Math.abs(value - predicted))
  const same = finals.every((value) => Object.is(value, finals[0]))
  const certain = !random || (same && n > 1)
  const { median, interval } = medianWithInterval(finals, ALPHA)
  const [low, high] = certain ? [median, median] : (interval ?? [Number.NaN, Number.NaN])
  const away = deviation(median)
  const finding = {
    predicted,
    measured: median,
    interval: certain || interval ? ([low, high] as const) : null,
    slack: away === 0 ? Number.POSITIVE_INFINITY : within / away,
    n,
    chance: certain ? null : outsideByChance(finals, predicted, within),
  }
  if (!certain && !interval) {
    const reason = `${n === 1 ? 'one seed' : `${n} seeds`} of a random experiment: ${fewestForMedian(ALPHA)} would give an interval`
    return { ...finding, status: 'inconclusive', reason }
  }
  const told = apart([low, high], [predicted - within, predicted + within])
  const range = certain
    ? `${claim.measure} ends at ${told(median)}`
    : `the median of ${claim.measure} is in [${told(low)}, ${told(high)}]`
  const target = within === 0 ? told(predicted) : `${told(predicted)} +- ${short(within)}`
  if (deviation(low) <= within && deviation(high) <= within) {
    return { ...finding, status: 'holds', reason: `${range}, predicted ${target}` }
  }
  if (low - predicted > within || predicted - high > within) {
    return { ...finding, status: 'violated', reason: `${range}, outside ${target}` }
  }
  const more = wouldDecide(seedsForMedian(n, [low, high], away - within))
  return { ...finding, status: 'inconclusive', reason: `${range}, across the edge of ${target}; ${more}` }
}
