import { describe, expect, it } from 'vitest'
import type { RateClaim } from '../../src/config/claim.ts'
import type { Verdict } from '../../src/run/verdict.ts'
import { judge } from '../../src/theory/judge.ts'
import { bell, evaluator, formula, generator, rateClaim, type Trace, world } from './synthetic.ts'

const LADDER = [100, 400, 1600, 6400, 25_600]

/** Runs whose only recorded value is the final one. */
function finals(law: (T: number, seed: number) => number, seeds: number, ladder = LADDER, extra: Partial<Trace> = {}) {
  return ladder.flatMap((horizon) =>
    Array.from({ length: seeds }, (_, seed): Trace => ({ ...extra, horizon, seed, values: [law(horizon, seed)] })),
  )
}

function only(claim: RateClaim, runs: readonly Trace[], options: Parameters<typeof world>[2] = {}): Verdict {
  const { experiment, traces } = world([claim], runs, options)
  const verdicts = judge(experiment, traces, evaluator)
  expect(verdicts).toHaveLength(1)
  return verdicts[0] as Verdict
}

/** A statistic of this law with relative spread `spread` over seeds; the same seeds at all horizons share part of it. */
function noisy(exponent: number, spread: number, experiment: number, seeds = 32, shape = (T: number) => T ** exponent) {
  const uniform = generator(1000 + experiment)
  const own = Array.from({ length: seeds }, () => bell(uniform))
  return finals((T, seed) => shape(T) * (1 + spread * (0.6 * (own[seed] ?? 0) + 0.8 * bell(uniform))), seeds)
}

const power =
  (exponent: number, scale = 1) =>
  (T: number) =>
    scale * T ** exponent
const random = { random: true }

describe('rate, without chance', () => {
  it('is the slope to the last digits, with its sign', () => {
    const held = only(rateClaim(-0.5), finals(power(-0.5, 7), 1))
    expect(held).toMatchObject({ status: 'holds', predicted: -0.5, n: 1 })
    expect(held.measured).toBeCloseTo(-0.5, 12)
    expect(held.interval).toEqual([held.measured, held.measured])
    expect(only(rateClaim(-0.5), finals(power(0.5), 1)).status).toBe('violated')
    expect(only(rateClaim(0.5), finals(power(0.5), 1)).status).toBe('holds')
  })

  it('forgives an upper rate a steeper slope and a tight one not', () => {
    expect(only(rateClaim(-0.5), finals(power(-2), 1)).status).toBe('holds')
    expect(only(rateClaim(-0.5, { form: 'tight' }), finals(power(-2), 1)).status).toBe('violated')
    expect(only(rateClaim(-0.5, { form: 'tight' }), finals(power(-0.3), 1)).status).toBe('violated')
    expect(only(rateClaim(-0.5, { form: 'tight' }), finals(power(-0.55), 1))).toMatchObject({ status: 'holds' })
    expect(only(rateClaim(-0.5), finals(power(-0.41), 1)).status).toBe('holds')
    expect(only(rateClaim(-0.5), finals(power(-0.39), 1)).status).toBe('violated')
    expect(only(rateClaim(-0.5, { margin: formula('0.12', 0.12) }), finals(power(-0.39), 1)).status).toBe('holds')
  })

  it('takes the outer power of the statistic', () => {
    const outer = formula('3/2', 1.5)
    expect(only(rateClaim(-0.75, { outer, form: 'tight' }), finals(power(-0.5), 1)).measured).toBeCloseTo(-0.75, 12)
    expect(only(rateClaim(-0.5, { outer, form: 'tight' }), finals(power(-0.5), 1)).status).toBe('violated')
  })

  it('wants a ladder: five horizons, evenly spaced, over 1.5 decades', () => {
    const at = (...ladder: number[]) => only(rateClaim(-0.5), finals(power(-0.5), 1, ladder))
    expect(at(100, 400, 1600, 6400)).toMatchObject({
      status: 'inconclusive',
      reason: expect.stringContaining('at least 5'),
    })
    expect(at(100, 150, 225, 337, 506).reason).toContain('1.5 decades')
    expect(at(100, 101, 102, 103, 10_000).reason).toContain('geometric')
    expect(at(100)).toMatchObject({ status: 'not-measured' })
  })

  it('leaves out what the transient, the floor or a hypothesis takes, and says so', () => {
    // Flat up to T = 400, a transient of 500 steps.
    const late = finals((T) => Math.min(400 ** -0.5, T ** -0.5), 1, [100, 400, 1600, 6400, 25_600, 102_400])
    const transient = only(rateClaim(-0.5, { form: 'tight', burnIn: formula('500', 500) }), late)
    expect(transient).toMatchObject({
      status: 'holds',
      reason: expect.stringContaining('left out: 100, 400 (shorter than 3'),
    })
    expect(only(rateClaim(-0.5, { form: 'tight' }), late).status).not.toBe('holds')
    expect(only(rateClaim(-0.5, { burnIn: formula('900', 900) }), late)).toMatchObject({
      status: 'inconclusive',
      reason: expect.stringMatching(/3 of 6 remain.*; 4 are needed; longer horizons are needed$/),
    })
    const far = only(rateClaim(-0.5, { burnIn: formula('1e6', 1e6) }), late)
    expect(far).toMatchObject({ status: 'hypotheses-not-met', reason: expect.stringContaining('3 transients') })

    const short = only(rateClaim(-0.5, { burnIn: formula('4e4', 4e4) }), late)
    expect(short).toMatchObject({ status: 'hypotheses-not-met', reason: expect.stringContaining('T = 102400') })
    const ladder = [...LADDER, 102_400]
    const onFloor = finals((T) => Math.max(0.01, T ** -0.5), 1, ladder)
    expect(only(rateClaim(-0.5, { floor: formula('0.01', 0.01) }), onFloor).reason).toContain('5 times the floor')
    const hypotheses = [formula('T > 200', ({ T = 0 }) => Number(T > 200))]
    expect(only(rateClaim(-0.5, { hypotheses }), late)).toMatchObject({
      status: 'holds',
      reason: expect.stringContaining('100 (a hypothesis is not met)'),
    })
  })

  it('calls a bend what it is', () => {
    // Local slopes from -0.1 to -0.9: no exponent yet.
    const bent = (sign: number) =>
      finals((T) => Math.exp(-0.5 * Math.log(T) - sign * 0.08 * Math.log(T / 1600) ** 2), 1)
    const tight = only(rateClaim(-0.5, { form: 'tight' }), bent(1))
    expect(tight).toMatchObject({ status: 'inconclusive', reason: expect.stringContaining('not yet asymptotic') })
    expect(tight.reason).toMatch(/locally -0\.\d/)
    // The fitted slope meets -0.5, the end does not; and the other way about.
    expect(only(rateClaim(-0.5), bent(-1)).status).toBe('inconclusive')
    expect(only(rateClaim(-0.7), bent(1)).status).toBe('inconclusive')
    // Both on one side.
    expect(only(rateClaim(-0.5), bent(1)).status).toBe('holds')
    expect(only(rateClaim(-0.7), bent(-1)).status).toBe('violated')
  })

  it('never passes what is not a number', () => {
    const broken = (value: number) => finals((T) => (T === 1600 ? value : T ** -0.5), 1)
    expect(only(rateClaim(-0.5), broken(Number.NaN))).toMatchObject({
      status: 'error',
      reason: expect.stringContaining('1600'),
    })
    expect(only(rateClaim(-0.5), broken(Number.POSITIVE_INFINITY)).status).toBe('error')
    expect(only(rateClaim(-0.5), broken(-1)).reason).toContain('1600 (not positive)')
    expect(only(rateClaim(Number.NaN), finals(power(-0.5), 1)).status).toBe('error')
    for (const bad of [Number.NaN, -1]) {
      expect(only(rateClaim(-0.5, { margin: formula('bad', bad) }), finals(power(-0.5), 1)).status).toBe('error')
      expect(only(rateClaim(-0.5, { outer: formula('bad', bad) }), finals(power(-0.5), 1)).status).toBe('error')
    }
    const bad = formula('bad', Number.NaN)
    expect(only(rateClaim(-0.5, { floor: bad }), finals(power(-0.5), 1)).status).toBe('error')
    expect(only(rateClaim(-0.5, { burnIn: bad }), finals(power(-0.5), 1)).status).toBe('hypotheses-not-met')
    // A short run that diverged is as bad as a long one.
    const runs = finals(power(-0.5), 1).map((run, k) => (k === 0 ? { ...run, status: 'diverged' as const } : run))
    expect(only(rateClaim(-0.5), runs).status).toBe('error')
  })

  it('catches a mutant whose rate is worse at one of the points', () => {
    const runs = [...finals(power(-0.5), 1), ...finals(power(-0.2), 1, LADDER, { optimizer: 'm' })]
    expect(only(rateClaim(-0.5, { mutants: ['m'] }), runs)).toMatchObject({ status: 'holds', mutants: { m: 'caught' } })
    const same = [...finals(power(-0.5), 1), ...finals(power(-0.6), 1, LADDER, { optimizer: 'm' })]
    expect(only(rateClaim(-0.5, { mutants: ['m'] }), same).mutants).toEqual({ m: 'missed' })
  })
})

describe('rate along one set of runs', () => {
  const along = (exponent: number) => ({ values: Array.from({ length: 2000 }, (_, k) => (k + 1) ** exponent) })
  const claim = rateClaim(-0.5, { over: 't', form: 'tight', burnIn: formula('10', 10) })

  it('takes recorded steps from three transients on, and says that they are dependent', () => {
    const held = only(claim, [along(-0.5)])
    expect(held).toMatchObject({
      status: 'holds',
      reason: expect.stringContaining('12 dependent recorded steps, t = 30 ... 2000'),
    })
    expect(held.measured).toBeCloseTo(-0.5, 10)
    expect(only(claim, [along(-0.2)]).status).toBe('violated')
  })

  it('is refused where anything depends on the horizon', () => {
    const { experiment, traces } = world([claim], [{ ...along(-0.5), hyper: {} }])
    const optimizers = experiment.optimizers.map((entry) => ({
      ...entry,
      page: { ...entry.page, hyper: { lr: formula('1/sqrt(T)', 1, ['T']) } },
    }))
    const [verdict] = judge({ ...experiment, optimizers }, traces, evaluator)
    expect(verdict).toMatchObject({ status: 'hypotheses-not-met', reason: expect.stringContaining('lr depends on T') })
  })
})

describe('rate, with chance', () => {
  it('needs 24 seeds for means, and eight for medians', () => {
    for (const [statistic, fewest] of [
      ['mean', 24],
      ['median', 8],
    ] as const) {
      expect(only(rateClaim(-0.5, { statistic }), noisy(-0.5, 0.1, 0, fewest - 1), random)).toMatchObject({
        status: 'inconclusive',
        reason: expect.stringContaining(`${fewest} would give an interval`),
      })
      expect(only(rateClaim(-0.5, { statistic }), noisy(-0.5, 0.1, 0, fewest), random).status).toBe('holds')
    }
    expect(only(rateClaim(-0.5), noisy(-0.5, 0.1, 0, 1), random).status).toBe('inconclusive')
  })

  it.each(['mean', 'median', 'median-of-means'] as const)(
    'holds for a true rate and is violated for a false one, by the %s',
    (statistic) => {
      expect(only(rateClaim(-0.5, { statistic }), noisy(-0.5, 0.1, 1), random).status).toBe('holds')
      expect(only(rateClaim(-0.5, { statistic }), noisy(-0.2, 0.1, 1), random).status).toBe('violated')
      expect(only(rateClaim(-0.5, { statistic }), noisy(0.5, 0.1, 1), random).status).toBe('violated')
      expect(only(rateClaim(-0.5, { statistic, form: 'tight' }), noisy(-0.8, 0.1, 1), random).status).toBe('violated')
    },
  )

  it('stays open near the edge, and names the seeds that would decide', () => {
    const open = only(rateClaim(-0.5), noisy(-0.4, 0.7, 3), random)
    expect(open).toMatchObject({
      status: 'inconclusive',
      reason: expect.stringMatching(/about \d+ seeds.* would decide/),
    })
    expect(open.interval?.[0]).toBeLessThan(-0.4)
    expect(open.interval?.[1]).toBeGreaterThan(-0.4)
  })

  it('leaves out horizons that are lost in the noise', () => {
    const uniform = generator(5)
    const lost = finals((T) => T ** -0.5 + (T > 1600 ? 3 : 0.01) * bell(uniform) * 0.05, 24)
    const verdict = only(rateClaim(-0.5), lost, random)
    expect(verdict.status).toBe('inconclusive')
    expect(verdict.reason).toMatch(/standard errors of 0/)
    expect(verdict.reason).toMatch(/; 4 are needed; about \d+ seeds would bring all out of the noise$/)
    // Where too few are long enough, no number of seeds will do.
    const short = only(rateClaim(-0.5, { burnIn: formula('300', 300) }), lost, random)
    expect(short.reason).toMatch(
      /; 4 are needed; longer horizons are needed, and about \d+ seeds would bring these out/,
    )
  })

  it('raises few false alarms at the very edge of the claim, and misses few false claims', () => {
    const statuses = (claim: RateClaim, exponent: number, experiments: number) =>
      Array.from({ length: experiments }, (_, k) => only(claim, noisy(exponent, 0.2, k, 24), random).status)
    const count = (all: readonly string[], status: string) => all.filter((one) => one === status).length
    // 1 % promised, on either side: P(more than 8 of 200) < 0.1 %.
    const upper = statuses(rateClaim(-0.5), -0.4, 200)
    expect(count(upper, 'violated')).toBeLessThanOrEqual(8)
    expect(count(upper, 'holds')).toBeLessThanOrEqual(8)
    const tight = statuses(rateClaim(-0.5, { form: 'tight' }), -0.4, 200)
    expect(count(tight, 'violated')).toBeLessThanOrEqual(8)
    expect(count(tight, 'holds')).toBeLessThanOrEqual(8)
    expect(count(statuses(rateClaim(-0.5), -0.5, 50), 'violated')).toBe(0)
    expect(count(statuses(rateClaim(-0.5), -0.25, 50), 'violated')).toBeGreaterThanOrEqual(48)
  }, 120_000)
})
