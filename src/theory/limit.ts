import type { LimitClaim } from '../config/claim.ts'
import { fewestForMedian, medianWithInterval } from '../stats/median.ts'
import type { Case } from './case.ts'
import { apart, short } from './digits.ts'
import { ALPHA, type Finding, unmeasured } from './finding.ts'
import { horizonsInWords, type JudgedAt } from './judged-horizons.ts'
import { outsideByChance, seedsForMedian, wouldDecide } from './median-rule.ts'

/**
 * Is the final value within `within` of `predict`, at every horizon? Decided by the order-statistic interval of the median over
 * seeds: `holds` if all of it lies inside, `violated` if all of it lies outside at some horizon, with Bonferroni's correction for
 * their number. A prediction that is infinite is met by values that are that infinity.
 */
export function judgeLimit(claim: LimitClaim, matter: Case): Finding {
  const { horizons } = matter
  const found = horizons.map((at) => limitAt(claim, matter, at, ALPHA / horizons.length))
  const tightest = (some: readonly Finding[]) =>
    some.reduce((a, b) => ((b.slack ?? Number.POSITIVE_INFINITY) < (a.slack ?? Number.POSITIVE_INFINITY) ? b : a))
  const worst = ORDER.map((status) => found.filter((one) => one.status === status)).find(({ length }) => length > 0)
  const finding = tightest(worst ?? found)
  const chances = found.flatMap(({ chance }) => chance ?? [])
  const chance = chances.length === 0 ? null : Math.min(1, horizons.length * Math.min(...chances))
  const all = `; judged at ${horizonsInWords(horizons.map(({ horizon }) => horizon))}`
  return { ...finding, chance, reason: `${finding.reason}${horizons.length > 1 ? all : ''}` }
}

/** What is wrong at one horizon is wrong with the claim. */
const ORDER = ['error', 'violated', 'inconclusive'] as const

/** @param alpha the level at which `violated` is decided */
function limitAt(
  claim: LimitClaim,
  { measure, evaluator, random }: Case,
  { horizon, runs, names }: JudgedAt,
  alpha: number,
): Finding {
  const n = runs.length
  const predicted = evaluator.evaluate(claim.predict, names)
  const within = evaluator.evaluate(claim.within, names)
  if (predicted === null || Number.isNaN(predicted)) return unmeasured('error', n, 'the prediction is not a number')
  if (within === null || !(within >= 0)) return unmeasured('error', n, 'the tolerance is not a number from 0')

  const finals = runs.map(({ run }) => run.final[measure] ?? Number.NaN)
  const broken = runs.find(({ run }) => Number.isNaN(run.final[measure] ?? Number.NaN))
  if (broken) return unmeasured('error', n, `the last ${claim.measure} of seed ${broken.run.seed} is not a number`)

  // Infinity - Infinity is NaN, which would fail the very prediction that says infinity.
  const deviation = (value: number) => (value === predicted ? 0 : Math.abs(value - predicted))
  // Equal values are no certainty: they exclude only that others have a large probability.
  const certain = !random
  const { median, interval } = medianWithInterval(finals, ALPHA)
  const wider = medianWithInterval(finals, alpha).interval ?? interval
  const [low, high] = certain ? [median, median] : (interval ?? [Number.NaN, Number.NaN])
  const [least, most] = certain ? [median, median] : (wider ?? [Number.NaN, Number.NaN])
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
    ? `${claim.measure} ends at ${told(median)} at T = ${horizon}`
    : `the median of ${claim.measure} at T = ${horizon} is ${low === high ? told(median) : `in [${told(low)}, ${told(high)}]`}`
  const target = within === 0 ? told(predicted) : `${told(predicted)} +- ${short(within)}`
  if (deviation(low) <= within && deviation(high) <= within) {
    return { ...finding, status: 'holds', reason: `${range}, predicted ${target}` }
  }
  if (least - predicted > within || predicted - most > within) {
    return { ...finding, status: 'violated', reason: `${range}, outside ${target}` }
  }
  const more = wouldDecide(seedsForMedian(n, [low, high], away - within))
  return { ...finding, status: 'inconclusive', reason: `${range}, across the edge of ${target}; ${more}` }
}
