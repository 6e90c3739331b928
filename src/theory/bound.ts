import type { BoundClaim } from '../config/claim.ts'
import { FEWEST } from '../stats/blind.ts'
import { type Inference, known, surelyAtMost, trustedLower, trustedUpper } from '../stats/inference.ts'
import { fewestForMedian } from '../stats/median.ts'
import { replicatesNeeded } from '../stats/power.ts'
import { blindness, unseenSeeds } from './blindness.ts'
import { evidenceOf } from './bound-evidence.ts'
import type { Case } from './case.ts'
import { apart, intervalOr, short } from './digits.ts'
import type { Evaluator, MeasureFacts, Names } from './evaluator.ts'
import { ALPHA, BETA, type Finding, unmeasured } from './finding.ts'
import { horizonsInWords, type JudgedAt } from './judged-horizons.ts'
import { isOneStep, stepsOf } from './span.ts'

/** A measured value that is above an attained bound by rounding alone is not above it: relative. */
const ROUNDING = 1e-9

interface Point {
  readonly horizon: number
  readonly t: number
  readonly bound: number
  readonly mean: Inference
}

/**
 * Is the mean over seeds at most `bound` at every recorded t of the span, at every horizon? `holds` if the upper confidence limit
 * is, at every t: passing all of many tests needs no correction. `violated` if the lower limit is above the bound at some t of some
 * horizon, with Bonferroni's correction, since failing one of many is easy.
 */
export function judgeBound(claim: BoundClaim, matter: Case): Finding {
  const { sample, random, horizons } = matter
  const n = sample.runs.length
  const points: Point[] = []
  for (const at of horizons) {
    const found = pointsAt(claim, matter, at)
    if ('status' in found) return found
    points.push(...found)
  }
  if (points.every(({ bound }) => bound === Number.POSITIVE_INFINITY)) {
    return unmeasured('hypotheses-not-met', n, 'the bound is infinite at every recorded step, so it says nothing')
  }

  const allowed = ({ bound }: Point) => bound + ROUNDING * Math.abs(bound)
  const below = (point: Point) => surelyAtMost(point.mean, allowed(point), ALPHA)
  const chanceAt = (point: Point) => point.mean.chanceAtMost(allowed(point))
  const every = claim.statistic === 'every'
  const chance = Math.min(1, points.length * Math.min(...points.map(chanceAt)))

  const ratio = ({ mean, bound }: Point) => (mean.value > 0 ? bound / mean.value : Number.POSITIVE_INFINITY)
  const tightest = points.reduce((a, b) => (ratio(b) < ratio(a) ? b : a))
  const finding = (point: Point): Omit<Finding, 'status' | 'reason'> => ({
    predicted: point.bound,
    measured: point.mean.value,
    interval: intervalOr([trustedLower(point.mean, ALPHA), trustedUpper(point.mean, ALPHA)]),
    slack: Number.isFinite(ratio(tightest)) ? ratio(tightest) : null,
    n,
    chance: random && !every ? chance : null,
  })
  const several = horizons.length > 1
  const subject = random ? SUBJECT[claim.statistic] : claim.measure
  const sentence = ({ mean, bound, t, horizon }: Point) => {
    const told = apart([mean.value], [bound])
    return `${told(mean.value)} against the bound ${told(bound)} at t = ${t}${several ? `, T = ${horizon}` : ''}`
  }
  const all = horizons.map(({ horizon }) => horizon)
  const judged = several ? `, at each of ${horizonsInWords(all)}` : ` up to ${horizonsInWords(all)}`

  // The step that decides: the mean is furthest above the bound there, or least below it, in units of its error.
  const worst = points.reduce((a, b) => (chanceAt(b) < chanceAt(a) ? b : a))
  if (chance <= ALPHA) {
    return {
      ...finding(worst),
      status: 'violated',
      reason: `${subject} is ${sentence(worst)}${several ? `; judged${judged.slice(1)}` : ''}`,
    }
  }
  const open = points.filter((point) => !below(point))
  if (open.length === 0) {
    const reason = `at most the bound ${isOneStep(claim) ? 'there' : `at all ${points.length} recorded steps`}${judged}; closest, ${random ? `${subject} is ` : ''}${sentence(tightest)}${random && every ? `; ${unseenSeeds(n)}` : ''}`
    return { ...finding(tightest), status: 'holds', reason }
  }
  const hardest = open.reduce((a, b) =>
    chanceAt(b) < chanceAt(a) || (chanceAt(b) === chanceAt(a) && ratio(b) < ratio(a)) ? b : a,
  )
  const about = { ...finding(hardest), status: 'inconclusive' } as const
  const { mean } = hardest
  const fewest = claim.statistic === 'mean' ? FEWEST[claim.tail] : fewestForMedian(2 * ALPHA)
  const blind = mean.value > allowed(hardest) ? mean.blind.below : mean.blind.above
  if (blind) return { ...about, reason: `${subject} is ${sentence(hardest)}; ${blindness(blind, n, fewest)}` }
  const needed = replicatesNeeded(allowed(hardest) - mean.value, mean.error * Math.sqrt(n), ALPHA / points.length, BETA)
  const more = Number.isFinite(needed)
    ? `about ${Math.max(needed, n + 1)} seeds would decide`
    : 'no number of seeds would decide'
  return { ...about, reason: `${subject} is ${sentence(hardest)}, within its error; ${more}` }
}

const SUBJECT: Readonly<Record<BoundClaim['statistic'], string>> = {
  mean: 'the mean',
  median: 'the median',
  'median-of-means': 'the median of means',
  every: 'the largest seed',
}

/** What was measured against the bound at one horizon, or why nothing can be said of it. */
function pointsAt(
  claim: BoundClaim,
  { traces, measure, evaluator, random, sample }: Case,
  { horizon, runs, names }: JudgedAt,
): Point[] | Finding {
  const n = runs.length
  const steps = stepsOf(claim, names, evaluator)
  if (typeof steps === 'string') return unmeasured('not-measured', n, steps)
  const [lead] = runs
  const times = lead ? traces.times(lead.index) : []
  const columns = runs.map(({ index }) => traces.values(index, measure))
  const place = { problem: sample.problem, optimizer: sample.optimizer, point: sample.point, horizon }
  let found: MeasureFacts | null | undefined
  const facts = () => {
    found ??= evaluator.measureFacts?.(place, claim.measure) ?? null
    return found
  }
  const points: Point[] = []
  for (const [row, t] of times.entries()) {
    if (!(t >= steps.from && t <= steps.to)) continue
    const bound = evaluator.evaluate(claim.bound, { ...names, t })
    if (bound === null || Number.isNaN(bound)) return unmeasured('error', n, `the bound is not a number at t = ${t}`)
    const values = columns.map((column) => column[row] ?? Number.NaN)
    const broken = values.findIndex((value) => !Number.isFinite(value))
    if (broken >= 0) {
      const reason = `${claim.measure} of seed ${runs[broken]?.run.seed} is ${values[broken]} at t = ${t}`
      return unmeasured('error', n, reason)
    }
    const range = claim.range && statedRange(claim.range, values, { ...names, t }, evaluator)
    if (typeof range === 'string') return unmeasured('error', n, `${claim.measure} is ${range} at t = ${t}`)
    const mean = random ? evidenceOf(claim, values, t, range, facts) : known(values[0] ?? Number.NaN)
    points.push({ horizon, t, bound, mean })
  }
  if (points.length > 0) return points
  const said = isOneStep(claim) ? `t = ${steps.from} is not recorded` : `no step from t = ${steps.from} on is recorded`
  return unmeasured('not-measured', n, said)
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
