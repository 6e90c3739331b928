import type { Claim, VerdictStatus } from '../config/experiment.ts'
import { contradicts, exitCode, missedMutants } from './exitcode.ts'
import { unmeasured } from './finding.ts'
import type { Verdict } from './verdict.ts'

/** A claim with all its verdicts, as one row of the ledger. */
export interface ClaimResult {
  readonly claim: Claim
  /** Where the claim stands. */
  readonly paper: string
  readonly file: string
  readonly line: number
  /** At least one: one for each optimizer, problem and point of the grid that the claim speaks of. */
  readonly verdicts: readonly Verdict[]
  /** The verdict that counts: no other is further from what the page expects. */
  readonly worst: Verdict
  /** 0 as expected; 1 contradicted, or a mutant was missed; 3 could not be judged. */
  readonly code: 0 | 1 | 3
  /** Mutants that were run, by the names of their rules: `adopt@v_t`. Those of an undecided claim are neither caught nor missed. */
  readonly mutants: readonly string[]
  readonly caught: readonly string[]
  readonly missed: readonly string[]
}

/** Verdicts that are not decisions, the worst first. */
const OPEN: readonly VerdictStatus[] = ['error', 'not-measured', 'hypotheses-not-met', 'inconclusive']

/** How far a verdict is from its expectation; 0 if it is as expected. */
function distance(verdict: Verdict): number {
  if (verdict.status === verdict.expect) return 0
  return contradicts(verdict) ? OPEN.length + 1 : OPEN.length - Math.max(0, OPEN.indexOf(verdict.status))
}

/** NaN compares like the smallest slack there is: it must not hide behind a number. */
const room = ({ slack }: Verdict): number =>
  slack === null ? Number.POSITIVE_INFINITY : Number.isNaN(slack) ? Number.NEGATIVE_INFINITY : slack

/** The verdict furthest from its expectation; among those equally far, the one with the least slack. */
export function worstOf(verdicts: readonly Verdict[]): Verdict | null {
  return verdicts.reduce<Verdict | null>((worst, one) => {
    if (!worst) return one
    const further = distance(one) - distance(worst)
    return further > 0 || (further === 0 && room(one) < room(worst)) ? one : worst
  }, null)
}

/** The rows of a page, in its order. A claim for which nothing was judged is `not-measured`: it must not vanish. */
export function ledgerRows(
  page: { readonly paper: string; readonly file: string; readonly claims: readonly Claim[] },
  verdicts: readonly Verdict[],
): ClaimResult[] {
  const { paper, file, claims } = page
  return claims.map((claim) => {
    const found = verdicts.filter((verdict) => verdict.claim === claim.id)
    const own = found.length > 0 ? found : [nothing(claim)]
    const worst = worstOf(own) ?? nothing(claim)
    const rule = (label: string) => label.replace(` (mutant of ${claim.id})`, '')
    const labels = [...new Set(own.flatMap(({ mutants }) => Object.keys(mutants)))]
    const mutants = labels.map(rule)
    const missed = labels.filter((label) => own.some((verdict) => missedMutants(verdict).includes(label))).map(rule)
    const caught = labels.filter((label) => own.every((verdict) => verdict.mutants[label] !== 'missed')).map(rule)
    const row = { verdicts: own, worst, code: exitCode(own), mutants, caught, missed }
    return { claim, paper, file, line: claim.at.line, ...row }
  })
}

function nothing({ id, judge, strength, expect }: Claim): Verdict {
  const { chance: _, ...finding } = unmeasured('not-measured', 0, 'nothing was judged for it')
  return { claim: id, judge, strength, expect, optimizer: '', problem: '', at: {}, mutants: {}, ...finding }
}

/** Worst first; rows that are equally bad keep their order. */
export function worstFirst(rows: readonly ClaimResult[]): ClaimResult[] {
  const badness = ({ code, worst }: ClaimResult) => (code === 1 ? 100 : 0) + distance(worst)
  return [...rows].sort((a, b) => badness(b) - badness(a))
}

/** How many claims came out in which way. */
export interface Totals {
  readonly paper: string
  readonly claims: number
  /** By verdict, in words: `violated (expected)` is apart from `violated`. */
  readonly verdicts: Readonly<Record<string, number>>
  readonly missed: number
}

/**
 * The words for a verdict in a table: its status, and whether it was expected where that is not obvious. `holds` where it was
 * not expected is the opposite of good news: it must not be counted with the others.
 */
export function wordsFor({ status, expect }: Pick<Verdict, 'status' | 'expect'>): string {
  if (status !== expect) return status === 'holds' ? 'holds (unexpected)' : status
  return expect === 'holds' ? 'holds' : `${status} (expected)`
}

/** Totals by paper, in the order of their first claims. */
export function totalsByPaper(rows: readonly ClaimResult[]): Totals[] {
  return [...new Set(rows.map(({ paper }) => paper))].map((paper) =>
    totals(
      paper,
      rows.filter((row) => row.paper === paper),
    ),
  )
}

/** Totals of some rows, under a name. */
export function totals(paper: string, rows: readonly ClaimResult[]): Totals {
  const verdicts: Record<string, number> = {}
  for (const { worst } of rows) {
    const words = wordsFor(worst)
    verdicts[words] = (verdicts[words] ?? 0) + 1
  }
  const missed = rows.filter((row) => row.missed.length > 0).length
  return { paper, claims: rows.length, verdicts, missed }
}
