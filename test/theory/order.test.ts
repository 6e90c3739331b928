import { describe, expect, it } from 'vitest'
import type { OrderClaim } from '../../src/config/claim.ts'
import type { Verdict } from '../../src/run/verdict.ts'
import { judge } from '../../src/theory/judge.ts'
import { bell, evaluator, formula, generator, orderClaim, type Trace, world } from './synthetic.ts'

function only(claim: OrderClaim, runs: readonly Trace[], options: Parameters<typeof world>[2] = {}): Verdict {
  const { experiment, traces } = world([claim], runs, options)
  const verdicts = judge(experiment, traces, evaluator)
  expect(verdicts).toHaveLength(1)
  return verdicts[0] as Verdict
}

const finals = (optimizer: string, values: readonly number[]): Trace[] =>
  values.map((value, seed) => ({ optimizer, seed, values: [value] }))
const pair = (a: readonly number[], b: readonly number[]) => [...finals('a', a), ...finals('b', b)]
const random = { random: true }

/** Pairs that share most of their noise; `a` is lower by `gap` on average. */
function pairs(gap: number, experiment: number, seeds = 24): Trace[] {
  const uniform = generator(500 + experiment)
  const shared = Array.from({ length: seeds }, () => 10 * bell(uniform))
  return pair(
    shared.map((one) => 100 + one + bell(uniform) - gap),
    shared.map((one) => 100 + one + bell(uniform)),
  )
}

describe('order, without chance', () => {
  it('asks which is lower or higher, and by how much', () => {
    expect(only(orderClaim('lower', 0), pair([1], [2]))).toMatchObject({
      status: 'holds',
      measured: 1,
      predicted: 0,
      n: 1,
    })
    expect(only(orderClaim('lower', 0), pair([2], [1])).status).toBe('violated')
    expect(only(orderClaim('higher', 0), pair([2], [1])).status).toBe('holds')
    expect(only(orderClaim('higher', 0), pair([1], [2])).status).toBe('violated')
    expect(only(orderClaim('lower', 0.5), pair([1], [2])).status).toBe('holds')
    expect(only(orderClaim('lower', 1), pair([1], [2])).status).toBe('violated')
    expect(only(orderClaim('lower', 0), pair([1], [1])).status).toBe('violated')
    expect(only(orderClaim('lower', -0.1), pair([1], [1])).status).toBe('holds')
  })

  it('measures ratios and their logarithms', () => {
    expect(only(orderClaim('lower', 3, { scale: 'ratio' }), pair([1], [4]))).toMatchObject({
      status: 'holds',
      predicted: 3,
    })
    expect(only(orderClaim('lower', 3, { scale: 'ratio' }), pair([1], [4])).measured).toBeCloseTo(4, 12)
    expect(only(orderClaim('lower', 5, { scale: 'ratio' }), pair([1], [4])).status).toBe('violated')
    expect(only(orderClaim('higher', 3, { scale: 'ratio' }), pair([4], [1])).status).toBe('holds')
    expect(only(orderClaim('lower', 1.3, { scale: 'log' }), pair([1], [4])).measured).toBeCloseTo(Math.log(4), 12)
    expect(only(orderClaim('lower', 1.4, { scale: 'log' }), pair([1], [4])).status).toBe('violated')
  })

  it('wants to be better than each of several', () => {
    const three = [...pair([1], [2]), ...finals('c', [1.5])]
    const claim = orderClaim('lower', 0, { against: ['b', 'c'] })
    expect(only(claim, three)).toMatchObject({
      status: 'holds',
      measured: 0.5,
      reason: expect.stringContaining('closest, lower than c'),
    })
    const beaten = [...pair([1], [2]), ...finals('c', [0.5])]
    expect(only(claim, beaten)).toMatchObject({
      status: 'violated',
      reason: expect.stringContaining('lower than c by -0.5'),
    })
  })

  it('never passes what is not a number', () => {
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(only(orderClaim('lower', 0), pair([bad], [1])).status).toBe('error')
      expect(only(orderClaim('lower', 0), pair([1], [bad])).status).toBe('error')
    }
    expect(only(orderClaim('lower', Number.NaN), pair([1], [2])).status).toBe('error')
    expect(only(orderClaim('lower', 0, { scale: 'log' }), pair([0], [1]))).toMatchObject({
      status: 'error',
      reason: expect.stringContaining('no ratio'),
    })
    expect(only(orderClaim('lower', 0, { scale: 'ratio' }), pair([1], [2])).status).toBe('error')
    const diverged = [
      { optimizer: 'a', values: [1] },
      { optimizer: 'b', values: [1], status: 'diverged' as const },
    ]
    expect(only(orderClaim('lower', 0), diverged)).toMatchObject({
      status: 'error',
      reason: expect.stringContaining('b diverged'),
    })
    expect(only(orderClaim('lower', 0), finals('a', [1])).status).toBe('not-measured')
  })

  it('catches a mutant that is not better', () => {
    const runs = [...pair([1], [2]), ...finals('m', [3]), ...finals('k', [0])]
    const claim = orderClaim('lower', 0, { mutants: ['m', 'k'], hypotheses: [formula('1', 1)] })
    expect(only(claim, runs)).toMatchObject({ status: 'holds', mutants: { m: 'caught', k: 'missed' } })
  })
})

describe('order, with chance', () => {
  it('pairs by seed: what both share cancels', () => {
    expect(only(orderClaim('lower', 0), pairs(2.5, 1), random).status).toBe('holds')
    // The same values, not paired: the spread of 10 hides the gap.
    const runs = pairs(2.5, 1).map((run) =>
      run.optimizer === 'b' ? { ...run, seed: ((run.seed ?? 0) + 5) % 24 } : run,
    )
    expect(only(orderClaim('lower', 0), runs, random).status).toBe('inconclusive')
  })

  it('says how many seeds would decide', () => {
    const open = only(orderClaim('lower', 0), pairs(0.3, 2), random)
    expect(open).toMatchObject({
      status: 'inconclusive',
      reason: expect.stringMatching(/about \d+ seeds would decide/),
    })
    expect(only(orderClaim('lower', 0), pairs(9, 2, 23), random)).toMatchObject({
      status: 'inconclusive',
      interval: null,
      reason: expect.stringContaining('23 seeds of a random experiment: 24 would give an interval'),
    })
  })

  it('takes the median where the mean does not exist', () => {
    const heavy = pairs(2.5, 3, 20).map((run) =>
      run.optimizer === 'a' && run.seed === 4 ? { ...run, values: [1e9] } : run,
    )
    expect(only(orderClaim('lower', 0), heavy, random).status).toBe('inconclusive')
    expect(only(orderClaim('lower', 0, { statistic: 'median' }), heavy, random).status).toBe('holds')
    expect(only(orderClaim('higher', 0, { statistic: 'median' }), heavy, random).status).toBe('violated')
    expect(only(orderClaim('lower', 0, { statistic: 'median' }), pairs(9, 2, 5), random).reason).toContain(
      '7 would give an interval',
    )
  })

  it('corrects for the number of rules that it is compared with', () => {
    // Worse in all of seven pairs: a chance of 2^-7, below 1 % for one comparison and above for two.
    const seven = Array.from({ length: 7 }, (_, k) => k)
    const runs = ['b', 'c'].flatMap((label) =>
      finals(
        label,
        seven.map((k) => -1 - k / 10),
      ),
    )
    const all = [
      ...finals(
        'a',
        seven.map(() => 0),
      ),
      ...runs,
    ]
    const claim = orderClaim('lower', 0, { statistic: 'median' })
    expect(only(claim, all, random).status).toBe('violated')
    expect(only({ ...claim, against: ['b', 'c'] }, all, random).status).toBe('inconclusive')
  })

  it('does not take pairs that agree in every bit for equal laws: a rare seed may differ', () => {
    const values = Array.from({ length: 40 }, (_, k) => k)
    for (const by of [0, -1e-9]) {
      expect(only(orderClaim('lower', by), pair(values, values), random)).toMatchObject({
        status: 'inconclusive',
        interval: null,
        reason: expect.stringContaining('does not exclude another value of probability'),
      })
    }
  })

  it.each(['mean', 'median'] as const)(
    'raises few false alarms at the edge, and misses few false claims, by the %s',
    (statistic) => {
      const count = (gap: number, status: string, against = ['b']) =>
        Array.from({ length: 400 }, (_, k) => {
          const runs = pairs(gap, k)
          const more = against
            .slice(1)
            .flatMap((optimizer) => runs.filter((run) => run.optimizer === 'b').map((run) => ({ ...run, optimizer })))
          return only(orderClaim('lower', 0, { statistic, against }), [...runs, ...more], random).status
        }).filter((one) => one === status).length
      // 1 % promised: P(more than 12 of 400) < 0.1 %.
      expect(count(0, 'violated')).toBeLessThanOrEqual(12)
      expect(count(0, 'holds')).toBeLessThanOrEqual(12)
      expect(count(0, 'violated', ['b', 'c', 'd'])).toBeLessThanOrEqual(12)
      expect(count(2.5, 'violated')).toBe(0)
      expect(count(-2.5, 'violated')).toBeGreaterThan(360)
      expect(count(2.5, 'holds')).toBeGreaterThan(360)
    },
  )
})
