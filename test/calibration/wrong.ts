import type { Claim } from '../../src/config/claim.ts'
import { judge } from '../../src/theory/judge.ts'
import { Draws } from '../stats/draws.ts'
import {
  boundClaim,
  evaluator,
  formula,
  orderClaim,
  rateClaim,
  regionClaim,
  type Trace,
  world,
  zero,
} from '../theory/synthetic.ts'
import type { Law } from './laws.ts'

/** How often a claim whose truth is on its very edge is called true, and false, in simulated experiments: both are wrong. */
export interface Wrong {
  readonly holds: number
  readonly violated: number
}

/** What is simulated once: a claim, and the runs of one experiment. */
type Experiment = (draws: Draws) => { claim: Claim; runs: readonly Trace[]; grid?: Record<string, number[]> }

function wrong(repeats: number, experiment: Experiment): Wrong {
  const count = { holds: 0, violated: 0 }
  for (let k = 0; k < repeats; k++) {
    const { claim, runs, grid } = experiment(new Draws(1 + k))
    const made = world([claim], runs, { random: true, ...(grid ? { grid } : {}) })
    const [verdict] = judge(made.experiment, made.traces, evaluator)
    if (verdict?.status === 'holds' || verdict?.status === 'violated') count[verdict.status]++
  }
  return { holds: count.holds / repeats, violated: count.violated / repeats }
}

const seeds = (values: readonly number[], extra: Partial<Trace> = {}): Trace[] =>
  values.map((value, seed) => ({ seed, values: [value], ...extra }))

/** "The mean is at most its true value", or with a minus before everything. */
export const boundAtEdge = (law: Law, n: number, repeats: number, sign: 1 | -1 = 1): Wrong =>
  wrong(repeats, (draws) => ({
    claim: boundClaim(sign * law.mean),
    runs: seeds(draws.many(n, () => sign * law.draw(draws))),
  }))

/** "The mean difference of pairs is above its true value." */
export const orderAtEdge = (law: Law, n: number, repeats: number): Wrong =>
  wrong(repeats, (draws) => ({
    claim: orderClaim('higher', law.mean),
    runs: [
      ...seeds(
        draws.many(n, () => law.draw(draws)),
        { optimizer: 'a' },
      ),
      ...seeds(
        draws.many(n, () => 0),
        { optimizer: 'b' },
      ),
    ],
  }))

const HORIZONS = [1000, 4000, 16_000, 64_000, 256_000]

/** "The exponent is at most its true value", of a law that scales with T^(-1/2), drawn anew at each horizon or shared but for a fifth. */
export const rateAtEdge = (law: Law, n: number, repeats: number, shared: boolean): Wrong =>
  wrong(repeats, (draws) => {
    const own = draws.many(n, () => law.draw(draws))
    const value = (seed: number) => (shared ? (own[seed] ?? Number.NaN) * (1 + 0.2 * draws.normal()) : law.draw(draws))
    return {
      claim: rateClaim(-0.5, { margin: zero }),
      runs: HORIZONS.flatMap((horizon) =>
        own.map((_, seed) => ({ horizon, seed, values: [value(seed) / Math.sqrt(horizon)] })),
      ),
    }
  })

const CELLS = 16

/** A map whose claim is right but for one cell of even chances, of which neither "all agree" nor "one does not" may be said. */
export const regionAtEdge = (n: number, repeats: number): Wrong =>
  wrong(repeats, (draws) => {
    const axis = Array.from({ length: CELLS }, (_, k) => k)
    return {
      claim: { ...regionClaim(() => 1), y: null, outcome: formula('value < 0', ({ value = 0 }) => Number(value < 0)) },
      grid: { p: axis },
      runs: axis.flatMap((p) =>
        seeds(
          draws.many(n, () => (draws.uniform() < (p === 0 ? 0.5 : 0.98) ? -1 : 1)),
          { point: p, hyper: { p } },
        ),
      ),
    }
  })
