import { describe, expect, it } from 'vitest'
import type { Verdict } from '../../src/run/verdict.ts'
import { found, mistakesOf, verdictsOf } from './page.ts'

describe('a limit', () => {
  // With a long period the iterate is thrown to the other wall by each large gradient, and comes back.
  const page = (steps: number) => `
name: oscillation
problem: {use: acprop-1, P: 1000}
optimizers: {use: acprop, lr: 0.5/sqrt(t), beta1: 0.5, beta2: 0.9, eps: 0}
steps: ${steps}
record: 20
measures: {x: "x[1]"}
claims:
  - {id: window, judge: limit, measure: x, predict: -1, within: 0.05}
  - {id: last, judge: limit, measure: x, predict: -1, within: 0.05, at: T}
`
  it('is looked for at every step of its window, so an oscillation fails it in each of its phases', async () => {
    const before = await verdictsOf(page(100_001))
    const after = await verdictsOf(page(100_500))
    expect([before.last?.status, after.last?.status]).toEqual(['holds', 'violated'])
    for (const [{ window }, last] of [
      [before, 'last 25,001 steps up to T = 100001'],
      [after, 'last 25,125 steps up to T = 100500'],
    ] as const) {
      expect(window).toMatchObject({ status: 'violated', measured: 1 })
      expect(window?.reason).toContain(`at every one of the ${last}`)
    }
  })

  const spike = (claim: string, record = '3') => `
name: spike
problem: {name: still, d: 1, start: 1, objective: "0 * x[1]"}
optimizers: {use: sgd, lr: 1}
steps: 1000
record: ${record}
measures: {y: "t == 800 ? 3 : t == 700 ? 9 : 1"}
claims: [{id: y, judge: limit, measure: y, predict: 1, within: 0.5${claim}}]
`
  it('has the last quarter as its window unless it says otherwise', async () => {
    const y = async (claim: string) => (await verdictsOf(spike(claim))).y
    expect(await y('')).toMatchObject({ status: 'violated', measured: 3 })
    expect(await y(', window: 200')).toMatchObject({ status: 'holds', measured: 1 })
    expect(await y(', window: 201')).toMatchObject({ status: 'violated', measured: 3 })
    expect(await y(', window: T / 2')).toMatchObject({ status: 'violated', measured: 9 })
    expect(await y(', at: T')).toMatchObject({ status: 'holds' })
    expect(await y(', at: 700')).toMatchObject({ status: 'violated', measured: 9 })
    expect(await y(', window: 0')).toMatchObject({ status: 'not-measured' })
  })

  it('is the same with all steps recorded', async () => {
    const all = '{points: 1000, scale: linear}'
    for (const claim of ['', ', window: 200', ', window: 201', ', window: T / 2', ', at: 700']) {
      const [kept, recorded] = [await verdictsOf(spike(claim)), await verdictsOf(spike(claim, all))]
      expect(kept.y).toEqual(recorded.y)
    }
  })

  it('of noise is that of the runs, which stray further than their median', async () => {
    const noise = (claim: string) => `
name: noise
problem: {name: still, d: 1, start: 0, objective: "0 * x[1]", noise: {use: gaussian, sigma: 1}}
optimizers: {use: sgd, lr: 1e-9}
steps: 400
seeds: 80
record: 5
measures: {g: "g[1]"}
claims: [{id: g, judge: limit, measure: g, predict: 0, ${claim}}]
`
    expect((await verdictsOf(noise('within: 1, at: T'))).g?.status).toBe('holds')
    const strays = (await verdictsOf(noise('within: 1'))).g
    expect(strays?.status).toBe('violated')
    expect(strays?.reason).toContain('the largest distance of g from 0 at every one of the last 100 steps')
    // The largest of 100 normal numbers is about 2.75 in size.
    expect((await verdictsOf(noise('within: 5'))).g?.status).toBe('holds')
  })
})

describe('a bound', () => {
  const peaks = (bound: string, record = '5', measure = 't == 37 ? 5 : t == 38 ? 1e-3 : 0.5') => `
name: peaks
problem: {name: still, d: 1, start: 1, objective: "0 * x[1]"}
optimizers: {use: sgd, lr: 1}
steps: 1000
record: ${record}
measures: {y: "${measure}"}
claims: [{id: y, judge: bound, measure: y, bound: "${bound}"}]
`
  const verdict = async (...of: Parameters<typeof peaks>) => (await verdictsOf(peaks(...of))).y

  it('sees the peaks between two records', async () => {
    expect(await verdict('1')).toMatchObject({ status: 'violated', measured: 5, predicted: 1 })
    expect(await verdict('6')).toMatchObject({ status: 'holds', slack: 1.2 })
    expect((await verdict('6'))?.reason).toContain('at every one of the 1,000 steps up to T = 1000')
  })

  it('is the same with all steps recorded, whatever the sign of the bound', async () => {
    const all = '{points: 1000, scale: linear}'
    // A ratio to a bound below 0 says nothing.
    const slack = (of: Verdict | undefined) => ((of?.predicted ?? 0) < 0 ? null : of?.slack)
    for (const bound of [
      '6',
      '1',
      't / 7',
      '10 / t',
      't == 37 ? 9 : 1',
      't < 40 ? Infinity : 0.4',
      '0',
      '-1 / t',
      '-1',
    ]) {
      const [kept, recorded] = [await verdict(bound), await verdict(bound, all)]
      expect([bound, kept?.status, kept?.predicted, kept?.measured, slack(kept)]).toEqual([
        ...[bound, recorded?.status, recorded?.predicted, recorded?.measured, slack(recorded)],
      ])
    }
  })

  it('is an error where the measure or the bound is not a number between two records', async () => {
    expect(await verdict('1', '5', '0 / (t - 37)')).toMatchObject({ status: 'error' })
    expect(await verdict('t == 37 ? 0/0 : 1', '5', '0.5')).toMatchObject({ status: 'error' })
  })

  it('in the mean holds where the mean of the peaks does, and is open where single runs alone are above it', async () => {
    // E x_t^2 = t: at most T at every step. A run alone is far above it, so its peaks show nothing.
    const walk = (bound: string, record: string) => `
name: walk
problem: {name: still, d: 5, start: 0, objective: "0 * x[1]", noise: {use: gaussian, sigma: 1}}
optimizers: {use: sgd, lr: 1}
steps: 200
seeds: 400
record: ${record}
measures: {square: "mean(x^2)"}
claims: [{id: walk, judge: bound, measure: square, bound: "${bound}"}]
`
    const all = '{points: 200, scale: linear}'
    expect((await verdictsOf(walk('2 * T', '4'))).walk).toMatchObject({
      status: 'holds',
      reason: expect.stringContaining('at every one of the 200 steps'),
    })
    const open = (await verdictsOf(walk('1.13 * T', '4'))).walk
    expect(open).toMatchObject({ status: 'inconclusive' })
    expect(open?.reason).toContain(`record: ${all}`)
    expect((await verdictsOf(walk('1.13 * T', all))).walk?.status).toBe('holds')
    // Peaks of single runs are no violation either.
    expect((await verdictsOf(walk('0.8 * T', '4'))).walk?.status).toBe('violated')
  })
})

describe('what is kept for the judges', () => {
  const page = (claims: string) => `
name: kept
problem: {use: ill-scaled-quadratic, d: 3, kappa: 10, noise: {use: gaussian, sigma: 0.1}}
optimizers: {use: adam, lr: 0.01, beta2: [0.9, 0.99]}
steps: 500
seeds: 2
record: 7
measures: {gap: {use: objective-gap}}
${claims}
`
  it('changes neither a digest nor an id nor a value', async () => {
    const [bare, judged] = [
      await found(page('')),
      await found(
        page(`claims:
  - {id: a, judge: bound, measure: gap, bound: "beta2^(t - 1) + 0.9^t + 100"}
  - {id: b, judge: limit, measure: gap, predict: 0, within: 1}`),
      ),
    ]
    expect(judged.execution.digest).toBe(bare.execution.digest)
    expect(judged.execution.traces.runs.map(({ unit }) => unit)).toEqual(
      bare.execution.traces.runs.map(({ unit }) => unit),
    )
  })
})

it('a mistake in a window is told once, where it stands', () => {
  const page = (window: string) => `
name: window
problem: acprop-1
optimizers: sgd
steps: 10
measures: {x: "x[1]"}
claims: [{id: x, judge: limit, measure: x, predict: 0, within: 1, window: ${window}}]
`
  expect(mistakesOf(page('T /'))).toHaveLength(1)
  expect(mistakesOf(page('TT / 4'))).toHaveLength(1)
  expect(mistakesOf(page('T / 4, at: T'))).toEqual([
    "7:67 'at' is one step: nothing is left for 'window' [leave 'window' out]",
  ])
})
