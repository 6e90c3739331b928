import { bucket } from '../../plots/groups.ts'
import type { Verdict } from '../../run/verdict.ts'
import { outcomeOf } from '../../theory/outcome.ts'
import { SYMBOLS, TONES, type Tone } from '../../theory/standing.ts'
import { claimAnchor } from '../anchors.ts'
import type { Summary } from '../summary.ts'
import { severalProblems, undoneOf, type VerdictRow, worstRow } from '../verdicts.ts'

/** A result directory below the ledger. */
export interface LedgerEntry {
  /** Its path from the ledger, with slashes. */
  readonly path: string
  readonly summary: Summary
  /** Whether it has a `report.html`. */
  readonly report: boolean
  /** A sentence, if its files are not those that were published. */
  readonly doubt?: string | null
}

/** One claim of one directory. */
export interface LedgerRow {
  readonly claim: string
  readonly text: string | null
  readonly source: string | null
  readonly title: string
  readonly path: string
  /** Address of its place in the report; null where there is no report. */
  readonly href: string | null
  /** The verdict that counts: no other of the claim is further from what the page expects. */
  readonly worst: VerdictRow
  /** How many verdicts the claim has. */
  readonly points: number
}

/** A directory without claims has no row of its own, but a reader must know of it. */
export interface LedgerDirectory {
  readonly path: string
  readonly title: string
  readonly href: string | null
}

export interface LedgerModel {
  readonly title: string
  readonly rows: readonly LedgerRow[]
  readonly silent: readonly LedgerDirectory[]
  /** Sentences on results whose files are not those that were published. */
  readonly doubts: readonly string[]
  readonly directories: number
  readonly counts: Readonly<Record<Tone, number>>
  readonly tone: Tone
  readonly sentence: string
}

const UNJUDGED: VerdictRow = {
  tone: 'open',
  symbol: SYMBOLS.open,
  status: 'not-measured',
  where: '',
  predicted: '',
  measured: '',
  interval: '',
  slack: '',
  n: '',
  reason: 'nothing was judged for it',
}

/** The claims of many result directories as one table, those that need a reader first. */
export function ledgerModel(title: string, entries: readonly LedgerEntry[]): LedgerModel {
  const rows = entries.flatMap(rowsOf)
  const judged = entries.flatMap(({ summary }) => claimsOf(summary)).map(({ own }) => own)
  const failures = entries.flatMap(({ summary: { runs, undrawn } }) => undoneOf(runs, undrawn))
  const { counts, tone, sentence } = outcomeOf({ unit: 'claim', judged, failures })
  return {
    title,
    rows: [...rows].sort((a, b) => TONES.indexOf(a.worst.tone) - TONES.indexOf(b.worst.tone)),
    silent: entries
      .filter((entry) => rowsOf(entry).length === 0)
      .map((entry) => ({ path: entry.path, title: entry.summary.title, href: hrefOf(entry, null) })),
    doubts: entries.flatMap(({ doubt }) => doubt ?? []),
    directories: entries.length,
    counts: { good: counts.expected, bad: counts.contradicted + counts.blind, open: counts.open },
    tone,
    sentence: rows.length === 0 ? 'None of the results claims anything.' : sentence,
  }
}

/** The claims of a result with their verdicts, in its order, then verdicts on claims that it does not name. */
function claimsOf({ claims, verdicts }: Summary): { id: string; own: readonly Verdict[] }[] {
  const found = bucket(verdicts, ({ claim }) => claim)
  const ids = [...new Set([...claims.map(({ id }) => id), ...found.keys()])]
  return ids.map((id) => ({ id, own: found.get(id) ?? [] }))
}

function rowsOf(entry: LedgerEntry): LedgerRow[] {
  const { path, summary } = entry
  const { claims, verdicts, title } = summary
  const several = severalProblems(verdicts)
  return claimsOf(summary).map(({ id, own }) => {
    const claim = claims.find((one) => one.id === id)
    return {
      claim: id,
      text: claim?.statement ?? claim?.title ?? null,
      source: claim?.source ?? null,
      title,
      path,
      href: hrefOf(entry, id),
      worst: worstRow(own, several) ?? UNJUDGED,
      points: own.length,
    }
  })
}

/** Address of a report, or of a claim in it, relative to the ledger. */
function hrefOf({ path, report }: LedgerEntry, claim: string | null): string | null {
  if (!report) return null
  const place = path.split('/').map((part) => encodeURIComponent(part.toWellFormed()))
  return `${[...place, 'report.html'].join('/')}${claim === null ? '' : `#${claimAnchor(claim)}`}`
}
