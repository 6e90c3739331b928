import type { LimitClaim } from '../config/claim.ts'
import { fewestForMedian, medianWithInterval } from '../stats/median.ts'
import type { Case } from './case.ts'
import { type Finding, unmeasured } from './finding.ts'
import { furthest } from './furthest.ts'
import { horizonsInWords, type JudgedAt } from './judged-horizons.ts'
import { ofOneStep, ofWindow } from './limit-words.ts'
import { outsideByChance, seedsForMedian, wouldDecide } from './median-rule.ts'
import type { Seen } from './seen.ts'
import { isOneStep, stepsOf } from './span.ts'

/**
 * Do the last steps of a run, or does one step, lie within `within` of `predict`, at every horizon? Of one step the median over
 * seeds decides, by its order-statistic interval; of a window the median of the largest distances of the seeds from the prediction,
 * so what oscillates out of the tolerance fails. `holds` if the whole interval is inside, `violated` if it is outside at some horizon,
 * with Bonferroni's correction for their number. A prediction that is infinite is met by a last value that is that infinity.
 */
export function judgeLimit(claim: LimitClaim, matter: Case): Finding {
  const { horizons, alpha } = matter
  const found = horizons.map((at) => limitAt(claim, matter, at, alpha / horizons.length))
  const tightest = (some: readonly Finding[]) =>
    some.reduce((a, b) => ((b.slack ?? Number.POSITIVE_INFINITY) < (a.slack ?? Number.POSITIVE_INFINITY) ? b : a))
  const worst = ORDER.map((status) => found.filter((one) => one.status === status)).find(({ length }) => length > 0)
  const finding = tightest(worst ?? found)
  const chances = found.flatMap(({ chance }) => chance ?? [])
  const chance = chances.length === 0 ? null : Math.min(1, horizons.length * Math.min(...chances))
  const all = `; judged at each of ${horizonsInWords(horizons.map(({ horizon }) => horizon))}`
  return { ...finding, chance, reason: `${finding.reason}${horizons.length > 1 ? all : ''}` }
}

/** What is wrong at one horizon is wrong with the claim. */
const ORDER = ['error', 'not-measured', 'violated', 'inconclusive'] as const

/** @param corrected the level at which `violated` is decided */
function limitAt(claim: LimitClaim, matter: Case, at: JudgedAt, corrected: number): Finding {
  const { evaluator, random, alpha } = matter
  const { runs, names } = at
  const n = runs.length
  const predicted = evaluator.evaluate(claim.predict, names)
  const within = evaluator.evaluate(claim.within, names)
  if (predicted === null || Number.isNaN(predicted)) return unmeasured('error', n, 'the prediction is not a number')
  if (within === null || !(within >= 0)) return unmeasured('error', n, 'the tolerance is not a number from 0')
  const steps = stepsOf(claim, names, evaluator)
  if (typeof steps === 'string') return unmeasured('not-measured', n, steps)
  const found = furthest(claim, matter, at, steps, predicted)
  if (typeof found === 'string') return unmeasured('not-measured', n, found)
  const broken = found.values.findIndex(({ value }) => Number.isNaN(value))
  if (broken >= 0) {
    const { t = 0 } = found.values[broken] ?? {}
    const reason = `${claim.measure} of seed ${runs[broken]?.run.seed} is not a number at t = ${t}`
    return unmeasured('error', n, reason)
  }

  const single = isOneStep(claim) || !Number.isFinite(predicted)
  const scale = single ? ofValues(found.values, predicted) : ofDistances(found.values, predicted)
  const { numbers } = scale
  // Equal values are no certainty: they exclude only that others have a large probability.
  const certain = !random
  const { median, interval } = medianWithInterval(numbers, alpha)
  const wider = medianWithInterval(numbers, corrected).interval ?? interval
  const [low, high] = certain ? [median, median] : (interval ?? [Number.NaN, Number.NaN])
  const [least, most] = certain ? [median, median] : (wider ?? [Number.NaN, Number.NaN])
  const { target, away } = scale
  const finding = {
    predicted,
    measured: scale.shown(median),
    interval: certain || interval ? sorted(scale.shown(low), scale.shown(high)) : null,
    slack: away(median) === 0 ? Number.POSITIVE_INFINITY : within / away(median),
    n,
    chance: certain ? null : outsideByChance(numbers, target, within),
  }
  if (!certain && !interval) {
    const reason = `${n === 1 ? 'one seed' : `${n} seeds`} of a random experiment: ${fewestForMedian(alpha)} would give an interval`
    return { ...finding, status: 'inconclusive', reason }
  }
  const about = { measure: claim.measure, horizon: at.horizon, predicted, within }
  const sentence = single
    ? ofOneStep(about, certain ? found.values[0] : undefined, [low, high])
    : ofWindow(about, steps, found, certain, [low, high])
  if (away(low) <= within && away(high) <= within) {
    return { ...finding, status: 'holds', reason: `${sentence.range}, predicted ${sentence.target}` }
  }
  if (least - target > within || target - most > within) {
    return { ...finding, status: 'violated', reason: `${sentence.range}, outside ${sentence.target}` }
  }
  const more = wouldDecide(seedsForMedian(n, [low, high], away(median) - within))
  return {
    ...finding,
    status: 'inconclusive',
    reason: `${sentence.range}, across the edge of ${sentence.target}; ${more}`,
  }
}

const sorted = (a: number, b: number): readonly [number, number] => (a <= b ? [a, b] : [b, a])

/** What the median of the seeds is taken of, and how it is shown. */
interface Scale {
  readonly numbers: readonly number[]
  /** What it should be. */
  readonly target: number
  away(number: number): number
  /** As a value of the measure. */
  shown(number: number): number
}

/** The values themselves. Infinity - Infinity is NaN, which would fail the very prediction that says infinity. */
const ofValues = (values: readonly Seen[], predicted: number): Scale => ({
  numbers: values.map(({ value }) => value),
  target: predicted,
  away: (value) => (value === predicted ? 0 : Math.abs(value - predicted)),
  shown: (value) => value,
})

/** Distances from the prediction, shown on the side on which most of the seeds are furthest from it. */
function ofDistances(values: readonly Seen[], predicted: number): Scale {
  const above = values.filter(({ value }) => value > predicted).length
  const side = 2 * above >= values.length ? 1 : -1
  const same = values.length > 0 && values.every(({ value }) => Object.is(value, values[0]?.value))
  return {
    numbers: values.map(({ value }) => Math.abs(value - predicted)),
    target: 0,
    away: (distance) => distance,
    // Adding the distance to the prediction could cost the last bit of the value.
    shown: (distance) => (same ? (values[0]?.value ?? Number.NaN) : predicted + side * distance),
  }
}
