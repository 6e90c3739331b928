import { intervalOf } from '../../stats/estimate.ts'
import { meanWithError } from '../../stats/mean.ts'
import { pairedDifference } from '../../stats/paired.ts'
import { ALPHA } from '../../theory/finding.ts'
import type { SummaryRun } from '../summary.ts'
import { type GroupPair, pairGroups, type RunGroup, runGroups } from './groups.ts'
import { groupNames } from './names.ts'

/** The difference of a final measure, second directory less the first, over pairs that saw the same random numbers. */
export interface Difference {
  /** `adam, beta2=0.1`. */
  readonly label: string
  readonly measure: string
  readonly changed: readonly string[]
  /** Seeds of which both runs finished with a finite value. */
  readonly pairs: number
  /** Seeds that both have, but of which a run did not finish or ended with a value that is not finite. */
  readonly lost: number
  readonly meanA: number | null
  readonly meanB: number | null
  readonly mean: number | null
  /** Student's, of the mean difference; null where one pair shows no spread or there is none. */
  readonly interval: readonly [number, number] | null
  /** `equal` in every bit of every pair; `higher` or `lower` beyond the interval; else `open`. */
  readonly sign: 'equal' | 'higher' | 'lower' | 'open'
}

export interface Differences {
  /** By group and measure; those that differ most, in units of their error, first. */
  readonly rows: readonly Difference[]
  /** Groups of runs that only one of the directories has, and seeds of those that both have. */
  readonly onlyA: readonly string[]
  readonly onlyB: readonly string[]
}

/** Paired differences of all final measures that both directories have. */
export function pairedDifferences(a: readonly SummaryRun[], b: readonly SummaryRun[]): Differences {
  const [groupsA, groupsB] = [runGroups(a), runGroups(b)]
  const { pairs, onlyA, onlyB } = pairGroups(groupsA, groupsB)
  const namesA = groupNames(groupsA)
  const namesB = groupNames(groupsB)
  const rows = pairs.flatMap((pair) => differencesOf(pair, namesA.get(pair.a) ?? pair.a.optimizer))
  const lone = (of: 'a' | 'b', other: 'a' | 'b', names: ReadonlyMap<RunGroup, string>) =>
    pairs.flatMap((pair) => {
      const shared = new Set(pair[other].runs.map(({ seed }) => seed))
      const seeds = pair[of].runs.flatMap(({ seed }) => (shared.has(seed) ? [] : [seed]))
      return seeds.length > 0 ? [`${names.get(pair[of]) ?? pair[of].optimizer} (${seedsText(seeds)})`] : []
    })
  const named = (groups: readonly RunGroup[], names: ReadonlyMap<RunGroup, string>) =>
    groups.map((group) => names.get(group) ?? group.optimizer)
  return {
    rows: rows.sort(byWeight),
    onlyA: [...named(onlyA, namesA), ...lone('a', 'b', namesA)],
    onlyB: [...named(onlyB, namesB), ...lone('b', 'a', namesB)],
  }
}

/** `seed 3`; of more than one the first, the last, and how many. */
const seedsText = (seeds: readonly number[]): string =>
  seeds.length === 1 ? `seed ${seeds[0]}` : `${seeds.length} seeds, ${Math.min(...seeds)} to ${Math.max(...seeds)}`

function differencesOf({ a, b, changed }: GroupPair, label: string): Difference[] {
  const partners = new Map(b.runs.map((run) => [run.seed, run]))
  const shared = a.runs.flatMap((run) => {
    const partner = partners.get(run.seed)
    return partner ? [{ run, partner }] : []
  })
  const measures = Object.keys(a.runs[0]?.final ?? {}).filter((name) => Object.hasOwn(b.runs[0]?.final ?? {}, name))
  if (shared.length === 0) return []
  return measures.map((measure) => {
    const value = (run: SummaryRun) => (run.status === 'finished' ? (run.final[measure] ?? Number.NaN) : Number.NaN)
    const values = shared.map(({ run, partner }) => [value(run), value(partner)] as const)
    const finite = values.filter(([x, y]) => Number.isFinite(x) && Number.isFinite(y))
    const lost = values.length - finite.length
    return { label, measure, changed, lost, ...compare(finite) }
  })
}

type Compared = Pick<Difference, 'pairs' | 'meanA' | 'meanB' | 'mean' | 'interval' | 'sign'>

function compare(values: readonly (readonly [number, number])[]): Compared {
  const pairs = values.length
  if (pairs === 0) return { pairs, meanA: null, meanB: null, mean: null, interval: null, sign: 'open' }
  const [a, b] = [values.map(([x]) => x), values.map(([, y]) => y)]
  const estimate = pairedDifference(b, a)
  const interval = pairs > 1 ? intervalOf(estimate, ALPHA) : null
  const equal = values.every(([x, y]) => Object.is(x, y))
  const sign = equal ? 'equal' : interval && interval[0] > 0 ? 'higher' : interval && interval[1] < 0 ? 'lower' : 'open'
  return { pairs, meanA: meanWithError(a).mean, meanB: meanWithError(b).mean, mean: estimate.value, interval, sign }
}

/** Distance of 0 from the mean difference, in half widths of the interval; what is known not at all comes last. */
function weight({ sign, mean, interval }: Difference): number {
  if (sign === 'equal' || mean === null) return -1
  if (interval === null) return 0
  const half = (interval[1] - interval[0]) / 2
  return half === 0 ? Number.POSITIVE_INFINITY : Math.abs(mean) / half
}

function byWeight(a: Difference, b: Difference): number {
  const [x, y] = [weight(a), weight(b)]
  return x === y ? 0 : y - x
}
