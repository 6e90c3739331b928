import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Claim } from '../../src/config/claim.ts'
import { verdictRow } from '../../src/report/verdicts.ts'
import type { Verdict } from '../../src/run/verdict.ts'
import { apart, digitsApart, short, verdictDigits } from '../../src/theory/digits.ts'
import { judge } from '../../src/theory/judge.ts'
import {
  boundClaim,
  evaluator,
  formula,
  growthClaim,
  identityClaim,
  limitClaim,
  orderClaim,
  rateClaim,
  type Trace,
  world,
} from './synthetic.ts'

const judged = (claim: Claim, runs: readonly Trace[]): Verdict[] => {
  const { experiment, traces } = world([claim], runs)
  return judge(experiment, traces, evaluator)
}
const reason = (claim: Claim, runs: readonly Trace[]) => judged(claim, runs)[0]?.reason

it('writes a number in six digits, and in more only where it takes more to tell it from a limit', () => {
  expect(short(1 / 3)).toBe('0.333333')
  expect(apart([0.49999999], [0.45, 0.55])(0.49999999)).toBe('0.5')
  expect(apart([1.00000002], [1.000000009, 1.000000011])(1.00000002)).toBe('1.00000002')
  expect(digitsApart([1], [1])).toBe(6)
  expect(digitsApart([Number.NaN, Number.POSITIVE_INFINITY], [1])).toBe(6)
})

it('what it writes compares as the numbers do', () => {
  fc.assert(
    fc.property(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.integer({ min: -60, max: 60 }),
      (limit, ulps) => {
        const value = limit * (1 + ulps * 2 ** -50)
        fc.pre(Number.isFinite(value))
        const told = apart([value], [limit])
        expect(Math.sign(Number(told(value)) - Number(told(limit)))).toBe(Math.sign(value - limit))
      },
    ),
    { seed: 11, numRuns: 500 },
  )
})

const near = 1 + 2e-8
const ladder = (exponent: number) =>
  [10, 30, 100, 300, 1000].map((horizon) => ({ horizon, point: 0, seed: 1, values: [horizon ** exponent] }))

describe('every judge tells what it compares apart', () => {
  it.each<[string, Claim, readonly Trace[], RegExp]>([
    [
      'limit',
      limitClaim(1 + 1e-8, 1e-9),
      [{ values: [near] }],
      /ends at 1\.00000002 at T = 1, outside 1\.00000001 \+- 1e-9$/,
    ],
    ['bound', boundClaim(1), [{ values: [near] }], /1\.00000002 against the bound 1 at/],
    [
      'identity',
      identityClaim(1, 0.1),
      [{ values: [1.1 + 1e-9] }, { optimizer: 'b', values: [1] }],
      /difference 0\.100000001 .*tolerance 0\.1$/,
    ],
    [
      'order',
      orderClaim('lower', 1),
      [{ values: [0] }, { optimizer: 'b', values: [1 - 1e-9] }],
      /by 0\.999999999, claimed more than 1$/,
    ],
    [
      'growth',
      growthClaim(-1, 1e-9),
      [{ values: [0, 1, 2, 3].map((t) => Math.exp(-t * near)) }],
      /grows by -1\.00000002 a step .*predicted -1 \+- 1e-9/,
    ],
    [
      'rate',
      rateClaim(-1, { form: 'tight', margin: formula('1e-9', 1e-9) }),
      ladder(-near),
      /slope -1\.00000002 .*claimed -1 \+- 1e-9/,
    ],
  ])('%s', (_, claim, runs, expected) => {
    const [verdict] = judged(claim, runs)
    expect(verdict?.status).toBe('violated')
    expect(verdict?.reason).toMatch(expected)
  })
})

describe('a hypothesis comes before how a run ended', () => {
  const unmet = { hypotheses: [formula('lr < 2', ({ lr }) => Number((lr ?? Number.NaN) < 2), ['lr'])] }
  const diverged = [{ hyper: { lr: 5 }, status: 'diverged' as const, values: [Number.NaN] }]

  it('where it fails, a divergence is no error of the claim', () => {
    expect(reason(limitClaim(0, 1, unmet), diverged)).toBe('the hypothesis lr < 2 is not met (lr = 5)')
    expect(judged(limitClaim(0, 1), diverged)[0]?.status).toBe('error')
  })

  it('a rate leaves out the horizons of which it does not speak, however they end', () => {
    const short = { horizon: 3, status: 'diverged' as const, values: [Number.NaN] }
    const runs = [short, ...ladder(-1)].map((run) => ({ ...run, point: 0, seed: 1 }))
    const long = { hypotheses: [formula('T > 5', ({ T }) => Number((T ?? 0) > 5), ['T'])] }
    expect(judged(rateClaim(-1, long), runs)[0]?.status).toBe('holds')
    expect(judged(rateClaim(-1), runs)[0]?.status).toBe('error')
  })
})

it('tables of every form tell what was measured from what was predicted', () => {
  const [verdict] = judged(limitClaim(1 + 1e-8, 1e-9), [{ values: [near] }])
  if (!verdict) throw new Error('no verdict')
  expect(verdictRow(verdict, false)).toMatchObject({ predicted: '1.00000001', measured: '1.00000002' })
  expect([verdictDigits(verdict), verdictDigits(verdict, 4)]).toEqual([9, 9])
  const [fine] = judged(limitClaim(1, 0.5), [{ values: [near] }])
  expect(fine && verdictDigits(fine, 4)).toBe(4)
})
