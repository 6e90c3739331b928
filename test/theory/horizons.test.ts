import { describe, expect, it } from 'vitest'
import { judge } from '../../src/theory/judge.ts'
import { mistakesOf, verdictsOf } from './page.ts'
import { boundClaim, evaluator, growthClaim, limitClaim, world } from './synthetic.ts'

/** x falls from 0 by lr a step: the measure is t, and 1 at t = 1. */
const page = (claims: string, lasts = 'horizons: [100, 1000, 5000, 10000]') => `
name: horizons
problem: {name: slope, d: 1, start: 0, objective: "-x[1]"}
optimizers: {use: sgd, lr: 1}
${lasts}
record: 20
measures: {x: "x[1]"}
claims:
${claims}
`
const bound = (id: string, text: string) => `  - {id: ${id}, judge: bound, measure: x, ${text}}`

describe('with several horizons', () => {
  it('a bound is judged at each of them, not at the largest alone', async () => {
    const { all, largest, short } = await verdictsOf(
      page(
        [
          bound('all', `bound: "T < 5000 ? 0 : 10000"`),
          bound('largest', `where: {T: 10000}, bound: "T < 5000 ? 0 : 10000"`),
          bound('short', `where: {T: {below: 5000}}, bound: "T < 5000 ? 0 : 10000"`),
        ].join('\n'),
      ),
    )
    expect(all).toMatchObject({ status: 'violated', predicted: 0 })
    expect(all?.reason).toContain('T = 100, 1000, 5000, 10000')
    expect(largest).toMatchObject({ status: 'holds', reason: expect.stringContaining('up to T = 10000') })
    expect(short).toMatchObject({ status: 'violated', reason: expect.stringContaining('T = 100, 1000') })
    expect(short?.reason).not.toContain('5000')
  })

  it('at: T is the last step alone, and from and to are formulas', async () => {
    const { last, wide, early, late, off } = await verdictsOf(
      page(
        [
          bound('last', 'bound: T, at: T'),
          bound('wide', 'bound: T - t, from: 1, to: T / 2'),
          bound('early', 'bound: T - t'),
          bound('late', 'bound: "t == T ? T : 0", from: T'),
          bound('off', 'bound: T, at: T / 3'),
        ].join('\n'),
      ),
    )
    expect(last).toMatchObject({ status: 'holds', slack: 1 })
    expect(wide?.status).toBe('holds')
    expect(early?.status).toBe('violated')
    expect(late?.status).toBe('holds')
    expect(off).toMatchObject({ status: 'not-measured' })
    expect(off?.reason).toContain('is no step of a run of 100 steps')
  })

  it('horizons that do not meet a hypothesis are left out and named', async () => {
    const { long } = await verdictsOf(page(bound('long', 'bound: "T < 5000 ? 0 : 10000", hypotheses: [T >= 5000]')))
    expect(long).toMatchObject({ status: 'holds' })
    expect(long?.reason).toContain('each of T = 5000, 10000')
    expect(long?.reason).toContain('not at T = 100: the hypothesis T >= 5000 is not met (T = 100)')
  })

  it('a limit has to hold at each, corrected for their number', () => {
    const status = (runs: Parameters<typeof world>[1]) => {
      const { experiment, traces } = world([limitClaim(1, 0.1)], runs)
      return judge(experiment, traces, evaluator)[0]
    }
    const at = (horizon: number, value: number) => ({ horizon, values: [value] })
    expect(status([at(10, 1), at(20, 1.05)])).toMatchObject({ status: 'holds', measured: 1.05 })
    const failed = status([at(10, 5), at(20, 1)])
    expect(failed).toMatchObject({ status: 'violated', measured: 5 })
    expect(failed?.reason).toContain('T = 10, 20')
  })

  it('what is judged at the largest alone says so', () => {
    const grow = (horizon: number) => ({
      horizon,
      values: Array.from({ length: horizon }, (_, k) => Math.exp(0.1 * (k + 1))),
    })
    const { experiment, traces } = world([growthClaim(0.1, 0.01)], [grow(10), grow(20)])
    expect(judge(experiment, traces, evaluator)[0]?.reason).toContain('at T = 20, the largest of 2 horizons')
  })

  it('chance: one of many horizons above the bound by luck is no violation', () => {
    // Student's limit with 24 degrees of freedom: 2.492 errors at 1 %, 3.1 at a fifth of that.
    const spread = Array.from({ length: 25 }, (_, k) => 1 + (k - 12) / 100)
    const error = Math.sqrt(1300 / 24 / 25) / 100
    const runs = [10, 20, 30, 40, 50].flatMap((horizon) =>
      spread.map((value, seed) => ({ horizon, seed, values: [horizon === 10 ? value : value - 1] })),
    )
    const one = world([boundClaim(1 - 2.8 * error)], runs.slice(0, 25), { random: true })
    const all = world([boundClaim(1 - 2.8 * error)], runs, { random: true })
    expect(judge(one.experiment, one.traces, evaluator)[0]?.status).toBe('violated')
    expect(judge(all.experiment, all.traces, evaluator)[0]?.status).toBe('inconclusive')
  })
})

describe('where', () => {
  const grid = (where: string) => `
name: where
problem: {name: slope, d: 1, start: 0, objective: "-x[1]"}
optimizers: {use: sgd, lr: [1, 2, 3, 4]}
horizons: [10, 20]
measures: {x: "x[1]"}
claims:
  - {id: a, judge: bound, measure: x, bound: 2 * T, where: ${where}}
`
  it('takes one value, a list, or a range', async () => {
    const status = async (where: string) => (await verdictsOf(grid(where))).a?.status
    expect(await status('{lr: 2}')).toBe('holds')
    expect(await status('{lr: [1, 2]}')).toBe('holds')
    expect(await status('{lr: {from: 3}}')).toBe('violated')
    expect(await status('{lr: {above: 2, below: 4}}')).toBe('violated')
    expect(await status('{lr: {to: 2}, T: [10]}')).toBe('holds')
  })

  it('of what is not there is a mistake', () => {
    expect(mistakesOf(grid('{T: 30}'))).toEqual(['8:64 no run has T = 30 [T is 10, 20]'])
    expect(mistakesOf(grid('{lr: {above: 4}}'))).toEqual([
      '8:65 no point of the grid has lr above 4 [lr is 1, 2, 3, 4]',
    ])
    expect(mistakesOf(grid('{lr: [5, 6]}'))).toEqual(['8:65 no point of the grid has lr = 5, 6 [lr is 1, 2, 3, 4]'])
    expect(mistakesOf(grid('{lr: {}}'))[0]).toContain('one of from, to, above and below is expected')
  })

  it('at stands alone', () => {
    expect(mistakesOf(grid('{lr: 1}, at: T, from: 2'))).toEqual([
      "8:76 'at' is one step: nothing is left for 'from' [leave 'from' out]",
    ])
  })
})
