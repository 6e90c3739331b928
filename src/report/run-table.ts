import { groupRuns, type RunGroup } from '../plots/groups.ts'
import { groupLabels } from '../plots/labels.ts'
import type { Traces } from '../run/traces.ts'
import { quantile } from '../stats/quantile.ts'

/** Final values of a measure over the seeds that finished: quartiles and median; null where none did. */
export interface RunSummary {
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
  readonly finals: readonly RunSummary[]
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

function summary(traces: Traces, group: RunGroup, measure: number): RunSummary {
  const finals = group.finished.map((run) => traces.runs.at(run)?.final[measure] ?? Number.NaN)
  const values = finals.filter((v) => !Number.isNaN(v)).sort((a, b) => a - b)
  const [low = null, median = null, high = null] = [0.25, 0.5, 0.75].map((p) => quantile(values, p))
  return { median, low, high }
}

/** What became of the runs. */
export function runTable(traces: Traces): RunTable {
  const groups = groupRuns(traces)
  const labels = groupLabels(groups)
  const count = (runs: readonly number[]) => {
    const by = { finished: 0, diverged: 0, error: 0 }
    for (const run of runs) by[traces.runs.at(run)?.status ?? 'error']++
    return by
  }
  const counts = groups.map(({ runs }) => count(runs))
  const sum = (of: (one: ReturnType<typeof count>) => number) => counts.reduce((total, one) => total + of(one), 0)
  const total = groups.reduce((all, { runs }) => all + runs.length, 0)
  const rows = groups.slice(0, MAX_ROWS).map((group, k) => {
    const ended = counts[k] ?? count([])
    return {
      label: labels[k]?.full ?? group.optimizer,
      runs: group.runs.length,
      diverged: ended.diverged,
      failed: ended.error,
      finals: traces.measures.map((_, measure) => summary(traces, group, measure)),
    }
  })
  return {
    measures: traces.measures,
    rows,
    hidden: groups.length - rows.length,
    total,
    diverged: sum((one) => one.diverged),
    failed: sum((one) => one.error),
    mutants: traces.runs.length - total,
  }
}

/** What became of all runs, in a sentence. */
export const runsSentence = (runs: RunTable): string =>
  `${runs.total} runs: ${runs.diverged} diverged, ${runs.failed} failed${runs.mutants > 0 ? `; ${runs.mutants} more of mutants` : ''}. ` +
  'Final values: median over the seeds that finished, with quartiles.'
