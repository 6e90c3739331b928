import { bucket } from '../../plots/groups.ts'
import { plural } from '../../text/plural.ts'
import { missedMutants } from '../../theory/exitcode.ts'
import { worstOf } from '../../theory/ledger.ts'
import { claimAnchor } from '../anchors.ts'
import type { Summary } from '../summary.ts'
import { type Tone, type VerdictRow, verdictRow } from '../verdicts.ts'

/** A result directory below the ledger. */
export interface LedgerEntry {
  /** Its path from the ledger, with slashes. */
  readonly path: string
  readonly summary: Summary
  /** Whether it has a `report.html`. */
  readonly report: boolean
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
  readonly directories: number
  readonly counts: Readonly<Record<Tone, number>>
  readonly sentence: string
}

const UNJUDGED: VerdictRow = {
  tone: 'open',
  symbol: '?',
  status: 'not measured',
  where: '',
  predicted: '',
  measured: '',
  interval: '',
  slack: '',
  room: Number.POSITIVE_INFINITY,
  n: '',
  reason: 'nothing was judged for it',
  missed: [],
  caught: [],
}

const RANK: readonly Tone[] = ['bad', 'open', 'good']

/** The claims of many result directories as one table, those that need a reader first. */
export function ledgerModel(title: string, entries: readonly LedgerEntry[]): LedgerModel {
  const rows = entries.flatMap(rowsOf)
  const counts = { good: 0, bad: 0, open: 0 }
  for (const { worst } of rows) counts[worst.tone]++
  const parts = [
    `${counts.good} of ${plural(rows.length, 'claim')} as stated`,
    ...(counts.bad > 0 ? [`${counts.bad} not`] : []),
    ...(counts.open > 0 ? [`${counts.open} not decided`] : []),
  ]
  return {
    title,
    rows: [...rows].sort((a, b) => RANK.indexOf(a.worst.tone) - RANK.indexOf(b.worst.tone)),
    silent: entries
      .filter((entry) => rowsOf(entry).length === 0)
      .map((entry) => ({ path: entry.path, title: entry.summary.title, href: hrefOf(entry, null) })),
    directories: entries.length,
    counts,
    sentence: rows.length === 0 ? 'None of the results claims anything.' : `${parts.join(', ')}.`,
  }
}

function rowsOf(entry: LedgerEntry): LedgerRow[] {
  const { path, summary } = entry
  const { claims, verdicts, title } = summary
  const severalProblems = new Set(verdicts.map(({ problem }) => problem)).size > 1
  const found = bucket(verdicts, ({ claim }) => claim)
  const ids = [...new Set([...claims.map(({ id }) => id), ...found.keys()])]
  return ids.map((id) => {
    const own = found.get(id) ?? []
    const claim = claims.find((one) => one.id === id)
    const worst = worstOf(own)
    const missed = own.some((verdict) => missedMutants(verdict).length > 0)
    const row = worst ? verdictRow(worst, severalProblems) : UNJUDGED
    return {
      claim: id,
      text: claim?.statement ?? claim?.title ?? null,
      source: claim?.source ?? null,
      title,
      path,
      href: hrefOf(entry, id),
      worst: missed ? { ...row, tone: 'bad', symbol: '✗', status: `${row.status}, but misses a mutant` } : row,
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
