import { conditionNames } from '../compose/tallies/condition.ts'
import type { Claim, RunHypothesis } from '../config/claim.ts'
import type { Traces } from '../run/traces.ts'
import { short } from './digits.ts'
import type { Evaluator } from './evaluator.ts'
import type { Replicate, Sample } from './sample.ts'

/** How a hypothesis on a run is called in a sentence. */
export const duringInWords = ({ condition, share }: RunHypothesis): string => {
  const text = condition.source.text.trim()
  return share === null ? `always ${text}` : `${text} in a share of at least ${share.source.text.trim()} of the steps`
}

/** How a run breaks a hypothesis on it, as a sentence; null if it meets it. */
export function brokenBy(
  claim: Claim,
  hypothesis: RunHypothesis,
  traces: Traces,
  { index, run }: Replicate,
  evaluator: Evaluator,
): string | null {
  const names = conditionNames(claim, hypothesis)
  const last = (name: string) => traces.tally?.(index, name)?.at(-1) ?? Number.NaN
  const [met, asked, failed] = [last(names.met), last(names.asked), last(names.failed)]
  const said = `the hypothesis ${duringInWords(hypothesis)} is not met`
  if (Number.isNaN(asked)) return `${said}: nothing was looked at`
  if (hypothesis.share === null) return failed === 0 ? null : `${said} at t = ${failed} of seed ${run.seed}`
  const least = evaluator.evaluate(hypothesis.share, evaluator.constants(run)) ?? Number.NaN
  return met >= least * asked ? null : `${said}: ${short(met / asked)} of seed ${run.seed}`
}

/** A sample without the runs that break a hypothesis on them; null if none is left, with a sentence in either case. */
export function meetingRuns(
  claim: Claim,
  sample: Sample,
  traces: Traces,
  evaluator: Evaluator,
): { readonly sample: Sample | null; readonly broken: string | null } {
  if (claim.during.length === 0) return { sample, broken: null }
  let first: string | null = null
  let count = 0
  const total = sample.ladder.reduce((sum, { runs }) => sum + runs.length, 0)
  const meets = (run: Replicate): boolean => {
    for (const hypothesis of claim.during) {
      const broken = brokenBy(claim, hypothesis, traces, run, evaluator)
      if (broken === null) continue
      first ??= broken
      count++
      return false
    }
    return true
  }
  const ladder = sample.ladder
    .map(({ horizon, runs }) => ({ horizon, runs: runs.filter(meets) }))
    .filter(({ runs }) => runs.length > 0)
  const { runs = [] } = ladder.at(-1) ?? {}
  const broken = first === null ? null : `${first}, ${count} of ${total} runs do not meet it`
  return { sample: runs.length === 0 ? null : { ...sample, ladder, runs }, broken }
}
