import { leftToChance } from '../config/chance.ts'
import type { Claim } from '../config/claim.ts'
import type { Experiment } from '../config/experiment.ts'
import { withoutMutants } from '../config/without-mutants.ts'
import { type Share, shareWithInterval } from '../stats/share.ts'
import { ALPHA } from './finding.ts'

/** The share of false `violated` that a page may have: the level at which verdicts are made. */
export const ALLOWED = ALPHA

/** What is known after some seed sets. */
export interface NullControl {
  /** Seed sets that were run and judged, over how many pages. */
  readonly sets: number
  readonly pages: number
  /** Seed sets that were asked for, and the time in seconds after which none was begun. */
  readonly asked: number
  readonly seconds: number
  /** Each seed set with a false `violated`: at least one, in a page where every claim holds. */
  readonly alarms: readonly Alarm[]
  /** The share of seed sets with an alarm; null if there was none to judge. */
  readonly share: Share | null
  /** Whether the share is above what is allowed beyond its error. */
  readonly failed: boolean
}

export interface Alarm {
  readonly page: string
  /** The first seed of the set, with which it can be made again. */
  readonly seed: number
  readonly claims: readonly string[]
}

/** The outcome of some seed sets; the interval misses the true share with probability `ALPHA`. */
export function nullControl(found: Pick<NullControl, 'sets' | 'pages' | 'asked' | 'seconds' | 'alarms'>): NullControl {
  const share = found.sets === 0 ? null : shareWithInterval(found.alarms.length, found.sets, ALPHA)
  return { ...found, share, failed: share !== null && share.interval[0] > ALLOWED }
}

/**
 * What is run again of a page: the claims that are expected to hold, do so, and whose verdicts rest on random numbers, with
 * the optimizers that they speak of. A `violated` of a claim that is undecided need not be false. Null if there is no such
 * claim.
 *
 * @param held ids of the claims that hold
 */
export function nullPage(page: Experiment, held: ReadonlySet<string>): Experiment | null {
  const experiment = withoutMutants(page)
  const chancy = (claim: Claim) =>
    claim.judge !== 'static' &&
    claim.expect === 'holds' &&
    held.has(claim.id) &&
    experiment.problems.some((problem) =>
      claim.optimizers.some((optimizer) => leftToChance(experiment, problem.label, optimizer)),
    )
  const claims = experiment.claims.filter(chancy)
  if (claims.length === 0) return null
  const named = new Set(
    claims.flatMap((claim) => [...claim.optimizers, ...('against' in claim ? [claim.against].flat() : [])]),
  )
  return { ...experiment, claims, optimizers: experiment.optimizers.filter(({ label }) => named.has(label)), plots: [] }
}

/** Seeds of pages are small; these are above all of them, and below the end of what a seed may be, 2^32 - 1. */
const FIRST_FRESH = 2 ** 31

/**
 * `sets` seed sets of the page's size that no page uses, from the one numbered `first` on: set k is the same whenever and with
 * whatever others it is run.
 */
export function freshSeeds({ seeds }: Experiment, first: number, sets: number): number[][] {
  const size = seeds.length
  return Array.from({ length: sets }, (_, k) =>
    Array.from({ length: size }, (_, j) => FIRST_FRESH + (first + k) * size + j),
  )
}
