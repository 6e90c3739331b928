import type { Claim, RunHypothesis } from '../config/claim.ts'
import type { Experiment } from '../config/experiment.ts'
import { namesUsed } from '../lang/build.ts'
import type { Formula } from '../lang/syntax.ts'
import { formulaTex } from '../lang/tex.ts'
import { shortNumber } from '../plots/numbers.ts'
import type { Traces } from '../run/traces.ts'
import { brokenBy, duringInWords } from '../theory/during.ts'
import type { Evaluator, Names } from '../theory/evaluator.ts'
import { unmetHypothesis } from '../theory/hypotheses.ts'
import { atEveryHorizon } from '../theory/judged-horizons.ts'
import { atHorizons, matches, type Replicate, type Sample, samplesByOptimizer } from '../theory/sample.ts'

/** One hypothesis of a claim, at all points of the grid that the claim is judged at. */
export interface HypothesisRow {
  readonly text: string
  readonly tex: string
  /** Values of its names: `beta2 = 0.1 ... 0.999 (3 values)`. */
  readonly values: string
  readonly met: boolean
  /** `met`, `met at all 3 points`, `not met at 1 of 3 points`. */
  readonly status: string
}

/** The hypotheses of every claim, by its id. A claim that nothing was run for has rows without a point, which are not met. */
export function hypothesisRows(
  experiment: Experiment,
  traces: Traces,
  evaluator: Evaluator,
): ReadonlyMap<string, readonly HypothesisRow[]> {
  const samples = samplesByOptimizer(experiment, traces)
  return new Map(
    experiment.claims.map((claim) => {
      const points = pointsOf(claim, samples).map((lead) => evaluator.constants(lead))
      const fixed = claim.hypotheses.map((hypothesis) => row(hypothesis, points, evaluator))
      const runs = runsOf(claim, samples)
      return [claim.id, [...fixed, ...claim.during.map((one) => runRow(claim, one, runs, traces, evaluator))]]
    }),
  )
}

const runsOf = (claim: Claim, samples: ReadonlyMap<string, readonly Sample[]>): Replicate[] =>
  claim.optimizers.flatMap((optimizer) =>
    (samples.get(optimizer) ?? [])
      .filter((sample) => matches(sample, claim.where))
      .flatMap((sample) => (atHorizons(sample, claim.where)?.ladder ?? []).flatMap(({ runs }) => runs)),
  )

/** A hypothesis on runs: at how many of them it is met. */
function runRow(
  claim: Claim,
  hypothesis: RunHypothesis,
  runs: readonly Replicate[],
  traces: Traces,
  evaluator: Evaluator,
): HypothesisRow {
  const unmet = runs.filter((run) => brokenBy(claim, hypothesis, traces, run, evaluator) !== null).length
  return {
    text: duringInWords(hypothesis),
    tex: formulaTex(hypothesis.condition.expr),
    values: '',
    met: runs.length > 0 && unmet === 0,
    status:
      runs.length === 0
        ? 'not tried: nothing was run for it'
        : unmet > 0
          ? `not met in ${unmet} of ${runs.length} runs`
          : `met in ${runs.length === 1 ? 'the run' : `all ${runs.length} runs`}`,
  }
}

function pointsOf(claim: Claim, samples: ReadonlyMap<string, readonly Sample[]>) {
  return claim.optimizers.flatMap((optimizer) =>
    (samples.get(optimizer) ?? [])
      .filter((sample) => matches(sample, claim.where))
      .flatMap((sample) => {
        const ladder = atHorizons(sample, claim.where)?.ladder ?? []
        return (atEveryHorizon(claim) ? ladder : ladder.slice(-1)).flatMap(({ runs }) => (runs[0] ? [runs[0].run] : []))
      }),
  )
}

function row(hypothesis: Formula, points: readonly Names[], evaluator: Evaluator): HypothesisRow {
  const unmet = points.filter((names) => unmetHypothesis([hypothesis], names, evaluator) !== null)
  const shown = unmet.length > 0 ? unmet : points
  const values = [...namesUsed(hypothesis)].flatMap((name) => {
    const own = [...new Set(shown.flatMap((names) => names[name] ?? []))].sort((a, b) => a - b)
    if (own.length === 0) return []
    const [low, high] = [own[0] ?? 0, own.at(-1) ?? 0].map((value) => shortNumber(value, 6))
    return own.length === 1 ? [`${name} = ${low}`] : [`${name} = ${low} ... ${high} (${own.length} values)`]
  })
  return {
    text: hypothesis.source.text.trim(),
    tex: formulaTex(hypothesis.expr),
    values: values.join(', '),
    met: points.length > 0 && unmet.length === 0,
    status: status(points.length, unmet.length),
  }
}

function status(points: number, unmet: number): string {
  if (points === 0) return 'not tried: nothing was run for it'
  if (unmet > 0) return points === 1 ? 'not met' : `not met at ${unmet} of ${points} points`
  return points === 1 ? 'met' : `met at all ${points} points`
}
