import { problemOf } from '../config/replay.ts'
import type { Trace } from '../config/trace.ts'
import { nearer, yardstick } from './deviation.ts'
import { readHeader } from './header.ts'
import { distinctRules, type Rule } from './rules.ts'
import { type Match, search } from './search.ts'

/** Where errors of single precision end and those of another rule begin. */
const SINGLE = 1e-6

/** What a trace follows. */
export interface Conformance {
  readonly trace: Trace
  readonly tolerance: number
  /**
   * All rules that could be run. Those that conform come first, mutants after the others, and the fewer values had to be
   * searched the earlier; then those that follow the trace for at least half of its steps, the longer the earlier; then the
   * rest by largest relative error.
   */
  readonly ranking: readonly Match[]
  /** The rules of the ranking that the trace follows. */
  readonly conforming: readonly Match[]
  /** The mutants of the ranking that the trace follows: known mistakes. */
  readonly mutants: readonly Match[]
  /** Rules that recorded gradients are not enough for, and why. */
  readonly skipped: readonly { readonly rule: Rule; readonly reason: string }[]
  /** Settings of the header that no rule has. */
  readonly unknown: Readonly<Record<string, unknown>>
  /** Why texts under keys of the header that a rule has are no formulas, by key. */
  readonly misread: Readonly<Record<string, string>>
  /** Whether none conforms, but the best does up to rounding errors of single precision. */
  readonly single: boolean
}

/** @param trace with iterates */
export function conform(trace: Trace, file: string, rules: readonly Rule[], tolerance: number): Conformance {
  const header = readHeader(trace.hyper)
  const problem = { page: problemOf(trace, file), label: 'trace', settings: {}, mutantOf: null }
  const stick = yardstick(trace)
  const results = distinctRules(rules).map((rule) => ({
    rule,
    match: search(rule, header, trace, problem, stick, tolerance),
  }))
  const hyper = new Set(rules.flatMap(({ page }) => Object.keys(page.hyper)))
  const ranking = results.flatMap(({ match }) => (typeof match === 'string' ? [] : [match])).sort(byRank(trace.rows))
  const best = ranking[0]
  const followed = ranking.filter(({ departure }) => departure === null)
  return {
    trace,
    tolerance,
    ranking,
    conforming: followed.filter(({ rule }) => !rule.mutant),
    mutants: followed.filter(({ rule }) => rule.mutant),
    skipped: results.flatMap(({ rule, match }) => (typeof match === 'string' ? [{ rule, reason: match }] : [])),
    unknown: header.unknown(hyper),
    misread: header.misread(hyper),
    single: best !== undefined && best.departure !== null && best.error <= SINGLE,
  }
}

/** Of rules that conform alike, those are first of which least had to be assumed, and the simplest of these. */
const byRank = (steps: number) => (a: Match, b: Match) =>
  nearer(outcome(a), outcome(b), steps) ||
  Number(a.rule.mutant) - Number(b.rule.mutant) ||
  assumed(a) - assumed(b) ||
  a.settings.length - b.settings.length ||
  a.error - b.error ||
  (a.rule.name < b.rule.name ? -1 : 1)

const outcome = ({ error, departure }: Match) => ({ worst: error, departure })
const assumed = ({ settings }: Match): number => settings.filter(({ from }) => from === 'searched').length
