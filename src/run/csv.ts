import { open } from 'node:fs/promises'
import type { Experiment } from '../config/experiment.ts'
import { runColumns } from './table.ts'
import type { Traces } from './traces.ts'

/** A field of RFC 4180; numbers in the shortest form that reads back to the same bits. */
function field(value: string | number | null): string {
  if (value === null) return ''
  const text = Object.is(value, -0) ? '-0' : String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Writes the long table as CSV, run by run. */
export async function writeCsv(traces: Traces, experiment: Experiment, path: string): Promise<void> {
  const columns = runColumns(experiment, traces)
  const file = await open(path, 'w')
  try {
    await file.write(`${[...columns.map((column) => field(column.name)), 't', 'measure', 'value'].join(',')}\r\n`)
    for (const [index, run] of traces.runs.entries()) {
      const lead = columns.map((column) => field(column.of(run))).join(',')
      const times = traces.times(index)
      const rows = traces.measures.map((measure, m) => {
        const values = traces.values(index, m)
        return times.map((t, k) => `${lead},${t},${field(measure)},${field(values[k] ?? null)}\r\n`).join('')
      })
      await file.write(rows.join(''))
    }
  } finally {
    await file.close()
  }
}
