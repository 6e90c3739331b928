import { type FileHandle, open } from 'node:fs/promises'
import type { Experiment } from '../config/experiment.ts'
import { runColumns } from '../run/table.ts'
import type { Traces } from '../run/traces.ts'
import { csvField } from '../text/csv.ts'

/** Characters that are collected before they are written. */
const CHUNK = 1 << 20

/**
 * Writes the long table as CSV, run by run.
 *
 * @throws the system's error if it cannot be written, and the reason of the signal if it is aborted
 */
export async function writeCsv(
  traces: Traces,
  experiment: Experiment,
  path: string,
  signal?: AbortSignal,
): Promise<void> {
  const file = await open(path, 'w')
  await writeRows(file, traces, experiment, signal).finally(() => file.close())
}

async function writeRows(
  file: FileHandle,
  traces: Traces,
  experiment: Experiment,
  signal?: AbortSignal,
): Promise<void> {
  const columns = runColumns(experiment, traces)
  const names = traces.measures.map(csvField)
  let text = `${[...columns.map((column) => csvField(column.name)), 't', 'measure', 'value'].join(',')}\r\n`
  for (const [index, run] of traces.runs.entries()) {
    const lead = columns.map((column) => csvField(column.of(run))).join(',')
    const times = traces.times(index)
    for (const [m, name] of names.entries()) {
      const values = traces.values(index, m)
      text += times.map((t, k) => `${lead},${t},${name},${csvField(values[k] ?? null)}\r\n`).join('')
      if (text.length < CHUNK) continue
      // Unlike `write`, `appendFile` writes all of it or fails.
      await file.appendFile(text)
      signal?.throwIfAborted()
      text = ''
    }
  }
  await file.appendFile(text)
}
