import type { SchemaElement } from 'hyparquet'
import { fileWriter, ParquetWriter } from 'hyparquet-writer'
import type { Experiment } from '../config/experiment.ts'
import { type Column, runColumns } from './table.ts'
import type { Run, Traces } from './traces.ts'

/** Rows that are collected before they are written. */
const ROW_GROUP = 100_000

type ParquetColumn = Pick<Column, 'name' | 'type'>

function element({ name, type }: ParquetColumn): SchemaElement {
  if (type === 'text') return { name, type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' }
  return { name, type: type === 'integer' ? 'INT64' : 'DOUBLE', repetition_type: 'OPTIONAL' }
}

/** Writes the long table as Parquet, in row groups, so that memory does not grow with the number of rows. */
export async function writeParquet(traces: Traces, experiment: Experiment, path: string): Promise<void> {
  const fixed = runColumns(experiment, traces)
  const columns: ParquetColumn[] = [
    ...fixed,
    { name: 't', type: 'integer' },
    { name: 'measure', type: 'text' },
    { name: 'value', type: 'number' },
  ]
  const schema: SchemaElement[] = [{ name: 'root', num_children: columns.length }, ...columns.map(element)]
  const writer = new ParquetWriter({ writer: fileWriter(path), schema, createdBy: 'adam-lab' })
  let rows: unknown[][] = columns.map(() => [])
  const flush = async () => {
    const length = rows[0]?.length ?? 0
    if (length > 0) {
      await writer.write({
        columnData: columns.map(({ name }, k) => ({ name, data: rows[k] ?? [] })),
        rowGroupSize: length,
      })
    }
    rows = columns.map(() => [])
  }
  for (const [index, run] of traces.runs.entries()) {
    const lead = fixed.map((column) => cell(column, run))
    const times = traces.times(index)
    for (const [m, measure] of traces.measures.entries()) {
      const values = traces.values(index, m)
      times.forEach((t, k) => {
        const row = [...lead, BigInt(t), measure, values[k]]
        row.forEach((value, column) => {
          rows[column]?.push(value)
        })
      })
      if ((rows[0]?.length ?? 0) >= ROW_GROUP) await flush()
    }
  }
  await flush()
  await writer.finish()
}

function cell(column: Column, run: Run): string | number | bigint | null {
  const value = column.of(run)
  return column.type === 'integer' && typeof value === 'number' ? BigInt(value) : value
}
