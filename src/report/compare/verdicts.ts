import { bucket } from '../../plots/groups.ts'
import type { Verdict } from '../../run/verdict.ts'
import { STANDINGS, standingOf } from '../../theory/standing.ts'
import { severalProblems, type VerdictRow, verdictRow } from '../verdicts.ts'

/** One verdict in all directories. */
export interface VerdictLine {
  readonly claim: string
  readonly where: string
  /** In the order of the directories; null where one has no such verdict. */
  readonly cells: readonly (VerdictRow | null)[]
  /** `changed`: not all who have it agree on the status, on what is expected, or on whether it misses a mutant; `partly`: they do, but not all have it. */
  readonly state: 'same' | 'changed' | 'partly'
  /** How each compares with the first that has it; `same` also where there is nothing to compare. */
  readonly than: readonly ('same' | 'better' | 'worse' | 'other')[]
}

const keyOf = ({ claim, optimizer, problem, at }: Verdict): string =>
  JSON.stringify([claim, optimizer, problem, Object.entries(at).sort(([a], [b]) => (a < b ? -1 : 1))])

/** The verdicts of several directories, side by side: same claim, optimizer, problem and point of the grid. Changes come first. */
export function verdictLines(directories: readonly (readonly Verdict[])[]): VerdictLine[] {
  const several = severalProblems(directories.flat())
  const all = directories.map((verdicts) => bucket(verdicts, keyOf))
  const keys = [...new Set(all.flatMap((verdicts) => [...verdicts.keys()]))]
  const lines = keys.flatMap((key): VerdictLine[] => {
    const cells = all.map((verdicts) => {
      const [verdict] = verdicts.get(key) ?? []
      return verdict ? { verdict, row: verdictRow(verdict, several) } : null
    })
    const found = cells.filter((cell) => cell !== null)
    const [first] = found
    if (!first) return []
    const agree = found.every(({ verdict }) => same(first.verdict, verdict))
    const state = !agree ? 'changed' : found.length < cells.length ? 'partly' : 'same'
    const rows = cells.map((cell) => cell?.row ?? null)
    const than = cells.map((cell) => (cell === null ? 'same' : compared(first.verdict, cell.verdict)))
    return [{ claim: first.verdict.claim, where: first.row.where, cells: rows, state, than }]
  })
  return [...lines].sort((a, b) => rank(a) - rank(b))
}

const same = (a: Verdict, b: Verdict): boolean =>
  a.status === b.status && a.expect === b.expect && standingOf(a) === standingOf(b)

function compared(a: Verdict, b: Verdict): VerdictLine['than'][number] {
  if (same(a, b)) return 'same'
  const by = STANDINGS.indexOf(standingOf(a)) - STANDINGS.indexOf(standingOf(b))
  return by > 0 ? 'worse' : by < 0 ? 'better' : 'other'
}

const rank = ({ state }: VerdictLine): number => ['changed', 'partly', 'same'].indexOf(state)
