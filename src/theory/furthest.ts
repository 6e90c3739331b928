import type { LimitClaim } from '../config/claim.ts'
import type { Case } from './case.ts'
import type { JudgedAt } from './judged-horizons.ts'
import { allRecorded, extremesSeen, recordedSeen, type Seen } from './seen.ts'
import { isOneStep, type Steps } from './span.ts'

/** The value of each run that a limit is judged by, and how much of the span was looked at. */
export interface Furthest {
  readonly values: readonly Seen[]
  /** Whether every step of the span was seen, and not the recorded ones alone. */
  readonly every: boolean
  /** How many steps of the span are recorded. */
  readonly recorded: number
}

/**
 * Of each run the value at the one step that a limit speaks of, or the one of its window that is furthest from the prediction; a
 * sentence where there is none.
 */
export function furthest(
  claim: LimitClaim,
  { traces, measure }: Case,
  at: JudgedAt,
  steps: Steps,
  predicted: number,
): Furthest | string {
  const { runs, horizon } = at
  const away = ({ value }: Seen) => (Number.isNaN(value) ? Number.POSITIVE_INFINITY : Math.abs(value - predicted))
  const last = isOneStep(claim) ? steps.to === horizon : !Number.isFinite(predicted)
  const values: Seen[] = []
  let kept = true
  let recorded = 0
  for (const run of runs) {
    if (last) {
      values.push({ t: horizon, value: run.run.final[measure] ?? Number.NaN })
      continue
    }
    const seen = recordedSeen(traces, measure, run, steps)
    const extremes = extremesSeen(claim, traces, run)
    recorded = seen.length
    kept &&= extremes !== null
    // What a run kept is of its whole window so far, so the last of them says all.
    const all = [...seen, ...(extremes?.slice(-1) ?? [])]
    const [first, ...others] = all
    if (!first) return `no step from t = ${steps.from} to ${steps.to} is recorded`
    values.push(others.reduce((a, b) => (away(b) > away(a) || (away(b) === away(a) && b.t < a.t) ? b : a), first))
  }
  return { values, every: last || kept || allRecorded(traces, at, steps), recorded }
}
