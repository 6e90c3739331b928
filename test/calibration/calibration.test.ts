import { describe, expect, it } from 'vitest'
import { binomialLowerTail } from '../../src/stats/binomial.ts'
import { LAWS } from './laws.ts'
import { boundAtEdge, orderAtEdge, rateAtEdge, regionAtEdge, type Wrong } from './wrong.ts'

/** What `docs/verdicts.md` promises of wrong verdicts; the whole table is `npm run calibrate`. */
const PROMISED = 0.015
const REPEATS = 400
/** So many of them happen with a chance below 1e-4 if the promise is kept. */
const most = Array.from({ length: REPEATS }, (_, k) => k).findIndex(
  (k) => 1 - binomialLowerTail(k, REPEATS, PROMISED) < 1e-4,
)

const expectKept = ({ holds, violated }: Wrong) => {
  expect(holds * REPEATS).toBeLessThanOrEqual(most)
  expect(violated * REPEATS).toBeLessThanOrEqual(most)
}

const named = (name: string) => {
  const law = LAWS.find((one) => one.name === name)
  if (!law) throw new Error(name)
  return law
}

describe('wrong verdicts at the edge of a claim are as rare as promised', () => {
  it.each(LAWS.filter(({ name }) => !name.startsWith('95')).map(({ name }) => name))('bound: %s', (name) => {
    for (const n of [24, 100])
      for (const sign of [1, -1] as const) expectKept(boundAtEdge(named(name), n, REPEATS, sign))
  })

  it.each(['normal', 'log-normal(1)', 'Pareto(1.5)', '50 with 2 %, else 0'])('order: %s', (name) => {
    for (const n of [24, 100]) expectKept(orderAtEdge(named(name), n, REPEATS))
  })

  it.each(['exponential', 'log-normal(1)', 'Pareto(2.5)', '50 with 2 %, else 0'])('rate: %s', (name) => {
    for (const n of [24, 100])
      for (const shared of [true, false]) expectKept(rateAtEdge(named(name), n, REPEATS, shared))
  })

  it('region', () => {
    for (const n of [8, 24, 100]) expectKept(regionAtEdge(n, REPEATS))
  })
})

it('what cannot be promised is not: of a mixture 24 seeds often show one part only', () => {
  expect(boundAtEdge(named('95 % N(0, 1), 5 % N(20, 1)'), 24, 200).holds).toBeGreaterThan(0.15)
})
