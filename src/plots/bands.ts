import type { Traces } from '../run/traces.ts'
import type { RunGroup } from './groups.ts'
import { thin } from './thin.ts'

/** What is known of a measure over the seeds of a group at one recorded step. */
export interface BandSample {
  readonly t: number
  /** Finite values, ascending. */
  readonly values: readonly number[]
}

/** The steps of a group, at most `limit` of them, each with the values of its runs. Diverged runs end early. */
export function samples(
  traces: Traces,
  measure: number,
  group: RunGroup,
  limit: number,
  scale: 'log' | 'linear',
): BandSample[] {
  const runs = group.runs.map((run) => ({ times: traces.times(run), values: traces.values(run, measure) }))
  const longest = runs.reduce<readonly number[]>((a, { times }) => (times.length > a.length ? times : a), [])
  return thin(longest, limit, scale).map((k) => {
    const t = longest[k] ?? 0
    const values = runs.flatMap(({ times, values }) => {
      // The schedule of a horizon is one: a run that ended early has its beginning.
      const value = times[k] === t ? values[k] : undefined
      return value !== undefined && Number.isFinite(value) ? [value] : []
    })
    return { t, values: values.sort((a, b) => a - b) }
  })
}
