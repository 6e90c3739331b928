import type { Trace } from '../config/trace.ts'
import { treatsEachAlone } from './coordinatewise.ts'
import { nearer } from './deviation.ts'
import type { Header } from './header.ts'
import { byRank, outcome } from './rank.ts'
import type { Rule } from './rules.ts'
import { type Match, type Searched, search, searchOn } from './search.ts'
import { partView, type View, type ViewSizes, wholeView } from './view.ts'

/** How far a comparison has come. */
export interface SearchProgress {
  readonly done: number
  readonly total: number
}

export interface SearchTask {
  readonly trace: Trace
  readonly file: string
  readonly tolerance: number
  readonly sizes: ViewSizes
  readonly onProgress: (progress: SearchProgress) => void
}

/** A rule that recorded gradients are not enough for, and why. */
export interface Skipped {
  readonly rule: Rule
  readonly reason: string
}

/**
 * Follows a trace by every rule. If it is large, by a part of it first: rules that conform there, and the nearest if none
 * conforms, are followed over the whole. Errors on a part are at most those on the whole, and departures are not earlier: so
 * what conforms on the whole conforms on the part, and a rule that is first in the ranking after it was followed over the
 * whole is the nearest of all.
 */
export function searchAll(
  rules: readonly Rule[],
  header: Header,
  { trace, file, tolerance, sizes, onProgress }: SearchTask,
): { ranking: Match[]; skipped: Skipped[] } {
  const whole = wholeView(trace, file)
  const large = trace.gradients.length > sizes.large
  const parts = large && { alone: partView(trace, file, sizes, true), joined: partView(trace, file, sizes, false) }
  const viewFor = (rule: Rule): View => (parts ? parts[treatsEachAlone(rule, header) ? 'alone' : 'joined'] : whole)
  const found: Searched[] = []
  const skipped: Skipped[] = []
  rules.forEach((rule, k) => {
    const searched = search(rule, header, viewFor(rule), tolerance)
    if (typeof searched === 'string') skipped.push({ rule, reason: searched })
    else found.push(searched)
    onProgress({ done: k + 1, total: large ? 2 * rules.length : rules.length })
  })

  const goesOn = ({ match }: Searched) => !match.whole && match.departure === null
  const going = found.filter(goesOn).length
  let gone = 0
  found.forEach((searched, k) => {
    if (!goesOn(searched)) return
    found[k] = searchOn(searched, whole, tolerance)
    onProgress({ done: going + ++gone, total: 2 * going })
  })
  const order = byRank(trace.rows)
  const widened = new Set<Rule>()
  let best: Match | null = null
  for (;;) {
    found.sort((a, b) => order(a.match, b.match))
    const first = found[0]
    if (!first || first.match.whole) break
    if (parts && !widened.has(first.match.rule)) {
      // Two steps of all coordinates cost little, and many errors are as large there as ever.
      widened.add(first.match.rule)
      found[0] = { ...first, match: worse(first.match, searchOn(first, parts.joined, tolerance).match) }
      continue
    }
    const nearest: Match | null = best
    found[0] = searchOn(
      first,
      whole,
      tolerance,
      (one) => nearest !== null && nearer(one, outcome(nearest), trace.rows) > 0,
    )
    const { match } = found[0]
    if (match.whole && (best === null || order(match, best) < 0)) best = match
  }
  return { ranking: found.map(({ match }) => match), skipped }
}

/** What two parts of a trace say together of the whole. */
function worse(match: Match, other: Match): Match {
  const departures = [match.departure, other.departure].filter((one) => one !== null).sort((a, b) => a.t - b.t)
  return { ...match, error: Math.max(match.error, other.error), departure: departures[0] ?? null }
}
