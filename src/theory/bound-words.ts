import { count } from '../budget/limits.ts'
import type { BoundClaim } from '../config/claim.ts'
import { withYaml, yamlEntry } from '../text/yaml-entry.ts'
import type { Against, PeakAt } from './against-bound.ts'
import { apart } from './digits.ts'
import { horizonsInWords } from './judged-horizons.ts'
import { isOneStep } from './span.ts'

/** As many steps may be recorded. */
const MOST_POINTS = 100_000

type Horizons = readonly { readonly horizon: number }[]

/** `0.6 against the bound 0.5 at t = 2`, with the horizon where there are several. */
export function pointInWords(
  { mean, bound, t, horizon }: Readonly<Record<'mean' | 'bound' | 't' | 'horizon', number>>,
  horizons: Horizons,
): string {
  const told = apart([mean], [bound])
  return `${told(mean)} against the bound ${told(bound)} at t = ${t}${horizons.length > 1 ? `, T = ${horizon}` : ''}`
}

/** What was looked at: `at every one of the 10,000 steps up to T = 10000`. */
export function judgedSteps(claim: BoundClaim, found: readonly Against[]): string {
  const horizons = horizonsInWords(found.map(({ horizon }) => horizon))
  const sum = (of: (one: Against) => number) => count(found.reduce((total, one) => total + of(one), 0))
  const several = found.length > 1
  const ends = several ? ` of the runs up to each of ${horizons}` : ` up to ${horizons}`
  if (isOneStep(claim))
    return several ? `at that step of the runs of ${horizons}` : `at that step of T = ${found[0]?.horizon}`
  if (found.every(({ every }) => every)) return `at every one of the ${sum(({ steps }) => steps)} steps${ends}`
  return `at all ${sum(({ recorded }) => recorded)} recorded steps, of ${sum(({ steps }) => steps)},${ends}`
}

/** Where single runs are above the bound between records, and what would tell whether their mean is. */
export function betweenRecords(open: readonly PeakAt[], horizons: Horizons): string {
  const worst = open.reduce((a, b) => (Math.max(...b.excesses) > Math.max(...a.excesses) ? b : a))
  const above = worst.excesses.filter((excess) => excess > worst.rounding).length
  const place = `from t = ${worst.after + 1} to ${worst.to}${horizons.length > 1 ? `, T = ${worst.horizon}` : ''}`
  const who = above === 0 ? 'the runs come too near to it' : `${above} of ${worst.excesses.length} runs are above it`
  const points = Math.max(...horizons.map(({ horizon }) => horizon))
  const dense = points <= MOST_POINTS ? yamlEntry('record', { points, scale: 'linear' }) : null
  return `between them, where the mean is not known, ${who} somewhere (${place}); ${withYaml('every step recorded would decide', dense)}`
}
