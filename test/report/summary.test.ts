import { describe, expect, test } from 'vitest'
import { readSummary } from '../../src/report/summary.ts'
import { summaryJson } from '../../src/run/summary.ts'
import { fakeTraces, trajectory } from '../plots/fixture.ts'
import { reportInput, verdict } from './fixture.ts'

const ODD = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0, 5e-324, 0.1 + 0.2]

const written = (): string => {
  const traces = fakeTraces([
    ...ODD.map((value, seed) => ({
      seed,
      hyper: { lr: '1/t', beta2: 0.9 },
      given: { d: 2 },
      values: { gap: () => value },
    })),
    { mutantOf: 'adopt/limit', dialect: 'v_t', status: 'diverged' as const, values: { gap: () => 1 } },
  ])
  const { experiment } = reportInput({ plots: [trajectory()] })
  const odd = verdict({
    slack: Number.POSITIVE_INFINITY,
    interval: [Number.NEGATIVE_INFINITY, -0],
    measured: Number.NaN,
  })
  return summaryJson(experiment, traces, [odd], 'digest')
}

const broken = (
  change: (summary: { verdicts: Record<string, unknown>[]; runs: Record<string, unknown>[] }) => void,
) => {
  const value = JSON.parse(written())
  change(value)
  return readSummary(JSON.stringify(value))
}

describe('a summary', () => {
  test('reads back as it was written, to the last bit', () => {
    const summary = readSummary(written())
    if (typeof summary === 'string') throw new Error(summary)
    expect(summary).toMatchObject({ experiment: 'adopt-toy', digest: 'digest', plots: ['gap'] })
    expect(summary.claims).toEqual([
      {
        id: 'adopt/limit',
        title: 'ADOPT reaches the optimum',
        source: 'taniguchi2024, section 5',
        statement: 'ADOPT converges for every beta2.',
      },
    ])
    const own = summary.runs.filter(({ mutantOf }) => mutantOf === null)
    expect(own.map((run) => run.final.gap)).toEqual(ODD)
    expect(own[0]).toMatchObject({ hyper: { lr: '1/t', beta2: 0.9 }, given: { d: 2 }, horizon: 1000, seed: 0 })
    expect(summary.runs.at(-1)).toMatchObject({ mutantOf: 'adopt/limit', dialect: 'v_t', status: 'diverged' })
    const [only] = summary.verdicts
    expect([only?.slack, only?.measured, ...(only?.interval ?? [])]).toEqual([
      Number.POSITIVE_INFINITY,
      Number.NaN,
      Number.NEGATIVE_INFINITY,
      -0,
    ])
  })
  test('of the published reference run has verdicts and no runs', () => {
    const claim = { id: 'a', title: null, source: null, statement: 'S', verdicts: [verdict({ claim: 'a' })] }
    const published = {
      schema: 'adam-lab/claims/1',
      page: 'experiments/a.yaml',
      title: 'T',
      digest: 'd',
      claims: [claim],
    }
    expect(readSummary(JSON.stringify(published))).toMatchObject({
      experiment: 'experiments/a.yaml',
      plots: null,
      runs: [],
      verdicts: [{ claim: 'a', status: 'holds' }],
      claims: [{ id: 'a', statement: 'S' }],
    })
  })
  test('of an older version has neither claims nor names of figures', () => {
    const { claims: _, plots: __, ...old } = JSON.parse(written())
    expect(readSummary(JSON.stringify(old))).toMatchObject({ claims: [], plots: null })
  })
  test.each([
    ['', 'it is not JSON'],
    ['[]', /^at '': /],
    ['{"schema": "other/1"}', 'it does not say that it is an adam-lab summary'],
    ['{}', 'it does not say that it is an adam-lab summary'],
  ])('%j is none', (text, why) =>
    expect(readSummary(text)).toEqual(typeof why === 'string' ? why : expect.stringMatching(why)),
  )
  test('with something else in it is none, and the place is named', () => {
    expect(broken(({ verdicts }) => Object.assign(verdicts[0] ?? {}, { status: 'fine' }))).toMatch(
      /^at 'verdicts\.0\.status': /,
    )
    expect(broken(({ runs }) => Object.assign(runs[1] ?? {}, { final: { gap: 'much' } }))).toMatch(
      /^at 'runs\.1\.final\.gap': /,
    )
  })
})
