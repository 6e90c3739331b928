import { describe, expect, it } from 'vitest'
import type { RegionClaim } from '../../src/config/claim.ts'
import type { Verdict } from '../../src/run/verdict.ts'
import { judge } from '../../src/theory/judge.ts'
import { evaluator, formula, generator, regionClaim, type Trace, world } from './synthetic.ts'

const P = [1, 2, 3, 4, 5, 6]
const Q = [10, 20, 30, 40]
const grid = { p: P, q: Q }
const random = { random: true, grid }

/** Inside below the diagonal p + q / 10 = 6. */
const below = ({ p = Number.NaN, q = Number.NaN }: Readonly<Record<string, number>>) => 6.5 - p - q / 10

function only(claim: RegionClaim, runs: readonly Trace[], options: Parameters<typeof world>[2] = { grid }): Verdict {
  const { experiment, traces } = world([claim], runs, options)
  const verdicts = judge(experiment, traces, evaluator)
  expect(verdicts).toHaveLength(1)
  return verdicts[0] as Verdict
}

/** A run for each point and seed; `value` decides what is measured there. */
function map(value: (p: number, q: number, seed: number) => number, seeds = 1, extra: Partial<Trace> = {}): Trace[] {
  return P.flatMap((p, i) =>
    Q.flatMap((q, j) =>
      Array.from({ length: seeds }, (_, seed) => ({
        hyper: { p, q },
        point: i * Q.length + j,
        seed,
        values: [value(p, q, seed)],
        ...extra,
      })),
    ),
  )
}

const exact = (p: number, q: number) => -below({ p, q })

describe('region, without chance', () => {
  it('is one verdict for the whole map, with its confusion matrix', () => {
    const held = only(regionClaim(below), map(exact))
    expect(held).toMatchObject({ status: 'holds', measured: 1, interval: [1, 1], predicted: 1, at: {}, n: 1 })
    expect(held.reason).toContain(
      '24 of 24 cells agree (claimed inside: 14 inside, 0 outside; claimed outside: 0 inside, 10 outside)',
    )
  })

  it('lists the cells that disagree by their distance to the boundary', () => {
    // (1, 10) is deep inside, (6, 10) is next to the boundary.
    const wrong = only(
      regionClaim(below),
      map((p, q) => (q === 10 && (p === 1 || p === 6) ? -exact(p, q) : exact(p, q))),
    )
    expect(wrong).toMatchObject({ status: 'violated', measured: 22 / 24 })
    expect(wrong.reason).toContain('claimed inside: 13 inside, 1 outside; claimed outside: 1 inside, 9 outside')
    expect(wrong.reason).toMatch(/\(p=1, q=10\) 3 from the boundary, y = 4.5; \(p=6, q=10\) 1 from the boundary/)
  })

  it('allows the share that the claim allows, and counts no exempt cell', () => {
    const off = map((p, q) => (p === 6 && q === 10 ? -1 : exact(p, q)))
    expect(only(regionClaim(below, { agreement: 23 / 24 }), off).status).toBe('holds')
    expect(only(regionClaim(below, { agreement: 0.96 }), off).status).toBe('violated')
    const near = formula('near', (names) => Number(Math.abs(below(names)) < 1))
    const exempted = only(regionClaim(below, { exempt: near }), off)
    expect(exempted).toMatchObject({ status: 'holds', reason: expect.stringContaining('8 exempt') })
    const small = formula('p < 6', ({ p = 9 }) => Number(p < 6))
    expect(only(regionClaim(below, { hypotheses: [small] }), off)).toMatchObject({
      status: 'holds',
      reason: expect.stringContaining('4 do not meet the hypotheses'),
    })
    // What is not judged may end as it likes.
    const lost = map((p, q) => (p === 6 ? Number.NaN : exact(p, q)))
    expect(only(regionClaim(below, { hypotheses: [small] }), lost).status).toBe('holds')
    expect(only(regionClaim(below, { exempt: formula('p > 5', ({ p = 0 }) => Number(p > 5)) }), lost).status).toBe(
      'holds',
    )
    expect(only(regionClaim(below, { hypotheses: [formula('0', 0)] }), off).status).toBe('hypotheses-not-met')
    expect(only(regionClaim(below, { exempt: formula('1', 1) }), off).status).toBe('not-measured')
  })

  it('makes one map for each of the other axes, and one of a single axis', () => {
    const rows = regionClaim(below, { y: null })
    const { experiment, traces } = world(
      [rows],
      map((p, q) => (q === 40 ? -exact(p, q) : exact(p, q))),
      { grid },
    )
    const verdicts = judge(experiment, traces, evaluator)
    expect(verdicts.map(({ at, status }) => [at, status])).toEqual([
      [{ q: 10 }, 'holds'],
      [{ q: 20 }, 'holds'],
      [{ q: 30 }, 'holds'],
      [{ q: 40 }, 'violated'],
    ])
    expect(only(regionClaim(below, { y: null, where: { q: 40 } }), map(exact)).at).toEqual({ q: 40 })
  })

  it('takes a diverged run as the page says, else for an error', () => {
    const blown = map(exact).map((run) =>
      exact(run.hyper?.p ?? 0, run.hyper?.q ?? 0) > 0
        ? { ...run, values: [Number.NaN], status: 'diverged' as const }
        : run,
    )
    expect(only(regionClaim(below), blown)).toMatchObject({
      status: 'error',
      reason: expect.stringContaining('diverged'),
    })
    expect(only(regionClaim(below, { diverged: 'outside' }), blown).status).toBe('holds')
    expect(only(regionClaim(below, { diverged: 'inside' }), blown).status).toBe('violated')
    const crashed = blown.map((run) => (run.status === 'diverged' ? { ...run, status: 'error' as const } : run))
    expect(only(regionClaim(below, { diverged: 'outside' }), crashed).status).toBe('error')
  })

  it('never passes what is not a number', () => {
    expect(
      only(
        regionClaim(below),
        map(() => Number.NaN),
      ).status,
    ).toBe('error')
    expect(
      only(
        regionClaim(() => Number.NaN),
        map(exact),
      ).status,
    ).toBe('error')
    expect(
      only(
        regionClaim(() => null),
        map(exact),
      ).status,
    ).toBe('error')
    expect(only(regionClaim(below, { exempt: formula('bad', Number.NaN) }), map(exact)).status).toBe('error')
    expect(only(regionClaim(below, { outcome: formula('bad', Number.NaN) }), map(exact)).status).toBe('error')
    const { experiment, traces } = world([regionClaim(below, { x: 'r' })], map(exact), { grid })
    expect(judge(experiment, traces, evaluator).map(({ status }) => status)).toEqual(P.map(() => 'error'))
  })

  it('catches a mutant whose region is another', () => {
    const runs = [
      ...map(exact),
      ...map((p, q) => exact(p - 1, q), 1, { optimizer: 'm' }),
      ...map(exact, 1, { optimizer: 'k' }),
    ]
    expect(only(regionClaim(below, { mutants: ['m', 'k'] }), runs)).toMatchObject({
      status: 'holds',
      mutants: { m: 'caught', k: 'missed' },
    })
  })
})

describe('region, with chance', () => {
  /** Each seed ends inside with a probability that rises with the depth inside. */
  const noisy = (experiment: number, seeds: number, sharpness: number, shift = 0) => {
    const uniform = generator(3000 + experiment)
    return map((p, q) => (uniform() < 1 / (1 + Math.exp(-sharpness * (below({ p, q }) + shift))) ? -1 : 1), seeds)
  }

  it('counts seeds, and wants enough of them for all cells together', () => {
    expect(only(regionClaim(below), noisy(1, 20, 20), random).status).toBe('holds')
    expect(only(regionClaim(below), noisy(1, 20, 20, 1), random)).toMatchObject({ status: 'violated', n: 20 })
    const few = only(regionClaim(below), noisy(1, 6, 20, 1), random)
    expect(few).toMatchObject({ status: 'inconclusive', reason: expect.stringContaining('at least 12 seeds') })
    const soft = only(regionClaim(below), noisy(1, 20, 1.5), random)
    expect(soft).toMatchObject({ status: 'inconclusive', reason: expect.stringContaining('cells are undecided') })
    expect(soft.interval?.[0]).toBeLessThan(1)
    // Where the edge is left to chance, a claim that exempts it or asks for less holds.
    expect(only(regionClaim(below, { agreement: 0.6 }), noisy(1, 40, 1.5), random).status).toBe('holds')
  })

  it('raises few false alarms where many cells lie at the very edge', () => {
    // Everywhere a fair coin: each cell is truly on the edge.
    const coins = (k: number) => noisy(k, 16, 0)
    const count = (agreement: number, status: string) =>
      Array.from({ length: 300 }, (_, k) => only(regionClaim(below, { agreement }), coins(k), random).status).filter(
        (one) => one === status,
      ).length
    // 1 % promised: P(more than 10 of 300) < 0.1 %.
    expect(count(1, 'violated')).toBeLessThanOrEqual(10)
    expect(count(0.9, 'violated')).toBeLessThanOrEqual(10)
    expect(count(0.05, 'holds')).toBeLessThanOrEqual(10)
  })
})
