import type { Trace } from '../config/trace.ts'
import { readHeader } from './header.ts'
import { distinctRules, type Rule } from './rules.ts'
import type { Match } from './search.ts'
import { type SearchProgress, type Skipped, searchAll } from './search-all.ts'
import { SIZES, type ViewSizes } from './view.ts'

/** Where errors of single precision end and those of another rule begin. */
const SINGLE = 1e-6

/** What a trace follows. */
export interface Conformance {
  readonly trace: Trace
  readonly tolerance: number
  /**
   * All rules that could be run. Those that conform come first, mutants after the others, and the fewer values had to be
   * searched the earlier; then those that follow the trace for at least half of its steps, the longer the earlier; then the
   * rest by largest relative error. Of a large trace only those that conform, and the nearest, were followed over the whole.
   */
  readonly ranking: readonly Match[]
  /** The rules of the ranking that the trace follows. */
  readonly conforming: readonly Match[]
  /** The mutants of the ranking that the trace follows: known mistakes. */
  readonly mutants: readonly Match[]
  /** Rules that recorded gradients are not enough for, and why. */
  readonly skipped: readonly Skipped[]
  /** Settings of the header that no rule has. */
  readonly unknown: Readonly<Record<string, unknown>>
  /** Why texts under keys of the header that a rule has are no formulas, by key. */
  readonly misread: Readonly<Record<string, string>>
  /** Whether none conforms, but the best does up to rounding errors of single precision. */
  readonly single: boolean
}

interface Options {
  readonly tolerance: number
  readonly sizes?: ViewSizes
  readonly onProgress?: (progress: SearchProgress) => void
}

/** @param trace with iterates */
export function conform(
  trace: Trace,
  file: string,
  rules: readonly Rule[],
  { tolerance, sizes = SIZES, onProgress = () => {} }: Options,
): Conformance {
  const header = readHeader(trace.hyper)
  const hyper = new Set(rules.flatMap(({ page }) => Object.keys(page.hyper)))
  const { ranking, skipped } = searchAll(distinctRules(rules), header, { trace, file, tolerance, sizes, onProgress })
  const best = ranking[0]
  const followed = ranking.filter(({ departure }) => departure === null)
  return {
    trace,
    tolerance,
    ranking,
    conforming: followed.filter(({ rule }) => !rule.mutant),
    mutants: followed.filter(({ rule }) => rule.mutant),
    skipped,
    unknown: header.unknown(hyper),
    misread: header.misread(hyper),
    single: best !== undefined && best.departure !== null && best.error <= SINGLE,
  }
}
