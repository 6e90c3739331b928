import type { RateClaim } from '../config/claim.ts'
import { FEWEST, rareAbove } from '../stats/blind.ts'
import { type Inference, scaled, surelyAtLeast, surelyAtMost, trustedLower, trustedUpper } from '../stats/inference.ts'
import { FEWEST_AFTER_SCREENING, FLOOR_FACTOR, ladderFault, screen, TRANSIENT_FACTOR } from '../stats/ladder.ts'
import { fitPowerLaw, isCurved, type PowerLaw } from '../stats/log-log.ts'
import { fewestForMedian } from '../stats/median.ts'
import { medianOfMeansStatistic } from '../stats/median-of-means.ts'
import { horizonToDecide, seedsForError, seedsToDecide } from '../stats/power.ts'
import { meanStatistic, medianStatistic, type Statistic } from '../stats/statistic.ts'
import { blindness } from './blindness.ts'
import type { Case } from './case.ts'
import { apart, intervalOr, short, withinWords } from './digits.ts'
import { ALPHA, BETA, type Finding, unmeasured } from './finding.ts'
import { dependsOnHorizon } from './horizon.ts'
import { samplesAlongRuns, samplesAtHorizons } from './horizon-samples.ts'
import { unmetHypothesis } from './hypotheses.ts'
import { cautions, enumerate, FAULTS, type JudgedHorizon, leftOut, localSlopes } from './rate-words.ts'

/** Of the bootstrap; any number will do, as long as it is always the same. */
const SEED = 1

/** The limits of a bootstrap of medians cover as often as they promise from this many seeds on; see `stats/bootstrap.ts`. */
const FEWEST_SEEDS = 8

/** The horizons of a rate claim, before anything is fitted. */
export interface RateLadder {
  readonly exponent: number
  readonly margin: number
  readonly outer: number
  /** Steps that the transient lasts at the largest horizon. */
  readonly transient: number
  readonly statistic: Statistic
  /** Number of seeds that all horizons share. */
  readonly seeds: number
  readonly judged: readonly JudgedHorizon[]
  /** Those that enter the fit. */
  readonly used: readonly JudgedHorizon[]
}

/** Measures the statistic of a rate claim at every horizon, and says which of them may enter a fit. */
export function rateLadder(claim: RateClaim, context: Case): RateLadder | Finding {
  const { names, evaluator, random, sample } = context
  const [exponent, margin, outer, transient] = [claim.exponent, claim.margin, claim.outer, claim.burnIn].map(
    (formula) => evaluator.evaluate(formula, names) ?? Number.NaN,
  ) as [number, number, number, number]
  const n = sample.runs.length
  if (!Number.isFinite(exponent)) return unmeasured('error', n, 'the exponent is not a number')
  if (!(margin >= 0)) return unmeasured('error', n, 'the margin is not a number from 0')
  if (!(outer > 0 && outer < Number.POSITIVE_INFINITY)) {
    return unmeasured('error', n, 'the outer power is not a number above 0')
  }
  if (claim.over === 't') {
    const moving = dependsOnHorizon(context.experiment, sample, claim.measure)
    const reason = `${moving} depends on T, so the beginning of a long run is not a short run: state the claim over horizons`
    if (moving !== null) return unmeasured('hypotheses-not-met', n, reason)
  }
  const samples =
    claim.over === 't' ? samplesAlongRuns(context, TRANSIENT_FACTOR * transient) : samplesAtHorizons(context)
  const seeds = samples[0]?.values.length ?? 0
  if (samples.length < 2 || seeds === 0) {
    return unmeasured('not-measured', n, `one ${claim.over === 't' ? 'recorded step' : 'horizon'} has no slope`)
  }
  const unmet = new Set(samples.filter((one) => unmetHypothesis(claim.hypotheses, one.names, evaluator) !== null))
  // A horizon that the claim does not speak of may end as it likes.
  const broken = samples.find((one) => !unmet.has(one) && !one.values.every(Number.isFinite))
  if (broken) return unmeasured('error', n, `${claim.measure} is not a finite number at T = ${broken.horizon}`)
  const statistic = statisticOf(claim, seeds)
  const judged: JudgedHorizon[] = []
  for (const one of samples) {
    const floor = evaluator.evaluate(claim.floor, one.names) ?? Number.NaN
    if (Number.isNaN(floor)) return unmeasured('error', n, `the floor is not a number at T = ${one.horizon}`)
    const burnIn = claim.over === 't' ? 0 : (evaluator.evaluate(claim.burnIn, one.names) ?? Number.NaN)
    if (Number.isNaN(burnIn)) return unmeasured('error', n, `the burn-in is not a number at T = ${one.horizon}`)
    const values = random ? one.values : one.values.slice(0, 1)
    for (const screened of screen([{ ...one, values, floor }], burnIn, statistic)) {
      judged.push({ ...screened, out: unmet.has(one) ? 'hypothesis' : screened.excluded })
    }
  }
  const used = judged.filter(({ out }) => out === null)
  return { exponent, margin, outer, transient, statistic, seeds, judged, used }
}

/** The power law through horizons that enter the fit, at least two of them. */
export const rateLaw = ({ used, statistic }: Pick<RateLadder, 'used' | 'statistic'>): PowerLaw =>
  fitPowerLaw(used, { seed: SEED, statistic })

/**
 * Is the exponent of the statistic over seeds, as a power of the horizon, at most `exponent` (`upper`) or equal to it
 * (`tight`), up to `margin`? The slope keeps its sign: growth never passes for decay. Horizons enter that are as long as three
 * transients and whose statistic is clear of its own error and of the floor; the error of the slope is that of a bootstrap over
 * seeds, the same at all horizons. What bends by more than the margin has no exponent yet: then a tight claim is open, and an
 * upper one is where the fitted slope and the slope at the end lie on different sides.
 */
export function judgeRate(claim: RateClaim, context: Case): Finding {
  const { random, sample, alpha } = context
  const n = sample.runs.length
  const ladder = rateLadder(claim, context)
  if ('status' in ladder) return ladder
  const { exponent, margin, outer, seeds, judged, used } = ladder
  const open = (reason: string): Finding => unmeasured('inconclusive', n, reason)
  const byMean = claim.statistic === 'mean'
  if (random && seeds < (byMean ? FEWEST.any : FEWEST_SEEDS)) {
    return open(blindness('few', seeds, byMean ? FEWEST.any : FEWEST_SEEDS))
  }
  const fault = ladderFault(judged.map(({ horizon }) => horizon))
  if (fault) return open(`${enumerate(judged, claim.over)}: ${FAULTS[fault]}`)
  if (used.length < FEWEST_AFTER_SCREENING) {
    const more = whatWouldRemain(judged, seeds)
    return open(`${used.length} of ${judged.length} ${leftOut(judged)}; ${FEWEST_AFTER_SCREENING} are needed; ${more}`)
  }

  const dark = random && byMean ? unseenAt(used) : null
  if (dark) return open(`${enumerate(used, claim.over)}: ${dark}`)

  const law = rateLaw(ladder)
  const slope = scaled(law.slope, outer)
  const certain = !random
  if (!Number.isFinite(slope.value) || !Number.isFinite(slope.error)) {
    return open('the slope has no error: some resamples have no logarithm')
  }
  const decision = decide(claim.form, slope, exponent, margin, alpha)
  const [low, high] = slopeLimits(claim.form, slope, alpha)
  const away = claim.form === 'tight' ? Math.abs(slope.value - exponent) : Math.max(0, slope.value - exponent)
  const finding = {
    predicted: exponent,
    measured: slope.value,
    interval: intervalOr([low, high]),
    slack: away === 0 ? (claim.form === 'tight' ? Number.POSITIVE_INFINITY : null) : margin / away,
    n,
    chance: certain ? null : decision.chance,
  }
  const told = apart(certain ? [slope.value] : [slope.value, low, high], [exponent - margin, exponent + margin])
  const range = certain ? `slope ${told(slope.value)}` : `slope ${told(slope.value)}${withinWords(told, [low, high])}`
  const target = `${claim.form === 'upper' ? 'at most ' : ''}${told(exponent)} +- ${short(margin)}`
  const sentence = `${range} over ${enumerate(used, claim.over)}${leftOut(judged, ', ')}, claimed ${target}${cautions(used, claim)}`
  const bend = curvature(law, claim.form, slope.value, outer, exponent, margin, alpha)
  if (bend) {
    const reason = `${sentence}; not yet asymptotic: the slope changes by ${short(law.change.value * outer)}, ${localSlopes(law, outer)}; longer horizons would decide`
    return { ...finding, chance: null, status: 'inconclusive', reason }
  }
  if (decision.status === 'violated') return { ...finding, status: 'violated', reason: sentence }
  if (decision.status === 'holds') {
    const last = `${claim.over === 't' ? 't' : 'T'} = ${Math.max(...used.map(({ horizon }) => horizon))}`
    return { ...finding, status: 'holds', reason: `${sentence}; up to ${last}, beyond which nothing is seen` }
  }
  const blind = slope.value > decision.edge ? slope.blind.below : slope.blind.above
  const more = blind ? blindness(blind, n) : whatWouldDecide(slope, decision.edge, used, n)
  return { ...finding, status: 'inconclusive', reason: `${sentence}; ${more}` }
}

/** Why a horizon's mean may be far from the one that was measured: an event that few seeds saw, or none. Null if none is so. */
function unseenAt(used: readonly JudgedHorizon[]): string | null {
  for (const { horizon, values } of used) {
    const rare = rareAbove(values)
    if (rare) return `at T = ${horizon}, ${blindness(rare, values.length)}`
  }
  return null
}

/** The limits of the slope that a verdict rests on: two one-sided ones of an upper rate, a two-sided interval of a tight one. */
export function slopeLimits(form: RateClaim['form'], slope: Inference, alpha = ALPHA): readonly [number, number] {
  const level = form === 'upper' ? alpha : alpha / 2
  return [trustedLower(slope, level), trustedUpper(slope, level)]
}

function statisticOf({ statistic }: RateClaim, seeds: number): Statistic {
  if (statistic === 'median') return medianStatistic
  if (statistic === 'mean') return meanStatistic
  // Blocks of two values at least: of one each, it would be the median, which is not the mean.
  return medianOfMeansStatistic(Math.max(1, Math.min(fewestForMedian(ALPHA), Math.floor(seeds / 2))))
}

interface Decision {
  readonly status: 'holds' | 'violated' | 'inconclusive'
  /** P value of the claim. */
  readonly chance: number
  /** The limit of the claim that is nearest to the slope. */
  readonly edge: number
}

/** One-sided for `upper`. For `tight`, two one-sided tests to hold, and a two-sided one to be violated. */
function decide(form: RateClaim['form'], slope: Inference, exponent: number, margin: number, alpha: number): Decision {
  const [least, most] = [exponent - margin, exponent + margin]
  const above = slope.chanceAtMost(most)
  if (form === 'upper') {
    const status = surelyAtMost(slope, most, alpha) ? 'holds' : above <= alpha ? 'violated' : 'inconclusive'
    return { status, chance: above, edge: most }
  }
  const chance = Math.min(1, 2 * Math.min(above, slope.chanceAtLeast(least)))
  const inside = surelyAtMost(slope, most, alpha) && surelyAtLeast(slope, least, alpha)
  const status = inside ? 'holds' : chance <= alpha ? 'violated' : 'inconclusive'
  return { status, chance, edge: slope.value > exponent ? most : least }
}

/** Whether the bend of the curve forbids to speak of an exponent. */
function curvature(
  law: PowerLaw,
  form: RateClaim['form'],
  slope: number,
  outer: number,
  exponent: number,
  margin: number,
  alpha: number,
): boolean {
  if (!isCurved(law, alpha, margin / outer)) return false
  if (form === 'tight') return true
  // A parabola's slope at the last horizon is half its change above the one in the middle.
  const end = slope + (law.change.value * outer) / 2
  return slope <= exponent + margin !== end <= exponent + margin
}

/** What it takes for enough horizons to enter the fit: seeds where that is a matter of noise alone, else other horizons too. */
function whatWouldRemain(judged: readonly JudgedHorizon[], seeds: number): string {
  const noisy = judged.filter(({ out }) => out === 'noise')
  const others = judged.filter(({ out }) => out !== null && out !== 'noise')
  const needed = Math.max(...noisy.map(({ error, value }) => seedsForError(error, value / FLOOR_FACTOR, seeds)))
  const few = judged.length - others.length < FEWEST_AFTER_SCREENING
  const horizons = others.every(({ out }) => out === 'transient') ? 'longer horizons' : 'other horizons'
  return [
    ...(few ? [`${horizons} are needed`] : []),
    ...(noisy.length > 0 ? [`about ${needed} seeds would bring ${few ? 'these' : 'all'} out of the noise`] : []),
  ].join(', and ')
}

function whatWouldDecide(slope: Inference, edge: number, used: readonly JudgedHorizon[], n: number): string {
  const seeds = seedsToDecide(slope, edge, n, ALPHA, BETA)
  const horizons = used.map(({ horizon }) => horizon)
  const relative = Math.max(...used.map(({ relativeError }) => relativeError))
  const longest = horizonToDecide(horizons, slope.value - edge, relative, ALPHA, BETA)
  const longer =
    longest > Math.max(...horizons) && longest < 1e10 ? `, or horizons up to about ${short(Math.round(longest))},` : ''
  return Number.isFinite(seeds) ? `about ${seeds} seeds${longer} would decide` : 'no number of seeds would decide'
}
