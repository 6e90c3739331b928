import { extremeNames } from '../compose/tallies/tally.ts'
import type { BoundClaim, LimitClaim } from '../config/claim.ts'
import type { Traces } from '../run/traces.ts'
import type { JudgedAt } from './judged-horizons.ts'
import type { Replicate } from './sample.ts'
import type { Steps } from './span.ts'

/** A value of a run and its step. */
export interface Seen {
  readonly t: number
  readonly value: number
}

/** The extreme that a run kept between two records: of the steps after `after` up to `to`. */
export interface Extreme extends Seen {
  readonly after: number
  readonly to: number
}

/** What was recorded of a run at the steps that are meant. */
export function recordedSeen(traces: Traces, measure: number, { index }: Replicate, { from, to }: Steps): Seen[] {
  const values = traces.values(index, measure)
  return traces.times(index).flatMap((t, row) => {
    const value = values[row]
    return t >= from && t <= to && value !== undefined ? [{ t, value }] : []
  })
}

/** The extremes that a run kept for a claim, one for each record; null if it kept none. */
export function extremesSeen(
  claim: BoundClaim | LimitClaim,
  traces: Traces,
  { index }: Replicate,
): readonly Extreme[] | null {
  const names = extremeNames(claim)
  const [at, value] = [names.at, names.value].map((name) => traces.tally?.(index, name) ?? null)
  if (!at || !value) return null
  const times = traces.times(index)
  return times.flatMap((to, row) => {
    const t = at[row] ?? 0
    return t > 0 ? [{ t, value: value[row] ?? Number.NaN, after: times[row - 1] ?? 0, to }] : []
  })
}

/** Whether every step that is meant was recorded. */
export function allRecorded(traces: Traces, { runs: [lead] }: JudgedAt, { from, to }: Steps): boolean {
  const [first, last] = [Math.max(1, Math.ceil(from)), Math.floor(to)]
  const times = lead ? traces.times(lead.index) : []
  return times.filter((t) => t >= first && t <= last).length === last - first + 1
}

/** How many steps are meant. */
export const countOf = ({ from, to }: Steps): number => Math.floor(to) - Math.max(1, Math.ceil(from)) + 1
