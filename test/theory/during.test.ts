import { describe, expect, it } from 'vitest'
import { found, mistakesOf, verdictsOf } from './page.ts'

const page = (hypotheses: string, more = '') => `
name: during
problem: {name: slope, d: 2, hyper: {sigma: [0, 1]}, objective: sum(x), noise: {use: gaussian, sigma: sigma}, start: 0}
optimizers: {use: adamomentum, lr: 0.01, beta1: 0.9, beta2: 0.9, eps: 0}
steps: 50
seeds: 4
record: 3
measures: {x: "x[1]", hat: "norm(mhat)"}
claims:
  - {id: still, where: {sigma: 0}, hypotheses: [${hypotheses}], judge: bound, statistic: every, measure: x, bound: 0${more}}
  - {id: noisy, where: {sigma: 1}, hypotheses: [${hypotheses}], judge: bound, statistic: every, measure: x, bound: 9}
`

describe('a hypothesis on the run', () => {
  it('is asked at every step: what meets it is judged, what does not is not', async () => {
    const { still, noisy } = await verdictsOf(page('{always: v >= v_before}'))
    expect(still?.status).toBe('holds')
    expect(noisy).toMatchObject({ status: 'hypotheses-not-met' })
    expect(noisy?.reason).toMatch(/always v >= v_before is not met at t = \d+ of seed 1, 4 of 4 runs do not meet it/)
  })

  it('may be asked of a share of the steps, and of locals', async () => {
    const of = async (least: number) => (await verdictsOf(page(`{share: v >= v_before, at-least: ${least}}`))).noisy
    expect((await of(0.1))?.status).toBe('holds')
    expect(await of(0.99)).toMatchObject({ status: 'hypotheses-not-met' })
    expect((await verdictsOf(page('{always: norm(mhat) >= 0}'))).noisy?.status).toBe('holds')
    // The update of a constant gradient is 1 to rounding, from the first step on.
    expect((await verdictsOf(page('{always: vhat <= 2}'))).still?.status).toBe('holds')
    expect((await verdictsOf(page('{always: t != 37}'))).still?.reason).toContain('not met at t = 37')
  })

  it('leaves out the runs that break it alone', async () => {
    const some = await verdictsOf(page('{always: "t != 1 or g[1] < 1"}'))
    expect(some.noisy?.reason).toMatch(/of 4 runs do not meet it/)
    expect(some.noisy?.n).toBeLessThan(4)
  })

  it('is not true where it is not a number', async () => {
    expect((await verdictsOf(page('{always: 0/0}'))).still?.status).toBe('hypotheses-not-met')
  })

  it('changes no digest', async () => {
    const [bare, asked] = [await found(page('sigma >= 0')), await found(page('{always: v >= v_before * 0.9^(t - 1)}'))]
    expect(asked.execution.digest).toBe(bare.execution.digest)
  })

  it('with a name that nobody has is a mistake, told where it stands', () => {
    expect(mistakesOf(page('{always: vv >= v_before}')).length).toBeGreaterThan(0)
    expect(mistakesOf(page('{allways: v >= 0}')).length).toBeGreaterThan(0)
    expect(mistakesOf(page('{always: v >= v_before}'))).toEqual([])
  })
})
