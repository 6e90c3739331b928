import type { Claim, VerdictStatus } from '../config/claim.ts'
import type { Verdict } from '../run/verdict.ts'
import { unmeasured } from './finding.ts'
import { exitCode } from './outcome.ts'
import { countedWords, type Judged, missedMutants, standingOf, verdictWords } from './standing.ts'

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
  readonly code: number
  /** Mutants that were run, by the names of their rules: `adopt@v_t`. Those of an undecided claim are neither caught nor missed. */
  readonly mutants: readonly string[]
  readonly caught: readonly string[]
  readonly missed: readonly string[]
}

/** Verdicts that are not decisions, the worst first. */
const OPEN: readonly VerdictStatus[] = ['error', 'not-measured', 'hypotheses-not-met', 'inconclusive']

/** How far a verdict is from its expectation; 0 if it is as expected. */
function distance(verdict: Verdict): number {
  const standing = standingOf(verdict)
  if (standing === 'expected') return 0
  if (standing === 'open') return OPEN.length - Math.max(0, OPEN.indexOf(verdict.status))
  return OPEN.length + (standing === 'contradicted' ? 2 : 1)
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
    const fates = mutantFates(own)
    const mutants = fates.map(({ name }) => rule(name))
    const those = (fate: MutantFate['fate']) => fates.filter((one) => one.fate === fate).map(({ name }) => rule(name))
    const [missed, caught] = [those('missed'), those('caught')]
    const row = { verdicts: own, worst, code: exitCode(own), mutants, caught, missed }
    return { claim, paper, file, line: claim.at.line, ...row }
  })
}

/** What became of a mutant of a claim. `open`: it passes, and so might the claim, which is not decided. */
export interface MutantFate {
  readonly name: string
  readonly fate: 'caught' | 'missed' | 'open'
}

/** The fate of each mutant of a claim, over all of its verdicts. */
export function mutantFates(verdicts: readonly Judged[]): MutantFate[] {
  const names = new Set(verdicts.flatMap(({ mutants }) => Object.keys(mutants)))
  const missed = new Set(verdicts.flatMap(missedMutants))
  return [...names].map((name) => {
    const caught = verdicts.every(({ mutants }) => mutants[name] !== 'missed')
    return { name, fate: missed.has(name) ? 'missed' : caught ? 'caught' : 'open' }
  })
}

function nothing({ id, judge, strength, expect }: Claim): Verdict {
  const { chance: _, ...finding } = unmeasured('not-measured', 0, 'nothing was judged for it')
  return { claim: id, judge, strength, expect, optimizer: '', problem: '', at: {}, mutants: {}, ...finding }
}

/** Worst first; rows that are equally bad keep their order. */
export function worstFirst(rows: readonly ClaimResult[]): ClaimResult[] {
  return [...rows].sort((a, b) => distance(b.worst) - distance(a.worst))
}

/** The words for a claim: those of its worst verdict, and whether any of its verdicts misses a mutant. */
export const rowWords = ({ worst, missed }: ClaimResult): string => verdictWords(worst, missed.length > 0)

/** How many claims came out in which way. */
export interface Totals {
  readonly paper: string
  readonly claims: number
  /** By verdict, in words: `violated (expected)` is apart from `violated`. */
  readonly verdicts: Readonly<Record<string, number>>
  readonly missed: number
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
  for (const row of rows) {
    const words = countedWords(row.worst, row.missed.length > 0)
    verdicts[words] = (verdicts[words] ?? 0) + 1
  }
  const missed = rows.filter((row) => row.missed.length > 0).length
  return { paper, claims: rows.length, verdicts, missed }
}
