import { expect, it } from 'vitest'
import { found, verdictsOf } from '../theory/page.ts'

/** The gap in the stationary law of SGD: lr^2 sigma^2 / (1 - (1 - lr)^2) / 2 = 2.63e-4. */
const page = (seeds: string, claims: string) => `
name: stages
problem: {name: parabola, d: 1, start: 0.02, objective: "0.5 * x[1]^2", noise: {use: gaussian, sigma: 0.1}}
optimizers: {use: sgd, lr: 0.1}
steps: 60
record: 3
seeds: ${seeds}
measures: {gap: objective}
claims:
${claims}
`
const EASY = '  - {id: easy, judge: bound, measure: gap, bound: 0.01, at: T}'
const HARD = '  - {id: hard, judge: bound, measure: gap, bound: 3.2e-4, at: T}'
const OPEN = '  - {id: open, judge: bound, measure: gap, bound: 2.64e-4, at: T}'

it('end with the first at which all is decided', async () => {
  const { execution, verdicts } = await found(page('auto', EASY))
  expect(execution.traces.runs.length).toBe(128)
  expect(verdicts[0]).toMatchObject({ status: 'holds', n: 128 })
})

it('go on while something is open, and a verdict stands from the stage that decided it', async () => {
  const { easy, hard } = await verdictsOf(page('auto', `${EASY}\n${HARD}`))
  expect(easy).toMatchObject({ status: 'holds', n: 128 })
  expect(hard?.status).toBe('holds')
  expect(hard?.n).toBeGreaterThan(128)
})

it('end with the maximum where nothing decides', async () => {
  const { execution, verdicts } = await found(page('{auto: {max: 300}}', OPEN))
  expect(execution.traces.runs.length).toBe(300)
  expect(verdicts[0]).toMatchObject({ status: 'inconclusive', n: 300 })
})

it('share the error: each decides at its part of the level', async () => {
  // Alone, 300 seeds decide at 1 %; the second of two stages at half of that, so its interval is wider.
  const [alone] = (await found(page('300', OPEN))).verdicts
  const [last] = (await found(page('{auto: {max: 300}}', OPEN))).verdicts
  const width = (interval: readonly [number, number] | null | undefined) => (interval ? interval[1] - interval[0] : 0)
  expect(last?.measured).toBe(alone?.measured)
  expect(width(last?.interval)).toBeGreaterThan(1.05 * width(alone?.interval))
})
