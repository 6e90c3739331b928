import type { BoundClaim } from '../config/claim.ts'
import type { Case } from './case.ts'
import { type Finding, unmeasured } from './finding.ts'
import type { JudgedAt } from './judged-horizons.ts'
import { allRecorded, countOf, type Extreme, extremesSeen, recordedSeen } from './seen.ts'
import { stepsOf } from './span.ts'

/** A measured value that is above an attained bound by rounding alone is not above it: relative. */
export const ROUNDING = 1e-9

/** The values of all runs at one step, and the bound there. */
export interface PointAt {
  readonly horizon: number
  readonly t: number
  readonly bound: number
  /** One a run. */
  readonly values: readonly number[]
}

/** Where each run is furthest above the bound, of the steps after `after` up to `to`: steps that differ from run to run. */
export interface PeakAt {
  readonly horizon: number
  readonly after: number
  readonly to: number
  /** How far each run is above the bound there, in units of the bound's size; below 0 if it is not. */
  readonly excesses: readonly number[]
  /** The bound at these steps. */
  readonly bounds: readonly number[]
  /** What of it is rounding. */
  readonly rounding: number
}

/** What was measured against a bound at one horizon. */
export interface Against {
  readonly horizon: number
  /** At least one. */
  readonly points: readonly PointAt[]
  /** Empty where the steps between records were not looked at, or are all among the points. */
  readonly peaks: readonly PeakAt[]
  /** How many steps the claim speaks of, whether all of them were looked at, and how many were recorded. */
  readonly steps: number
  readonly every: boolean
  readonly recorded: number
}

export const isAgainst = (found: Against | Finding): found is Against => 'points' in found

/** How far a value is above a bound, in units of its size; a bound of 0 has none, and one that is infinite is above everything. */
export const excessOver = (bound: number, value: number): number =>
  bound === Number.POSITIVE_INFINITY ? Number.NEGATIVE_INFINITY : (value - bound) / (bound === 0 ? 1 : Math.abs(bound))

/** What a mean may be at most. */
export const allowed = ({ bound }: Pick<PointAt, 'bound'>): number => bound + ROUNDING * Math.abs(bound)

/** What was measured against the bound at one horizon, or why nothing can be said of it. */
export function againstBound(claim: BoundClaim, matter: Case, at: JudgedAt): Against | Finding {
  const { traces, measure, evaluator, random } = matter
  const { horizon, runs, names } = at
  const n = runs.length
  const steps = stepsOf(claim, names, evaluator)
  if (typeof steps === 'string') return unmeasured('not-measured', n, steps)
  const boundAt = (t: number) => evaluator.evaluate(claim.bound, { ...names, t }) ?? Number.NaN

  const recorded = runs.map((run) => recordedSeen(traces, measure, run, steps))
  const points = new Map<number, PointAt>()
  const add = (t: number, values: readonly number[]): Finding | null => {
    const bound = boundAt(t)
    if (Number.isNaN(bound)) return unmeasured('error', n, `the bound is not a number at t = ${t}`)
    const broken = values.findIndex((value) => !Number.isFinite(value))
    if (broken >= 0) {
      const reason = `${claim.measure} of seed ${runs[broken]?.run.seed} is ${values[broken]} at t = ${t}`
      return unmeasured('error', n, reason)
    }
    points.set(t, { horizon, t, bound, values })
    return null
  }
  for (const [row, { t }] of (recorded[0] ?? []).entries()) {
    const wrong = add(
      t,
      recorded.map((seen) => seen[row]?.value ?? Number.NaN),
    )
    if (wrong) return wrong
  }

  const excessAt = ({ t, value }: Extreme) => {
    const excess = excessOver(boundAt(t), value)
    return Number.isNaN(excess) ? Number.POSITIVE_INFINITY : excess
  }
  const kept = runs.map((run) => extremesSeen(claim, traces, run))
  const peaks: PeakAt[] = []
  if (kept.every((one) => one !== null)) {
    for (const [row, { after, to }] of (kept[0] ?? []).entries()) {
      const extremes = kept.flatMap((one) => one[row] ?? [])
      const [{ t } = { t: to }] = extremes
      // All runs at one step, or all runs the same: then it is a step like those that are recorded.
      const exact = !random || countOf({ from: Math.max(after + 1, steps.from), to: Math.min(to, steps.to) }) === 1
      if (exact) {
        const wrong = points.has(t)
          ? null
          : add(
              t,
              extremes.map(({ value }) => value),
            )
        if (wrong) return wrong
      } else if (claim.statistic === 'every') {
        // The worst of all seeds is that of one of them, at a step that is known.
        const worst = extremes.reduce((a, b) => (excessAt(b) > excessAt(a) ? b : a))
        const wrong = points.has(worst.t) ? null : add(worst.t, [worst.value])
        if (wrong) return wrong
      } else {
        const peak = peakAt(extremes, boundAt)
        if (typeof peak === 'number')
          return unmeasured('error', n, `${claim.measure} or its bound is not a number at t = ${peak}`)
        peaks.push({ horizon, after, to, ...peak })
      }
    }
  }
  if (points.size === 0)
    return unmeasured('not-measured', n, `no step from t = ${steps.from} to ${steps.to} is recorded`)
  const every = kept.every((one) => one !== null) || allRecorded(traces, at, steps)
  return {
    horizon,
    points: [...points.values()].sort((a, b) => a.t - b.t),
    peaks,
    steps: countOf(steps),
    every,
    recorded: recorded[0]?.length ?? 0,
  }
}

/** How far the runs are above the bound, each at its own step; the step where that is not a number. */
function peakAt(
  extremes: readonly Extreme[],
  boundAt: (t: number) => number,
): Pick<PeakAt, 'excesses' | 'bounds' | 'rounding'> | number {
  const bounds = extremes.map(({ t }) => boundAt(t))
  const excesses = extremes.map(({ value }, k) => {
    const bound = bounds[k] as number
    return excessOver(bound, value)
  })
  const broken = excesses.findIndex((excess) => !Number.isFinite(excess))
  if (broken >= 0) return extremes[broken]?.t ?? Number.NaN
  return { excesses, bounds, rounding: bounds.every((bound) => bound !== 0) ? ROUNDING : 0 }
}
