import type { BaselineComparison } from '../theory/baseline.ts'
import type { ClaimResult } from '../theory/ledger.ts'
import type { NullControl } from '../theory/null-control.ts'
import { type Outcome, outcomeOf } from '../theory/outcome.ts'
import type { CheckedPage } from './check-run.ts'
import type { PageInError } from './page-in-error.ts'

/** What a check, or a run of several pages, has found so far. */
export interface Findings {
  /** Pages that were run and judged. */
  readonly pages: CheckedPage[]
  readonly inError: PageInError[]
  /** All files that were asked for. */
  files: readonly string[]
  /** Null if no controls were asked for. */
  control: NullControl | null
  /** Null if there is no baseline to compare with. */
  comparison: BaselineComparison | null
  /** Whether the baseline is replaced by what was found: what is worse is told then, and not held against it. */
  readonly replaces: boolean
  /** Why it did not come to its end, and the exit code of that; null if it did. */
  stopped: { readonly code: number; readonly why: string } | null
}

export const nothingFound = (replaces = false): Findings => ({
  pages: [],
  inError: [],
  files: [],
  control: null,
  comparison: null,
  replaces,
  stopped: null,
})

export const rowsOf = ({ pages }: Pick<Findings, 'pages'>): ClaimResult[] => pages.flatMap(({ rows }) => rows)

/** What is worse than in the baseline, and held against it. */
export const worseIn = ({ comparison, replaces }: Findings): BaselineComparison['worse'] =>
  replaces ? [] : (comparison?.worse ?? [])

/** Files of which nothing is known. */
export function unknownPages({ files, pages, inError }: Findings): string[] {
  const known = new Set([...pages.map(({ plan }) => plan.file), ...inError.map(({ file }) => file)])
  return files.filter((file) => !known.has(file))
}

/** How it came out: what every surface says of it. */
export const outcomeOfFindings = (found: Findings): Outcome =>
  outcomeOf({
    unit: 'claim',
    judged: rowsOf(found).map(({ verdicts }) => verdicts),
    worse: worseIn(found).length,
    controlFailed: found.control?.failed ?? false,
    inError: found.inError.length,
    failures: found.pages.flatMap(({ failures }) => failures),
    stopped: found.stopped,
  })
