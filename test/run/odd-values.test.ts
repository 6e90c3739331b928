import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { expect, test } from 'vitest'
import { nodeSystem } from '../../src/machine/system.ts'
import { writeCsv } from '../../src/publish/csv.ts'
import { writeParquet } from '../../src/publish/parquet.ts'
import { digestOf } from '../../src/run/digest.ts'
import { summaryJson } from '../../src/run/summary.ts'
import type { Run, Traces } from '../../src/run/traces.ts'
import { experiment, temporary } from './support.ts'

const odd = [
  0,
  -0,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  5e-324,
  0.1 + 0.2,
  -1.7976931348623157e308,
]
const times = odd.map((_, k) => k + 1)
const of = { ...experiment(), name: 'odd' }

const run = (changes: Partial<Run>): Run => ({
  unit: 'u',
  problem: 'p, "q"',
  optimizer: 'new\nline',
  rule: 'adam',
  dialect: null,
  hyper: {},
  given: {},
  point: 0,
  horizon: 9_007_199_254_740_991,
  seed: 4_294_967_295,
  status: 'finished',
  steps: 8,
  final: [-0],
  x: odd,
  mutantOf: null,
  ...changes,
})

const traces = (runs: readonly Run[], values = odd): Traces => ({
  measures: ['gap'],
  runs,
  times: () => times.slice(0, values.length),
  values: () => Float64Array.from(values),
})

const runs = [
  run({ hyper: { lr: 0.1, k: 'sqrt(d)' }, given: { lr: 7, seed: 1 } }),
  run({ hyper: { lr: -0, k: 2 }, given: { nu: 3 } }),
]

async function parquet(of_: Traces, where = 'true') {
  const path = join(temporary(), 'traces.parquet')
  await writeParquet(of_, of, path)
  const connection = await (await DuckDBInstance.create()).connect()
  return (await connection.runAndReadAll(`select * from '${path}' where ${where}`)).getRowObjects()
}

test('Parquet keeps every bit of the values; columns of the same name are told apart; what is absent is null', async () => {
  const rows = await parquet(traces(runs))
  expect(rows).toHaveLength(16)
  rows.forEach((row, k) => {
    expect(row.value).toBe(odd[k % 8])
  })
  expect(rows[0]).toMatchObject({ experiment: 'odd', problem: 'p, "q"', optimizer: 'new\nline', dialect: null })
  expect(rows[0]).toMatchObject({ lr: 0.1, k: 'sqrt(d)', 'problem.lr': 7, 'problem.seed': 1, nu: null })
  expect(rows[0]).toMatchObject({ horizon: 9_007_199_254_740_991n, seed: 4_294_967_295n, t: 1n, measure: 'gap' })
  expect(rows[8]).toMatchObject({ lr: -0, k: '2', 'problem.lr': null, 'problem.seed': null, nu: 3 })
})

test('a NaN in a row group hides no other row from a query', async () => {
  for (const values of [odd, [Number.NaN, 1, 2], [1, Number.NaN, 2], [2, 1, Number.NaN]]) {
    const ones = values.filter((value) => value > 0.2 && value < 3).length
    expect(await parquet(traces([run({})], values), 'value > 0.2 and value < 3')).toHaveLength(ones)
    expect(await parquet(traces([run({})], values), "value = 'nan'::double")).toHaveLength(1)
  }
})

test('tables of runs that recorded nothing are empty, not broken', async () => {
  expect(await parquet(traces(runs, []))).toEqual([])
  expect(await parquet(traces([]))).toEqual([])
})

test('CSV quotes by RFC 4180 and writes numbers that read back', async () => {
  const path = join(temporary(), 'traces.csv')
  await writeCsv(traces(runs), of, path)
  const text = readFileSync(path, 'utf8')
  const head = 'experiment,problem,optimizer,dialect,lr,k,problem.lr,problem.seed,nu,horizon,seed,t,measure,value\r\n'
  expect(text.startsWith(head)).toBe(true)
  const first = 'odd,"p, ""q""","new\nline",,0.1,sqrt(d),7,1,,9007199254740991,4294967295,'
  const written = [
    '0',
    '-0',
    'NaN',
    'Infinity',
    '-Infinity',
    '5e-324',
    '0.30000000000000004',
    '-1.7976931348623157e+308',
  ]
  const expected = written.map((value, k) => `${first}${k + 1},gap,${value}\r\n`).join('')
  expect(text.slice(head.length, head.length + expected.length)).toBe(expected)
  written.forEach((value, k) => {
    expect(Number(value)).toBe(odd[k])
  })
})

test('summary.json keeps every bit', () => {
  const summary = JSON.parse(summaryJson(of, traces(runs), [{ claim: 'c', slack: Number.POSITIVE_INFINITY }], 'd'))
  expect(summary.runs[0].x.map(Number)).toEqual(odd)
  expect(Object.is(Number(summary.runs[0].final.gap), -0)).toBe(true)
  expect(Object.is(Number(summary.runs[1].hyper.lr), -0)).toBe(true)
  expect(summary.verdicts).toEqual([{ claim: 'c', slack: 'Infinity' }])
})

const digest = (of: Traces) => digestOf(of, nodeSystem)

test('the digest sees every bit, the status and the order, but not which NaN it is', () => {
  const base = digest(traces(runs))
  const other = Float64Array.from(odd)
  new DataView(other.buffer).setUint32(2 * 8, 1, true)
  expect(Number.isNaN(other[2])).toBe(true)
  expect(digest({ ...traces(runs), values: () => other })).toBe(base)
  const digests = [
    base,
    digest(traces(runs, odd.with(0, -0))),
    digest(traces(runs, odd.with(6, 0.3))),
    digest(traces([run({ status: 'diverged' }), run({})])),
    digest(traces([run({}), run({ status: 'diverged' })])),
    digest(traces([run({}), run({ unit: 'v' })])),
    digest(traces([run({}), run({ steps: 9 })])),
  ]
  expect(new Set(digests).size).toBe(7)
})

test('the digest takes as many recorded steps as a page may ask for', () => {
  const long = new Float64Array(1_000_000)
  expect(digest({ ...traces(runs), values: () => long })).toMatch(/^[0-9a-f]{64}$/)
})
