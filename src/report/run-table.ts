import { quantileSorted } from 'simple-statistics'
import { type Group, groupRuns } from '../plots/groups.ts'
import { groupLabels } from '../plots/labels.ts'
import type { Traces } from '../run/traces.ts'

/** Final values of a measure over the seeds that finished: quartiles and median; null where none did. */
export interface Summary {
  readonly median: number | null
  readonly low: number | null
  readonly high: number | null
}

/** Runs that differ in the seed only. */
export interface RunRow {
  readonly label: string
  readonly runs: number
  readonly diverged: number
  readonly failed: number
  /** In the order of `RunTable.measures`. */
  readonly finals: readonly Summary[]
}

export interface RunTable {
  readonly measures: readonly string[]
  readonly rows: readonly RunRow[]
  /** Rows left out because there are too many to read. */
  readonly hidden: number
  readonly total: number
  readonly diverged: number
  readonly failed: number
  /** Runs of mutants; they are in the verdicts only. */
  readonly mutants: number
}

const MAX_ROWS = 150

function summary(traces: Traces, group: Group, measure: number): Summary {
  const finals = group.finished.map((run) => traces.runs[run]?.final[measure] ?? Number.NaN)
  const values = finals.filter((v) => !Number.isNaN(v)).sort((a, b) => a - b)
  if (values.length === 0) return { median: null, low: null, high: null }
  const [low = null, median = null, high = null] = [0.25, 0.5, 0.75].map((p) => quantileSorted(values, p))
  return { median, low, high }
}

/** What became of the runs. */
export function runTable(traces: Traces): RunTable {
  const groups = groupRuns(traces)
  const labels = groupLabels(groups)
  const own = traces.runs.filter((run) => run.mutantOf === null)
  const ended = (runs: readonly { status: string }[], status: string) => runs.filter((r) => r.status === status).length
  const rows = groups.slice(0, MAX_ROWS).map((group, k) => {
    const members = group.runs.flatMap((run) => traces.runs[run] ?? [])
    return {
      label: labels[k]?.full ?? group.optimizer,
      runs: members.length,
      diverged: ended(members, 'diverged'),
      failed: ended(members, 'error'),
      finals: traces.measures.map((_, measure) => summary(traces, group, measure)),
    }
  })
  return {
    measures: traces.measures,
    rows,
    hidden: groups.length - rows.length,
    total: own.length,
    diverged: ended(own, 'diverged'),
    failed: ended(own, 'error'),
    mutants: traces.runs.length - own.length,
  }
}

/** What became of all runs, in a sentence. */
export const runsSentence = (runs: RunTable): string =>
  `${runs.total} runs: ${runs.diverged} diverged, ${runs.failed} failed${runs.mutants > 0 ? `; ${runs.mutants} more of mutants` : ''}. ` +
  'Final values: median over the seeds that finished, with quartiles.'
