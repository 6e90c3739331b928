import { leftToChance } from '../config/chance.ts'
import type { PointClaim } from '../config/claim.ts'
import type { Experiment } from '../config/experiment.ts'
import { whereAsPlace } from '../config/where.ts'
import type { Traces } from '../run/traces.ts'
import type { Verdict } from '../run/verdict.ts'
import { judgeBound } from './bound.ts'
import type { Case } from './case.ts'
import { meetingRuns } from './during.ts'
import { endedBadly } from './ended.ts'
import type { Evaluator } from './evaluator.ts'
import { ALPHA, type Finding, unmeasured } from './finding.ts'
import { judgeGrowth } from './growth.ts'
import { unmetHypothesis } from './hypotheses.ts'
import { judgeIdentity } from './identity.ts'
import { atEveryHorizon, horizonsInWords, judgedHorizons, leftOutInWords } from './judged-horizons.ts'
import { judgeLimit } from './limit.ts'
import { keepViolations } from './multiplicity.ts'
import { judgeOrder } from './order.ts'
import { judgeRate } from './rate.ts'
import { judgeRegion } from './region.ts'
import {
  atHorizons,
  counterparts,
  gridPlace,
  matches,
  type Replicate,
  type Sample,
  samplesByOptimizer,
} from './sample.ts'
import { judgeStatic, type Properties } from './static.ts'

export interface JudgeOptions {
  /** Facts of rules, for static claims; unknown unless given. */
  readonly properties?: Properties
  /** Probability of error of one decision. */
  readonly alpha?: number
}

/**
 * Judges every claim, for each of its optimizers, on every problem, at every point of the grid that it speaks of: limits and
 * bounds at each horizon, a rate at all of them together, the others at the largest; a region at all points at once. Among the verdicts that rest on random numbers,
 * `violated` is kept only where it stands among all of the page, so a page with many claims raises no more false alarms than a
 * page with one. Static claims are judged by `properties`, which need no traces.
 */
export function judge(
  experiment: Experiment,
  traces: Traces,
  evaluator: Evaluator,
  { properties = () => null, alpha = ALPHA }: JudgeOptions = {},
): Verdict[] {
  const samples = samplesByOptimizer(experiment, traces)
  const samplesOf = (optimizer: string) => samples.get(optimizer) ?? []
  const context = { experiment, traces, evaluator, samplesOf, alpha }

  const found: { verdict: Omit<Verdict, keyof Finding>; finding: Finding }[] = []
  for (const claim of experiment.claims) {
    if (claim.judge === 'static') {
      found.push(...judgeStatic(claim, experiment, properties, evaluator))
      continue
    }
    if (claim.judge === 'region') {
      found.push(...judgeRegion(claim, context))
      continue
    }
    const heading = { claim: claim.id, judge: claim.judge, strength: claim.strength, expect: claim.expect }
    for (const optimizer of claim.optimizers) {
      const judged = samplesOf(optimizer).filter((sample) => matches(sample, claim.where))
      if (judged.length === 0) {
        const verdict = { ...heading, optimizer, problem: '', at: whereAsPlace(claim.where), mutants: {} }
        found.push({
          verdict,
          finding: unmeasured('not-measured', 0, `no run of ${optimizer} is what the claim is about`),
        })
      }
      // A claim over a grid says something of every point, so a mutant is caught if it fails at one of them.
      const mutants: Record<string, 'caught' | 'missed'> = {}
      for (const label of claim.mutants) {
        const caught = judged.some((sample) => {
          const mutants = counterparts(experiment, sample, samplesOf(label))
          return mutants.some((mutant) => examine(claim, mutant, context).status === 'violated')
        })
        mutants[label] = caught ? 'caught' : 'missed'
      }
      for (const sample of judged) {
        const verdict = { ...heading, optimizer, problem: sample.problem, at: gridPlace(experiment, sample), mutants }
        found.push({ verdict, finding: examine(claim, sample, context) })
      }
    }
  }

  const exploratory = new Set(experiment.claims.filter((claim) => claim.exploratory).map(({ id }) => id))
  const kept = keepViolations(
    found.map(({ verdict, finding }) => ({ finding, exploratory: exploratory.has(verdict.claim) })),
    alpha,
  )
  return found.map(({ verdict }, index) => {
    const { chance: _, ...finding } = kept[index] ?? unmeasured('error', 0, 'no finding')
    return { ...verdict, ...finding }
  })
}

/**
 * In this order: error, not measured, hypotheses, then the judge itself. A divergence is an error only where the hypotheses are
 * met: where they are not, the claim says nothing of how a run ends.
 */
function examine(
  claim: PointClaim,
  whole: Sample,
  context: Omit<Case, 'sample' | 'measure' | 'names' | 'horizons' | 'random'>,
): Finding {
  const { experiment, traces, evaluator } = context
  const asked = atHorizons(whole, claim.where)
  if (!asked) return unmeasured('not-measured', 0, 'no run has a horizon that the claim is about')
  const { sample, broken } = meetingRuns(claim, asked, traces, evaluator)
  if (!sample) return unmeasured('hypotheses-not-met', asked.runs.length, broken ?? 'nothing was run')
  const n = sample.runs.length
  const behind = runsBehind(claim, sample, evaluator)
  const crashed = endedBadly(behind.filter(({ run }) => run.status !== 'diverged'))
  if (crashed) return unmeasured('error', n, crashed)
  const measure = traces.measures.indexOf(claim.measure)
  if (measure < 0) return unmeasured('not-measured', n, `${claim.measure} was not measured`)
  const { judged: horizons, out } = judgedHorizons(claim, sample, evaluator)
  const last = horizons.at(-1)
  if (!last) return unmeasured('hypotheses-not-met', n, out.at(-1)?.why ?? 'nothing was run')
  const sound = atEveryHorizon(claim) ? horizons.flatMap(({ runs }) => runs) : behind
  const bad = endedBadly(sound)
  if (bad && !predictsDivergence(claim, evaluator, last.names)) return unmeasured('error', n, bad)
  const random = leftToChance(experiment, sample.problem, sample.optimizer)
  const finding = decide(claim, { ...context, sample, measure, names: last.names, horizons, random })
  const others = claim.judge !== 'rate' && !atEveryHorizon(claim) && sample.ladder.length > 1
  const where = others ? `; at ${horizonsInWords([last.horizon])}, the largest of ${sample.ladder.length} horizons` : ''
  return {
    ...finding,
    reason: `${finding.reason}${where}${leftOutInWords(out)}${broken === null ? '' : `; not judged where ${broken}`}`,
  }
}

function decide(claim: PointClaim, matter: Case): Finding {
  switch (claim.judge) {
    case 'limit':
      return judgeLimit(claim, matter)
    case 'bound':
      return judgeBound(claim, matter)
    case 'identity':
      return judgeIdentity(claim, matter)
    case 'rate':
      return judgeRate(claim, matter)
    case 'order':
      return judgeOrder(claim, matter)
    case 'growth':
      return judgeGrowth(claim, matter)
  }
}

/** The runs that have to be sound: a rate needs all horizons that it speaks of, a growth looks itself whether its window ends before a divergence. */
function runsBehind(claim: PointClaim, sample: Sample, evaluator: Evaluator): readonly Replicate[] {
  if (claim.judge === 'rate') {
    const meant = ([lead]: readonly Replicate[]) =>
      lead !== undefined && unmetHypothesis(claim.hypotheses, evaluator.constants(lead.run), evaluator) === null
    return sample.ladder.flatMap(({ runs }) => (meant(runs) ? runs : []))
  }
  if (atEveryHorizon(claim)) return sample.ladder.flatMap(({ runs }) => runs)
  return claim.judge === 'growth' ? sample.runs.filter(({ run }) => run.status !== 'diverged') : sample.runs
}

/** A run that is no longer finite is an outcome only for a claim that predicts an infinite value. */
function predictsDivergence(claim: PointClaim, evaluator: Evaluator, names: Readonly<Record<string, number>>): boolean {
  if (claim.judge !== 'limit') return false
  const predicted = evaluator.evaluate(claim.predict, names)
  return predicted === Number.POSITIVE_INFINITY || predicted === Number.NEGATIVE_INFINITY
}
