import { setImmediate } from 'node:timers/promises'
import type { SchemaElement } from 'hyparquet'
import { fileWriter, ParquetWriter } from 'hyparquet-writer'
import type { Experiment } from '../config/experiment.ts'
import { type Column, runColumns } from '../run/table.ts'
import type { Run, Traces } from '../run/traces.ts'

/** Rows that are collected before they are written. */
const ROW_GROUP = 100_000

type Cell = string | number | bigint | null
type ParquetColumn = Pick<Column, 'name' | 'type'>

const PER_ROW: readonly ParquetColumn[] = [
  { name: 't', type: 'integer' },
  { name: 'measure', type: 'text' },
  { name: 'value', type: 'number' },
]

function element({ name, type }: ParquetColumn): SchemaElement {
  if (type === 'text') return { name, type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' }
  return { name, type: type === 'integer' ? 'INT64' : 'DOUBLE', repetition_type: 'OPTIONAL' }
}

/**
 * Values keep every bit: the library's dictionaries, which serve the other columns, hold 0 and -0 as one. Values have no
 * statistics: these leave NaN out, and readers that trust them (DuckDB) then take a NaN for a number within the bounds.
 */
function storage({ name }: ParquetColumn) {
  return name === 'value' ? { encoding: 'PLAIN' as const, statistics: false } : {}
}

/**
 * Writes the long table as Parquet, in row groups, so that memory does not grow with the number of rows.
 *
 * @throws the system's error if it cannot be written, and the reason of the signal if it is aborted
 */
export async function writeParquet(
  traces: Traces,
  experiment: Experiment,
  path: string,
  signal?: AbortSignal,
): Promise<void> {
  const fixed = runColumns(experiment, traces)
  const columns = [...fixed, ...PER_ROW]
  const schema: SchemaElement[] = [{ name: 'root', num_children: columns.length }, ...columns.map(element)]
  const writer = new ParquetWriter({ writer: fileWriter(path), schema, createdBy: 'adam-lab' })
  for (const rows of rowGroups(traces, fixed)) {
    const columnData = columns.map((column, k) => ({ name: column.name, data: rows[k] ?? [], ...storage(column) }))
    await writer.write({ columnData, rowGroupSize: rows[0]?.length ?? 0 })
    await setImmediate()
    signal?.throwIfAborted()
  }
  await writer.finish()
}

/** The rows, a group at a time: the cells of each column. */
function* rowGroups(traces: Traces, fixed: readonly Column[]): Generator<Cell[][]> {
  const empty = (): Cell[][] => Array.from({ length: fixed.length + PER_ROW.length }, () => [])
  let rows = empty()
  for (const [index, run] of traces.runs.entries()) {
    const lead = fixed.map((column) => cell(column, run))
    const times = traces.times(index).map(BigInt)
    for (const [m, measure] of traces.measures.entries()) {
      const constant: Cell[] = [...lead, null, measure]
      const values = traces.values(index, m)
      rows.forEach((column, k) => {
        const value = constant[k] ?? null
        for (let row = 0; row < times.length; row++) {
          if (k === fixed.length) column.push(times[row] as bigint)
          else column.push(k < constant.length ? value : (values[row] as number))
        }
      })
      if ((rows[0]?.length ?? 0) < ROW_GROUP) continue
      yield rows
      rows = empty()
    }
  }
  if ((rows[0]?.length ?? 0) > 0) yield rows
}

function cell(column: Column, run: Run): Cell {
  const value = column.of(run)
  return column.type === 'integer' && typeof value === 'number' ? BigInt(value) : value
}
