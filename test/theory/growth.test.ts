import { describe, expect, it } from 'vitest'
import type { GrowthClaim } from '../../src/config/claim.ts'
import type { Verdict } from '../../src/run/verdict.ts'
import { judge } from '../../src/theory/judge.ts'
import { bell, evaluator, generator, growthClaim, type Trace, world } from './synthetic.ts'

function only(claim: GrowthClaim, runs: readonly Trace[], options: Parameters<typeof world>[2] = {}): Verdict {
  const { experiment, traces } = world([claim], runs, options)
  const verdicts = judge(experiment, traces, evaluator)
  expect(verdicts).toHaveLength(1)
  return verdicts[0] as Verdict
}

const random = { random: true }
const curve = (law: (t: number) => number, steps = 50) => Array.from({ length: steps }, (_, k) => law(k + 1))
const grow = (rate: number) => ({ values: curve((t) => 3 * Math.exp(rate * t)) })

/** Exponentials whose rates differ between seeds by `spread`. */
function seeds(rate: number, spread: number, experiment: number, n = 16): Trace[] {
  const uniform = generator(2000 + experiment)
  return Array.from({ length: n }, (_, seed) => ({ seed, ...grow(rate + spread * bell(uniform)) }))
}

describe('growth, without chance', () => {
  it('is the slope of the logarithm, with its sign', () => {
    const held = only(growthClaim(0.1, 1e-9), [grow(0.1)])
    expect(held).toMatchObject({ status: 'holds', predicted: 0.1, n: 1 })
    expect(held.measured).toBeCloseTo(0.1, 12)
    expect(only(growthClaim(0.1, 0.15), [grow(0.112)]).status).toBe('holds')
    expect(only(growthClaim(0.1, 0.15), [grow(0.12)]).status).toBe('violated')
    expect(only(growthClaim(0.1, 0.15), [grow(0.08)]).status).toBe('violated')
    expect(only(growthClaim(0.1, 0.15), [grow(-0.1)]).status).toBe('violated')
    expect(only(growthClaim(-0.1, 0.15), [grow(-0.1)]).status).toBe('holds')
  })

  it('looks at its window alone', () => {
    const kinked = { values: curve((t) => Math.exp(t <= 20 ? 0.5 * t : 10 + 0.1 * (t - 20))) }
    expect(only(growthClaim(0.1, 0.01, { from: 20 }), [kinked]).status).toBe('holds')
    expect(only(growthClaim(0.5, 0.01, { to: 20 }), [kinked]).status).toBe('holds')
    expect(only(growthClaim(0.1, 0.01, { from: 49 }), [kinked])).toMatchObject({ status: 'not-measured' })
    // What comes after the window may overflow.
    const blown = {
      values: curve((t) => (t > 30 ? Number.POSITIVE_INFINITY : Math.exp(0.1 * t))),
      status: 'diverged' as const,
    }
    expect(only(growthClaim(0.1, 0.01, { to: 30 }), [blown]).status).toBe('holds')
    expect(only(growthClaim(0.1, 0.01), [blown]).status).toBe('error')
    expect(
      only(growthClaim(0.1, 0.01, { to: 30 }), [{ ...blown, values: curve((t) => Math.exp(0.1 * t), 25) }]).status,
    ).toBe('error')
  })

  it('names the first step that is not finite, and a window that would do', () => {
    const blown = (from: number, seed: number) => ({
      seed,
      values: curve((t) => (t >= from ? Number.POSITIVE_INFINITY : Math.exp(0.1 * t))),
    })
    const told = 'y of seed 1 is no longer finite at t = 31; a window with to: 30 ends before that'
    expect(only(growthClaim(0.1, 0.01, { from: 10 }), [blown(40, 0), blown(31, 1)]).reason).toBe(told)
    expect(only(growthClaim(0.1, 0.01, { to: 30 }), [blown(40, 0), blown(31, 1)]).status).toBe('holds')
    const ended = { values: curve((t) => Math.exp(0.1 * t), 25), status: 'diverged' as const }
    expect(only(growthClaim(0.1, 0.01), [ended]).reason).toBe(
      'y of seed 0 is no longer finite at t = 25; a window with to: 24 ends before that',
    )
    expect(only(growthClaim(0.1, 0.01, { from: 24 }), [ended]).reason).toBe('y of seed 0 is no longer finite at t = 25')
  })

  it('does not call a power of t an exponential', () => {
    const square = { values: curve((t) => t ** 2) }
    const average = only(growthClaim(1, 1e-9, { from: 10 }), [square]).measured ?? Number.NaN
    expect(only(growthClaim(average, 0.1, { from: 10 }), [square])).toMatchObject({
      status: 'inconclusive',
      reason: expect.stringContaining('not an exponential'),
    })
    expect(only(growthClaim(10 * average, 0.1, { from: 10 }), [square]).status).toBe('violated')
  })

  it('wants the slopes at both ends within the tolerance', () => {
    // The slope rises from 0.101 to 0.15.
    const bent = { values: curve((t) => Math.exp(0.1 * t + 0.0005 * t ** 2)) }
    expect(only(growthClaim(0.15, 0.2), [bent]).status).toBe('inconclusive')
    expect(only(growthClaim(0.101, 0.3), [bent]).status).toBe('inconclusive')
    expect(only(growthClaim(0.1255, 0.2), [bent]).status).toBe('holds')
    expect(only(growthClaim(0.05, 1), [bent]).status).toBe('violated')
    expect(only(growthClaim(0.25, 0.3), [bent]).status).toBe('violated')
  })

  it('never passes what is not a number', () => {
    const with_ = (value: number) => ({ values: curve((t) => (t === 25 ? value : Math.exp(0.1 * t))) })
    expect(only(growthClaim(0.1, 1), [with_(Number.NaN)]).status).toBe('error')
    expect(only(growthClaim(0.1, 1), [with_(Number.POSITIVE_INFINITY)]).status).toBe('error')
    expect(only(growthClaim(0.1, 0.01), [with_(-1)])).toMatchObject({
      status: 'holds',
      reason: expect.stringContaining('1 values that are not positive'),
    })
    expect(only(growthClaim(0.1, 1), [{ values: curve(() => 0) }])).toMatchObject({
      status: 'not-measured',
      reason: expect.stringContaining('50 more are not positive'),
    })
    for (const bad of [Number.NaN, 0, Number.POSITIVE_INFINITY]) {
      expect(only(growthClaim(bad, 0.1), [grow(0.1)]).status).toBe('error')
    }
    expect(only(growthClaim(0.1, Number.NaN), [grow(0.1)]).status).toBe('error')
  })

  it('catches a mutant that grows at another rate', () => {
    const runs = [grow(0.1), { optimizer: 'm', ...grow(0.2) }, { optimizer: 'k', ...grow(0.1) }]
    expect(only(growthClaim(0.1, 0.05, { mutants: ['m', 'k'] }), runs).mutants).toEqual({ m: 'caught', k: 'missed' })
  })
})

describe('growth, with chance', () => {
  it('is decided by the median over seeds', () => {
    expect(only(growthClaim(0.1, 0.1), seeds(0.1, 0.005, 1), random).status).toBe('holds')
    expect(only(growthClaim(0.1, 0.1), seeds(0.13, 0.005, 1), random).status).toBe('violated')
    expect(only(growthClaim(0.1, 0.1), seeds(0.1, 0.005, 1, 7), random)).toMatchObject({
      status: 'inconclusive',
      interval: null,
    })
    expect(only(growthClaim(0.1, 0.1), seeds(0.11, 0.01, 1), random)).toMatchObject({
      status: 'inconclusive',
      reason: expect.stringMatching(/about \d+ seeds would decide/),
    })
  })

  it('raises few false alarms at the edge, and misses few false claims', () => {
    const count = (rate: number, status: string) =>
      Array.from({ length: 300 }, (_, k) => only(growthClaim(0.1, 0.1), seeds(rate, 0.005, k), random).status).filter(
        (one) => one === status,
      ).length
    // 1 % promised: P(more than 10 of 300) < 0.1 %.
    expect(count(0.11, 'violated')).toBeLessThanOrEqual(10)
    expect(count(0.11, 'holds')).toBeLessThanOrEqual(10)
    expect(count(0.1, 'violated')).toBe(0)
    expect(count(0.125, 'violated')).toBeGreaterThan(280)
  })
})
