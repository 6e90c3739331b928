import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { beforeAll, describe, expect, test } from 'vitest'
import { writeCsv } from '../../src/publish/csv.ts'
import { writeParquet } from '../../src/publish/parquet.ts'
import type { Execution } from '../../src/run/run.ts'
import { summaryJson } from '../../src/run/summary.ts'
import { execute, experiment, temporary } from './support.ts'

const of = experiment()
const out = temporary()
let done: Execution
beforeAll(async () => {
  done = await execute(of, out)
})

/** All rows as (optimizer, nu, seed, t, measure, value). */
function rows() {
  const { traces } = done
  return traces.runs.flatMap((run, index) =>
    traces.measures.flatMap((measure, m) =>
      traces.times(index).map((t, k) => ({ run, t, measure, value: traces.values(index, m)[k] as number })),
    ),
  )
}

async function query(sql: string): Promise<unknown[][]> {
  const connection = await (await DuckDBInstance.create()).connect()
  return (await connection.runAndReadAll(sql)).getRows() as unknown[][]
}

describe('traces.parquet, read by DuckDB', () => {
  const path = join(out, 'traces.parquet')
  beforeAll(() => writeParquet(done.traces, of, path))

  test('has every row, with every value bit for bit', async () => {
    const read = await query(
      `select optimizer, "problem.nu", lr, seed, t, measure, value, experiment from '${path}'`.replace(
        '"problem.nu"',
        'nu',
      ),
    )
    const expected = rows().map(({ run, t, measure, value }) => [
      run.optimizer,
      run.given.nu,
      run.hyper.lr,
      BigInt(run.seed),
      BigInt(t),
      measure,
      value,
      'sample',
    ])
    expect(read.length).toBe(expected.length)
    expect(read.length).toBeGreaterThan(1000)
    expect(read).toEqual(expected)
  })
  test('has nulls where an optimizer has no such hyperparameter', async () => {
    expect(await query(`select distinct optimizer, beta2 from '${path}' order by 1`)).toEqual([
      ['adam', 0.999],
      ['sgd', null],
    ])
  })
})

describe('traces.csv', () => {
  const path = join(out, 'traces.csv')
  beforeAll(() => writeCsv(done.traces, of, path))

  test('reads back to the same bits, in DuckDB and as text', async () => {
    const text = readFileSync(path, 'utf8').split('\r\n')
    const values = text.slice(1, -1).map((line) => Number(line.slice(line.lastIndexOf(',') + 1)))
    expect(values).toEqual(rows().map((row) => row.value))
    const [[count, total] = []] = await query(`select count(*), count(distinct seed) from read_csv('${path}')`)
    expect([count, total]).toEqual([BigInt(values.length), 8n])
  })
})

describe('summary.json', () => {
  test('has every run with its status, and numbers that read back to the same bits', () => {
    const summary = JSON.parse(summaryJson(of, done.traces, [], done.digest))
    expect(summary).toMatchObject({
      schema: 'adam-lab/summary/1',
      experiment: 'sample',
      digest: done.digest,
      verdicts: [],
    })
    expect(summary.runs).toHaveLength(48)
    summary.runs.forEach((run: { final: Record<string, unknown>; x: unknown[]; status: string }, index: number) => {
      const expected = done.traces.runs.at(index)
      expect(run.status).toBe(expected?.status)
      expect(Object.values(run.final).map(Number)).toEqual(expected?.final)
      expect(run.x.map(Number)).toEqual(expected?.x)
    })
  })
})
