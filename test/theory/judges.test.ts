import { describe, expect, it } from 'vitest'
import type { Claim } from '../../src/config/claim.ts'
import type { Verdict } from '../../src/run/verdict.ts'
import { judge } from '../../src/theory/judge.ts'
import {
  bell,
  boundClaim,
  evaluator,
  formula,
  generator,
  identityClaim,
  limitClaim,
  type Trace,
  world,
} from './synthetic.ts'

function only(claim: Claim, runs: readonly Trace[], options: Parameters<typeof world>[2] = {}): Verdict {
  const { experiment, traces } = world([claim], runs, options)
  const verdicts = judge(experiment, traces, evaluator)
  expect(verdicts).toHaveLength(1)
  return verdicts[0] as Verdict
}

const random = { random: true }
/** One run a seed, each with these final values. */
const finals = (values: readonly number[], extra: Partial<Trace> = {}) =>
  values.map((value) => ({ ...extra, values: [value] }))

describe('limit', () => {
  it('holds and is violated on either side of its tolerance, edges included', () => {
    expect(only(limitClaim(1, 0.5), finals([1.5]))).toMatchObject({ status: 'holds', measured: 1.5, slack: 1, n: 1 })
    expect(only(limitClaim(1, 0.5), finals([0.5])).status).toBe('holds')
    expect(only(limitClaim(1, 0.5), finals([1.5000001])).status).toBe('violated')
    expect(only(limitClaim(1, 0.5), finals([0.4999999])).status).toBe('violated')
    expect(only(limitClaim(1, 0), finals([1]))).toMatchObject({ status: 'holds', slack: Number.POSITIVE_INFINITY })
  })

  it('needs eight seeds where chance is involved, also where all agree in every bit', () => {
    const seven = only(limitClaim(0, 1), finals([0.1, 0.2, 0, -0.1, -0.2, 0.3, 0.05]), random)
    expect(seven).toMatchObject({ status: 'inconclusive', n: 7, interval: null })
    expect(seven.reason).toContain('8 would give an interval')
    expect(only(limitClaim(0, 1), finals([0.1, 0.2, 0, -0.1, -0.2, 0.3, 0.05, 0.01]), random).status).toBe('holds')
    const equal = (n: number) => only(limitClaim(-1, 0), finals(Array.from({ length: n }, () => -1)), random)
    expect(equal(8)).toMatchObject({ status: 'holds', reason: 'the median of y at T = 1 is -1, predicted -1' })
    for (const n of [1, 2, 7]) expect(equal(n).status).toBe('inconclusive')
  })

  it('looks at the interval, not at the median alone', () => {
    const spread = Array.from({ length: 40 }, (_, k) => k / 39)
    expect(only(limitClaim(0.5, 0.45), finals(spread), random).status).toBe('holds')
    const across = only(limitClaim(0.5, 0.05), finals(spread), random)
    expect(across.status).toBe('inconclusive')
    expect(across.reason).toMatch(/about \d+ seeds would decide/)
    // One end of the interval inside, the other outside.
    expect(only(limitClaim(0.2, 0.45), finals(spread), random).status).toBe('inconclusive')
    expect(only(limitClaim(0.8, 0.45), finals(spread), random).status).toBe('inconclusive')
    expect(only(limitClaim(2, 0.5), finals(spread), random).status).toBe('violated')
    expect(only(limitClaim(-1, 0.5), finals(spread), random).status).toBe('violated')
  })

  it('never passes what is not a number', () => {
    expect(only(limitClaim(0, 1), finals([Number.NaN])).status).toBe('error')
    expect(only(limitClaim(Number.NaN, 1), finals([0])).status).toBe('error')
    expect(only(limitClaim(0, Number.NaN), finals([0])).status).toBe('error')
    expect(only(limitClaim(0, -1), finals([0])).status).toBe('error')
    expect(only(limitClaim(0, 1), finals([Number.POSITIVE_INFINITY])).status).toBe('violated')
  })

  it('takes a diverged run for an error, except where infinity is predicted', () => {
    const blown = [{ values: [1, Number.POSITIVE_INFINITY], status: 'diverged' as const }]
    expect(only(limitClaim(0, 1), blown)).toMatchObject({ status: 'error', reason: expect.stringContaining('step 2') })
    expect(only(limitClaim(Number.POSITIVE_INFINITY, 0), blown).status).toBe('holds')
    expect(only(limitClaim(Number.NEGATIVE_INFINITY, 0), blown).status).toBe('violated')
    for (const seeds of [9, 16]) {
      const all = Array.from({ length: seeds }, (_, seed) => ({
        ...blown[0],
        seed,
        values: [Number.POSITIVE_INFINITY],
      }))
      const met = only(limitClaim(Number.POSITIVE_INFINITY, 1), all, random)
      expect(met).toMatchObject({ status: 'holds', measured: Number.POSITIVE_INFINITY })
      expect(met.reason).toContain('is infinity')
    }
  })
})

describe('bound', () => {
  const inverse = ({ t }: Readonly<Record<string, number>>) => 1 / (t ?? Number.NaN)

  it('is checked at every recorded step from `from` on, not at the last alone', () => {
    const values = [0.9, 0.6, 0.3, 0.2]
    expect(only(boundClaim(inverse), [{ values }])).toMatchObject({ status: 'violated', predicted: 0.5, measured: 0.6 })
    const held = only(boundClaim(inverse, 3), [{ values }])
    expect(held.status).toBe('holds')
    expect(held.slack).toBeCloseTo(1 / 3 / 0.3, 12)
    expect(only(boundClaim(inverse, 5), [{ values }]).status).toBe('not-measured')
  })

  it('is passed by equality up to rounding and by nothing more', () => {
    expect(only(boundClaim(0.5), [{ values: [0.5 + 1e-12] }]).status).toBe('holds')
    expect(only(boundClaim(0.5), [{ values: [0.5 + 1e-8] }]).status).toBe('violated')
    expect(only(boundClaim(-0.5), [{ values: [-0.5] }]).status).toBe('holds')
    expect(only(boundClaim(-0.5), [{ values: [-0.4] }]).status).toBe('violated')
  })

  it('wants the confidence limit below the bound, not the mean', () => {
    const noisy = finals([0.8, 1.2, 0.9, 1.1, 0.7, 1.3, 0.95, 1.05].flatMap((value) => [value, value, 2 - value]))
    expect(only(boundClaim(1.5), noisy, random).status).toBe('holds')
    const close = only(boundClaim(1.01), noisy, random)
    expect(close.status).toBe('inconclusive')
    expect(close.reason).toMatch(/about \d+ seeds would decide/)
    expect(close.interval?.[1]).toBeGreaterThan(1.01)
    expect(only(boundClaim(0.99), noisy, random).status).toBe('inconclusive')
    expect(only(boundClaim(0.5), noisy, random).status).toBe('violated')
  })

  it("uses Student's limit where nothing is skewed: 24 degrees of freedom, 2.4922 standard errors", () => {
    const values = Array.from({ length: 25 }, (_, k) => k - 12)
    const error = Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0) / 24 / 25)
    const at = (factor: number) => only(boundClaim(factor * error), finals(values), random).status
    expect([2.4923, 2.4921, -2.4921, -2.4923].map(at)).toEqual(['holds', 'inconclusive', 'inconclusive', 'violated'])
  })

  it('decides nothing from fewer than 24 seeds, nor from 24 of which 20 are equal', () => {
    const even = (n: number) => finals(Array.from({ length: n }, (_, k) => (k % 2 ? 1 : -1) * (1 + k / 100)))
    expect(only(boundClaim(100), even(24), random).status).toBe('holds')
    expect(only(boundClaim(-100), even(24), random).status).toBe('violated')
    for (const bound of [100, -100]) {
      const few = only(boundClaim(bound), even(23), random)
      expect(few).toMatchObject({ status: 'inconclusive', interval: null })
      expect(few.reason).toContain('24 would give an interval')
    }
    const rare = (n: number) => finals(Array.from({ length: 24 }, (_, k) => (k < n ? 1 + k / 10 : 0)))
    expect(only(boundClaim(100), rare(4), random)).toMatchObject({
      status: 'inconclusive',
      reason: expect.stringContaining('does not exclude another value of probability 0.174596'),
    })
    expect(only(boundClaim(-100), rare(4), random).status).toBe('inconclusive')
    expect(only(boundClaim(-100), rare(5), random).status).toBe('violated')
  })

  it('has no upper limit of a mean that a few large values make, and a lower one', () => {
    const skewed = finals([...Array.from({ length: 60 }, (_, k) => k / 60), 40, 60])
    expect(only(boundClaim(1000), skewed, random)).toMatchObject({
      status: 'inconclusive',
      interval: [expect.any(Number), Number.POSITIVE_INFINITY],
      reason: expect.stringContaining('so skewed'),
    })
    expect(only(boundClaim(-9), skewed, random).status).toBe('violated')
  })

  it('tells of the step that decides: furthest above the bound, else least below it, in units of the error', () => {
    const seeds = Array.from({ length: 24 }, (_, k) => (k % 2 ? 1 : -1))
    const runs = (...steps: (readonly [mean: number, spread: number])[]) =>
      seeds.map((sign, seed) => ({ seed, values: steps.map(([mean, spread]) => mean + sign * spread) }))
    // At the first step the mean is nearly on the bound: alone it would take the most seeds.
    const above = only(boundClaim(1), runs([0.99, 1], [1.375, 1], [0.2, 0.1]), random)
    expect(above).toMatchObject({
      status: 'inconclusive',
      measured: 1.375,
      reason: expect.stringContaining('at t = 2'),
    })
    expect(above.slack).toBeCloseTo(1 / 1.375, 12)
    expect(Number(/about (\d+) seeds/.exec(above.reason)?.[1])).toBeLessThan(200)
    // Below the bound at all steps, the one that takes the most seeds decides.
    const under = only(boundClaim(1), runs([0.875, 1], [0.75, 1]), random)
    expect(under).toMatchObject({
      status: 'inconclusive',
      measured: 0.875,
      reason: expect.stringContaining('at t = 1'),
    })
  })

  it('says nothing of the mean from one seed of a random experiment', () => {
    expect(only(boundClaim(10), finals([0]), random).status).toBe('inconclusive')
    expect(only(boundClaim(-10), finals([0]), random).status).toBe('inconclusive')
  })

  it('never passes what is not a number', () => {
    expect(only(boundClaim(1), finals([Number.NaN])).status).toBe('error')
    expect(only(boundClaim(Number.NaN), finals([0])).status).toBe('error')
    expect(only(boundClaim(1), [{ values: [Number.NEGATIVE_INFINITY] }]).status).toBe('error')
    expect(
      only(
        boundClaim(() => null),
        finals([0]),
      ).status,
    ).toBe('error')
  })

  it('does not count a bound that is infinite throughout', () => {
    expect(only(boundClaim(Number.POSITIVE_INFINITY), finals([0])).status).toBe('hypotheses-not-met')
  })
})

describe('identity', () => {
  const two = (a: number[], b: number[]) => [{ values: a }, { optimizer: 'b', values: b }]

  it('compares each step with the largest value so far', () => {
    const near = only(identityClaim(2, 1e-3), two([2, 4.002, 0.0039], [1, 2, 0]))
    expect(near.status).toBe('holds')
    expect(near.slack).toBeCloseTo(1e-3 / (0.0039 / 4), 9)
    expect(only(identityClaim(2, 1e-4), two([2, 4.002, 0], [1, 2, 0]))).toMatchObject({
      status: 'violated',
      measured: 4.002,
    })
    expect(only(identityClaim(2, 0), two([2, -4], [1, -2])).slack).toBe(Number.POSITIVE_INFINITY)
    expect(only(identityClaim(1, 0.5), two([-1], [1])).status).toBe('violated')
    expect(only(identityClaim(1, 1e-12), two([1e-30], [0])).status).toBe('violated')
  })

  it('pairs seeds', () => {
    const runs = [
      { seed: 5, values: [5] },
      { seed: 6, values: [6] },
      { seed: 6, optimizer: 'b', values: [6] },
      { seed: 5, optimizer: 'b', values: [5] },
    ]
    expect(only(identityClaim(1, 0), runs, random)).toMatchObject({ status: 'holds', n: 2 })
  })

  it('is not measured without a partner, and an error where a value is not finite', () => {
    expect(only(identityClaim(1, 1), [{ values: [1] }]).status).toBe('not-measured')
    expect(only(identityClaim(1, 1), two([Number.NaN], [1])).status).toBe('error')
    expect(only(identityClaim(1, 1), two([Number.POSITIVE_INFINITY, 1], [Number.POSITIVE_INFINITY, 9])).status).toBe(
      'error',
    )
    expect(
      only(identityClaim(1, 1), [{ values: [1] }, { optimizer: 'b', values: [1], status: 'diverged' }]).status,
    ).toBe('error')
  })
})

describe('the order of evaluation', () => {
  const unmet = [formula('beta < 0.5', ({ beta }) => Number((beta ?? Number.NaN) < 0.5), ['beta'])]
  const run = (extra: Partial<Trace> = {}) => [{ values: [1], hyper: { beta: 0.9 }, ...extra }]

  it('puts an error before all else, and hypotheses before the judge', () => {
    const claim = limitClaim(0, 0, { hypotheses: unmet })
    expect(only(claim, run({ status: 'error' })).status).toBe('error')
    expect(only({ ...claim, measure: 'z' }, run()).status).toBe('not-measured')
    expect(only(claim, run({ status: 'diverged' })).status).toBe('hypotheses-not-met')
    const verdict = only(claim, run())
    expect(verdict.status).toBe('hypotheses-not-met')
    expect(verdict.reason).toBe('the hypothesis beta < 0.5 is not met (beta = 0.9)')
    expect(only(claim, run({ hyper: { beta: 0.4 } })).status).toBe('violated')
  })

  it('counts a hypothesis that is NaN or has no value as not met', () => {
    for (const value of [Number.NaN, null]) {
      expect(only(limitClaim(1, 0, { hypotheses: [formula('h', () => value)] }), run()).status).toBe(
        'hypotheses-not-met',
      )
    }
  })

  it('does not take a claim that is about no run for a true one', () => {
    expect(only(limitClaim(1, 0, { optimizers: ['other'] }), run()).status).toBe('not-measured')
    expect(only(limitClaim(1, 0, { where: { beta: 0.5 } }), run()).status).toBe('not-measured')
  })

  it('judges each point of the grid at all its horizons, or at those asked for', () => {
    const grid = { grid: { beta: [0.1, 0.9] } }
    const runs = [
      { values: [5], hyper: { beta: 0.1 }, point: 0, horizon: 10 },
      { values: [1], hyper: { beta: 0.1 }, point: 0, horizon: 20 },
      { values: [3], hyper: { beta: 0.9 }, point: 1, horizon: 20 },
    ]
    const { experiment, traces } = world([limitClaim(1, 0)], runs, grid)
    const verdicts = judge(experiment, traces, evaluator)
    expect(verdicts.map(({ at, status }) => [at, status])).toEqual([
      [{ beta: 0.1 }, 'violated'],
      [{ beta: 0.9 }, 'violated'],
    ])
    expect(only(limitClaim(1, 0, { where: { beta: 0.1, T: 20 } }), runs, grid).status).toBe('holds')
    expect(only(limitClaim(5, 0, { where: { beta: 0.1, T: 10 } }), runs, grid).status).toBe('holds')
  })
})

describe('mutants', () => {
  it('are caught if they violate the claim at one point of the grid, and by a violation alone', () => {
    const grid = { grid: { beta: [0.1, 0.9] } }
    const runs = [0.1, 0.9].flatMap((beta, point) => [
      { values: [1], hyper: { beta }, point },
      { optimizer: 'wrong', values: [point === 0 ? 2 : 1], hyper: { beta }, point },
      { optimizer: 'broken', values: [Number.NaN], hyper: { beta }, point },
    ])
    const { experiment, traces } = world(
      [limitClaim(1, 0.1, { mutants: ['wrong', 'broken', 'never-run'] })],
      runs,
      grid,
    )
    expect(judge(experiment, traces, evaluator).map(({ mutants }) => mutants)).toEqual([
      { wrong: 'caught', broken: 'missed', 'never-run': 'missed' },
      { wrong: 'caught', broken: 'missed', 'never-run': 'missed' },
    ])
  })
})

describe('chance', () => {
  const normals = (seed: number, n: number, steps: number): Trace[] => {
    const uniform = generator(seed)
    return Array.from({ length: n }, () => ({ values: Array.from({ length: steps }, () => bell(uniform)) }))
  }

  it('calls a true claim violated in at most 1 % of 200 experiments, at few seeds and many steps too', () => {
    let bounds = 0
    let limits = 0
    for (let k = 0; k < 200; k++) {
      bounds += Number(only(boundClaim(0), normals(k + 1, 5, 20), random).status === 'violated')
      // The edge of the tolerance is the truth itself: the hardest case for a claim that is true.
      limits += Number(only(limitClaim(1, 1), normals(k + 1, 12, 1), random).status === 'violated')
    }
    expect(bounds).toBeLessThanOrEqual(2)
    expect(limits).toBeLessThanOrEqual(2)
  })

  it('does not turn into a holding bound either', () => {
    let held = 0
    for (let k = 0; k < 200; k++)
      held += Number(only(boundClaim(-0.2), normals(k + 1, 16, 1), random).status === 'holds')
    expect(held).toBeLessThanOrEqual(2)
  })

  it('raises no more alarms on a page with many claims', () => {
    let pages = 0
    for (let k = 0; k < 100; k++) {
      const labels = Array.from({ length: 10 }, (_, index) => `rule${index}`)
      const runs = labels.flatMap((optimizer, index) =>
        normals(100 * k + index + 1, 6, 1).map((run) => ({ ...run, optimizer })),
      )
      const claims = labels.map((label) => boundClaim(0, 1, { id: label, optimizers: [label] }))
      const { experiment, traces } = world(claims, runs, random)
      pages += Number(judge(experiment, traces, evaluator).some(({ status }) => status === 'violated'))
    }
    expect(pages).toBeLessThanOrEqual(3)
  })

  it('leaves a lone p value between 1 % and 1 % / K open, and says why', () => {
    // t = 2.5 with 24 degrees of freedom: p = 0.0098, a violation alone, not among two.
    const even = Array.from({ length: 25 }, (_, k) => k - 12)
    const shifted = finals(even.map((value) => value + 2.5 * Math.sqrt(1300 / 24 / 25)))
    expect(only(boundClaim(0), shifted, random).status).toBe('violated')
    const { experiment, traces } = world([boundClaim(0), boundClaim(100, 1, { id: 'other' })], shifted, random)
    const [first] = judge(experiment, traces, evaluator)
    expect(first?.status).toBe('inconclusive')
    expect(first?.reason).toContain('among 2 random verdicts')
  })
})
