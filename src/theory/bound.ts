import type { BoundClaim } from '../config/claim.ts'
import { FEWEST } from '../stats/blind.ts'
import { type Inference, surelyAtMost, trustedLower, trustedUpper } from '../stats/inference.ts'
import { fewestForMedian } from '../stats/median.ts'
import { replicatesNeeded } from '../stats/power.ts'
import { type Against, againstBound, allowed, excessOver, isAgainst, type PointAt } from './against-bound.ts'
import { blindness, unseenSeeds } from './blindness.ts'
import { seedsAt } from './bound-seeds.ts'
import { betweenRecords, judgedSteps, pointInWords } from './bound-words.ts'
import type { Case } from './case.ts'
import { intervalOr } from './digits.ts'
import { BETA, type Finding, unmeasured } from './finding.ts'

interface Point extends PointAt {
  readonly mean: Inference
}

/**
 * Is the mean over seeds at most `bound` at every t of the span, at every horizon? `holds` if the upper confidence limit is, at
 * every t: passing all of many tests needs no correction. `violated` if the lower limit is above the bound at some t of some
 * horizon, with Bonferroni's correction, since failing one of many is easy.
 *
 * Where chance is involved the mean is known at the recorded steps alone. Between two of them each run keeps the step at which it
 * was furthest above the bound. The mean of these peaks is at least the peak of the mean, so it shows that a bound holds there, and
 * never that it does not. A statement about every seed is one about these peaks.
 */
export function judgeBound(claim: BoundClaim, matter: Case): Finding {
  const { sample, random, horizons, alpha } = matter
  const n = sample.runs.length
  const found: Against[] = []
  const points: Point[] = []
  const unknown: Against['peaks'][number][] = []
  for (const at of horizons) {
    const against = againstBound(claim, matter, at)
    if (!isAgainst(against)) return against
    found.push(against)
    const seeds = seedsAt(claim, matter, at)
    for (const point of against.points) {
      const mean = seeds.at(point)
      if (typeof mean === 'string') return unmeasured('error', n, mean)
      points.push({ ...point, mean })
    }
    unknown.push(...against.peaks.filter((peak) => !surelyAtMost(seeds.between(peak), peak.rounding, alpha)))
  }
  if (points.every(({ bound }) => bound === Number.POSITIVE_INFINITY)) {
    const reason = 'the bound is infinite at every step that is looked at, so it says nothing'
    return unmeasured('hypotheses-not-met', n, reason)
  }

  const below = (point: Point) => surelyAtMost(point.mean, allowed(point), alpha)
  const chanceAt = (point: Point) => point.mean.chanceAtMost(allowed(point))
  const every = claim.statistic === 'every'
  const chance = Math.min(1, points.length * Math.min(...points.map(chanceAt)))

  const ratio = ({ mean, bound }: Point) => (mean.value > 0 ? bound / mean.value : Number.POSITIVE_INFINITY)
  const tightest = points.reduce((a, b) => (ratio(b) < ratio(a) ? b : a))
  const finding = (point: Point): Omit<Finding, 'status' | 'reason'> => ({
    predicted: point.bound,
    measured: point.mean.value,
    interval: intervalOr([trustedLower(point.mean, alpha), trustedUpper(point.mean, alpha)]),
    slack: Number.isFinite(ratio(tightest)) ? ratio(tightest) : null,
    n,
    chance: random && !every ? chance : null,
  })
  const subject = random ? SUBJECT[claim.statistic] : claim.measure
  const told = (point: Point) => pointInWords({ ...point, mean: point.mean.value }, horizons)
  const judged = judgedSteps(claim, found)

  // The step that decides: the mean is furthest above the bound there, or else least below it, in units of its error; without one, of the bound.
  const above = ({ bound, mean }: Point) => excessOver(bound, mean.value)
  const worse = (a: Point, b: Point) => {
    const [one, other] = [chanceAt(a), chanceAt(b)]
    return other < one || (other === one && above(b) > above(a)) ? b : a
  }
  if (chance <= alpha) {
    const worst = points.reduce(worse)
    return { ...finding(worst), status: 'violated', reason: `${subject} is ${told(worst)}, judged ${judged}` }
  }
  const open = points.filter((point) => !below(point))
  if (open.length === 0) {
    const closest = `closest, ${random ? `${subject} is ` : ''}${told(tightest)}`
    const reason = `at most the bound ${judged}; ${closest}${random && every ? `; ${unseenSeeds(n)}` : ''}`
    if (unknown.length === 0) return { ...finding(tightest), status: 'holds', reason }
    return { ...finding(tightest), status: 'inconclusive', reason: `${reason}; ${betweenRecords(unknown, horizons)}` }
  }
  const hardest = open.reduce(worse)
  const about = { ...finding(hardest), status: 'inconclusive' } as const
  const { mean } = hardest
  const fewest = claim.statistic === 'mean' ? FEWEST[claim.tail] : fewestForMedian(2 * alpha)
  const blind = mean.value > allowed(hardest) ? mean.blind.below : mean.blind.above
  if (blind) return { ...about, reason: `${subject} is ${told(hardest)}; ${blindness(blind, n, fewest)}` }
  const needed = replicatesNeeded(allowed(hardest) - mean.value, mean.error * Math.sqrt(n), alpha / points.length, BETA)
  const more = Number.isFinite(needed)
    ? `about ${Math.max(needed, n + 1)} seeds would decide`
    : 'no number of seeds would decide'
  return { ...about, reason: `${subject} is ${told(hardest)}, within its error; ${more}` }
}

const SUBJECT: Readonly<Record<BoundClaim['statistic'], string>> = {
  mean: 'the mean',
  median: 'the median',
  'median-of-means': 'the median of means',
  every: 'the largest seed',
}
