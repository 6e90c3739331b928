import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DuckDBInstance } from '@duckdb/node-api'
import { beforeAll, describe, expect, test } from 'vitest'
import { runColumns } from '../../src/run/table.ts'
import type { Run } from '../../src/run/traces.ts'
import { adamLab, scratch } from '../cli/adam-lab.ts'
import { execute, experiment, temporary } from '../run/support.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const text = readFileSync(join(root, 'docs/data.md'), 'utf8')

/** A Python with what the snippet imports; another than the system's may be named. */
const PYTHON = process.env.ADAM_LAB_PYTHON ?? '/usr/bin/python3'
const MISSING = `${PYTHON} has no pandas with pyarrow, so the snippet for pandas is not run.`
const hasPandas = spawnSync(PYTHON, ['-c', 'import pandas, pyarrow']).status === 0

const folder = scratch()
const result = join(folder, 'results/adopt-toy')

/** The first fenced block of a language. */
function snippet(language: string): string {
  const [, code] = new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``).exec(text) ?? []
  if (code === undefined) throw new Error(`docs/data.md has no block of ${language}`)
  return code
}

/** Rows of the table below a heading: the cells, without the head. */
function table(heading: string): string[][] {
  const [, section = ''] = new RegExp(`\n## ${heading}\n([\\s\\S]*?)(?=\n## |$)`).exec(text) ?? []
  const lines = section.split('\n').filter((line) => line.startsWith('|'))
  return lines.slice(2).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
}

async function query(sql: string): Promise<Record<string, unknown>[]> {
  const connection = await (await DuckDBInstance.create()).connect()
  return (await connection.runAndReadAll(sql)).getRowObjects() as Record<string, unknown>[]
}

interface Row {
  readonly series: string
  readonly t: number
  readonly median: number
  readonly low: number
  readonly high: number
}

/** What the figure draws. */
function drawn(): Row[] {
  const { data } = JSON.parse(readFileSync(join(result, 'plots/trajectory-x1.vl.json'), 'utf8'))
  return data.values
}

/** x1 lies in [-1, 1]: each of two ways of interpolating rounds a difference, a product and a sum of at most 2, 2 and 1. */
const ROUNDING = 2 * (2 ** -52 + 2 ** -52 + 2 ** -53)

/** Every row that is drawn is among those that were computed. */
function expectFigure(computed: readonly Row[]): void {
  const found = new Map(computed.map((row) => [`${row.series} at ${row.t}`, row]))
  const rows = drawn()
  expect(rows.length).toBeGreaterThan(300)
  expect(new Set(rows.map(({ series }) => series)).size).toBe(6)
  for (const row of rows) {
    const own = found.get(`${row.series} at ${row.t}`)
    for (const key of ['median', 'low', 'high'] as const) {
      expect(Math.abs((own?.[key] ?? Number.NaN) - row[key])).toBeLessThanOrEqual(ROUNDING)
    }
  }
  expect(new Set(computed.map(({ series }) => series)).size).toBe(6)
}

beforeAll(async () => {
  const page = join(root, 'configs/adopt-toy.yaml')
  const args = ['run', page, '--out', join(folder, 'results'), '--steps', '2000', '--format', 'both', '--quiet']
  const { code, err } = await adamLab(args)
  if (code === 2) throw new Error(err)
})

describe('docs/data.md', () => {
  test('has the columns of the table in their order, with their types', async () => {
    const columns = table('traces.parquet and traces.csv')
    const documented = columns
      .filter(([name]) => name?.startsWith('`'))
      .map(([name, type]) => [name?.slice(1, -1), type])
    expect(columns.length - documented.length).toBe(2)
    const described = await query(`describe select * from '${join(result, 'traces.parquet')}'`)
    const real = described.map((column) => [column.column_name, column.column_type])
    const settings = real.slice(4, -5)
    expect([...real.slice(0, 4), ...real.slice(-5)]).toEqual(documented)
    expect(settings).toEqual([
      ['lr', 'VARCHAR'],
      ['beta1', 'DOUBLE'],
      ['beta2', 'DOUBLE'],
      ['eps', 'DOUBLE'],
      ['k', 'DOUBLE'],
    ])
    const [head] = readFileSync(join(result, 'traces.csv'), 'utf8').split('\r\n', 1)
    expect(head?.split(',')).toEqual(real.map(([name]) => name))
  })

  test('says what becomes of a setting whose name is taken', async () => {
    const page = experiment()
    const { traces } = await execute(page, temporary())
    const runs = traces.runs.map(
      (run) => Object.create(run, { hyper: { value: { ...run.hyper, t: 1, nu: 2 } } }) as Run,
    )
    const names = runColumns(page, { ...traces, runs }).map(({ name }) => name)
    expect(names).toContain('optimizer.t')
    expect(names).toContain('problem.nu')
  })

  test('names the keys of summary.json', () => {
    const summary = JSON.parse(readFileSync(join(result, 'summary.json'), 'utf8'))
    const rows = table('summary.json')
    const names = (cell: string) => [...cell.matchAll(/`([A-Za-z0-9]+)`/g)].map(([, name]) => name)
    expect(rows.flatMap(([key = '']) => names(key)).sort()).toEqual(Object.keys(summary).sort())
    const documented = (key: string) => names(rows.find(([name]) => name === `\`${key}\``)?.[1] ?? '')
    for (const key of ['claims', 'verdicts', 'runs'])
      for (const entry of summary[key]) for (const name of Object.keys(entry)) expect(documented(key)).toContain(name)
    expect(documented('claims')).toEqual(Object.keys(summary.claims[0]))
    const mutant = summary.runs.find((run: object) => 'mutantOf' in run)
    expect(documented('runs').filter((name) => !/^(finished|diverged|error)$/.test(name ?? ''))).toEqual(
      Object.keys(mutant),
    )
    expect(documented('verdicts').sort()).toEqual(Object.keys(summary.verdicts[0]).sort())
  })

  test('the query for DuckDB gives the numbers of the figure', async () => {
    const rows = await query(snippet('sql').replace("'results/", `'${folder}/results/`))
    expectFigure(rows.map((row) => ({ ...row, t: Number(row.t) }) as unknown as Row))
  })

  test('so does the snippet for pandas', ({ skip }) => {
    skip(!hasPandas, MISSING)
    const code = `${snippet('python')}\nprint(band.reset_index().to_csv(index=False, sep="|"), end="")\n`
    const out = execFileSync(PYTHON, ['-c', code], { cwd: folder, encoding: 'utf8' })
    const [, ...lines] = out.trim().split('\n')
    expectFigure(
      lines.map((line) => {
        const [series = '', t, median, low, high] = line.split('|')
        return { series, t: Number(t), median: Number(median), low: Number(low), high: Number(high) }
      }),
    )
  })
})
