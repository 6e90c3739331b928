import { leftToChance } from '../config/chance.ts'
import type { OrderClaim } from '../config/claim.ts'
import { FEWEST } from '../stats/blind.ts'
import { known, ofMean, ofMedian, trustedLower, trustedUpper } from '../stats/inference.ts'
import { fewestForMedian } from '../stats/median.ts'
import { differences } from '../stats/paired.ts'
import { seedsToDecide } from '../stats/power.ts'
import { blindness } from './blindness.ts'
import type { Case } from './case.ts'
import { apart, intervalOr, short, withinWords } from './digits.ts'
import { endedBadly } from './ended.ts'
import { ALPHA, BETA, type Finding, unmeasured } from './finding.ts'
import { seedsForMedian, wouldDecide } from './median-rule.ts'
import { bySeed, counterparts, named, type Sample } from './sample.ts'

/** By how much the judged rule is better than one other, on the scale on which it is judged: positive is better. */
interface Lead {
  readonly other: string
  readonly value: number
  readonly low: number
  readonly high: number
  /** P value of "better by more than `by`". */
  readonly chance: number
  /** Whether it is better by more than `by` beyond doubt. */
  readonly surely: boolean
  /** Whether nothing was left to chance. */
  readonly certain: boolean
  readonly seeds: number
  /** What would decide, and how many seeds that is. */
  readonly more: string
  readonly needed: number
}

/**
 * Is the final value better than that of each of `against`, at each of its points, by more than `by`? Pairs with the same seed saw the same random
 * numbers, so what they share cancels in the difference. One-sided: `holds` if the lower limit of the advantage over each is
 * above `by`; `violated` if the upper limit of the advantage over one is not, with Bonferroni's correction for their number.
 */
export function judgeOrder(claim: OrderClaim, context: Case): Finding {
  const { names, evaluator, sample } = context
  const by = evaluator.evaluate(claim.by, names) ?? Number.NaN
  const n = sample.runs.length
  if (!Number.isFinite(by)) return unmeasured('error', n, 'the advantage is not a number')
  if (claim.scale === 'ratio' && !(by > 0)) return unmeasured('error', n, 'a ratio is not a number above 0')
  if (claim.against.length === 0) return unmeasured('not-measured', n, 'there is nothing to compare with')
  const limit = claim.scale === 'ratio' ? Math.log(by) : by
  const leads: Lead[] = []
  for (const label of claim.against) {
    const others = named(context.experiment, counterparts(context.experiment, sample, context.samplesOf(label)))
    if (others.length === 0) return unmeasured('not-measured', n, `${label} was not run at a corresponding point`)
    for (const { name, sample: other } of others) {
      const found = leadOver(claim, context, other, name, limit)
      if (!('value' in found)) return found
      leads.push(found)
    }
  }

  const shown = (value: number) => (claim.scale === 'ratio' ? Math.exp(value) : value)
  const about = ({ value, low, high, certain, other }: Lead) => {
    const told = apart([value, low, high].map(shown), [by])
    const range = certain ? '' : withinWords((limit) => told(shown(limit)), [low, high])
    const what = claim.scale === 'ratio' ? 'by a factor' : claim.scale === 'log' ? 'by a log ratio' : 'by'
    return `${claim.better} than ${other} ${what} ${told(shown(value))}${range}, claimed more than ${told(by)}`
  }
  const finding = (lead: Lead): Omit<Finding, 'status' | 'reason'> => ({
    predicted: by,
    measured: shown(lead.value),
    interval: intervalOr([lead.low, lead.high]) && [shown(lead.low), shown(lead.high)],
    slack: null,
    n: lead.seeds,
    chance: leads.every(({ certain }) => certain)
      ? null
      : Math.min(1, leads.length * Math.min(...leads.map(({ chance }) => chance))),
  })
  const least = leads.reduce((a, b) => (b.chance < a.chance || (b.chance === a.chance && b.value < a.value) ? b : a))
  if (least.chance * leads.length <= context.alpha) {
    return { ...finding(least), status: 'violated', reason: `${claim.measure} is ${about(least)}` }
  }
  const open = leads.filter(({ surely }) => !surely)
  if (open.length === 0) {
    const closest = leads.reduce((a, b) => (b.low < a.low ? b : a))
    const all = leads.length > 1 ? `better than all ${leads.length}; closest, ` : ''
    return { ...finding(closest), status: 'holds', reason: `${claim.measure} is ${all}${about(closest)}` }
  }
  const hardest = open.reduce((a, b) => (b.needed > a.needed ? b : a))
  return {
    ...finding(hardest),
    status: 'inconclusive',
    reason: `${claim.measure} is ${about(hardest)}; ${hardest.more}`,
  }
}

function leadOver(claim: OrderClaim, context: Case, other: Sample, name: string, limit: number): Lead | Finding {
  const { experiment, sample, measure } = context
  const n = sample.runs.length
  const bad = endedBadly(other.runs)
  if (bad) return unmeasured('error', n, bad)
  const partners = bySeed(other.runs)
  const pairs = sample.runs.flatMap(({ run }) => {
    const partner = partners.get(run.seed)?.run
    return partner
      ? [{ seed: run.seed, ours: run.final[measure] ?? Number.NaN, theirs: partner.final[measure] ?? Number.NaN }]
      : []
  })
  if (pairs.length === 0) return unmeasured('not-measured', n, `no seed was run with ${name} as well`)
  const scaled = (value: number) => (claim.scale === 'difference' ? value : value > 0 ? Math.log(value) : Number.NaN)
  const ours = pairs.map((pair) => scaled(pair.ours))
  const theirs = pairs.map((pair) => scaled(pair.theirs))
  const broken = pairs.find((_, k) => !Number.isFinite(ours[k]) || !Number.isFinite(theirs[k]))
  if (broken) {
    const why = claim.scale === 'difference' ? 'not both finite' : 'not both positive and finite, so they have no ratio'
    const values = `${short(broken.ours)} and ${short(broken.theirs)}`
    return unmeasured('error', n, `${claim.measure} of seed ${broken.seed} is ${values} for ${name}: ${why}`)
  }
  const [plus, minus] = claim.better === 'lower' ? [theirs, ours] : [ours, theirs]
  const random = context.random || leftToChance(experiment, other.problem, other.optimizer)
  return { other: name, seeds: pairs.length, ...compare(claim, plus, minus, limit, random, context.alpha) }
}

function compare(
  { statistic }: OrderClaim,
  plus: readonly number[],
  minus: readonly number[],
  limit: number,
  random: boolean,
  alpha: number,
): Omit<Lead, 'other' | 'seeds'> {
  const values = differences(plus, minus)
  const n = values.length
  const [first = Number.NaN] = values
  const lead = !random ? known(first) : statistic === 'mean' ? ofMean(values) : ofMedian(values, alpha)
  const [low, high] = [trustedLower(lead, alpha), trustedUpper(lead, alpha)]
  const above = {
    value: lead.value,
    low,
    high,
    chance: random ? lead.chanceAtLeast(limit) : Number(lead.value > limit),
    surely: random ? lead.chanceAtMost(limit) <= alpha : lead.value > limit,
    certain: !random,
  }
  // Only what lies on the other side of the limit could be decided in its favour.
  const blind = lead.value > limit ? lead.blind.below : lead.blind.above
  if (blind !== null) {
    const fewest = statistic === 'mean' ? FEWEST.any : fewestForMedian(2 * alpha)
    return { ...above, more: blindness(blind, n, fewest), needed: Number.POSITIVE_INFINITY }
  }
  const needed =
    statistic === 'mean'
      ? seedsToDecide(lead, limit, n, ALPHA, BETA)
      : seedsForMedian(n, [low, high], lead.value - limit)
  return { ...above, more: wouldDecide(needed), needed }
}
