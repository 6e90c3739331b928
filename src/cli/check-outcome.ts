import type { Comparison } from '../theory/baseline.ts'
import type { ClaimResult } from '../theory/ledger.ts'
import type { NullControl } from '../theory/null-control.ts'
import { type Outcome, outcomeOf } from '../theory/outcome.ts'
import type { CheckedPage } from './check-run.ts'

/** Everything that a check found. */
export interface CheckOutcome {
  readonly pages: readonly CheckedPage[]
  readonly rows: readonly ClaimResult[]
  /** Pages that were asked for; more than `pages` if the check was interrupted. */
  readonly asked: number
  /** Null if no controls were asked for. */
  readonly control: NullControl | null
  /** Null if there is no baseline to compare with. */
  readonly comparison: Comparison | null
  /** Wall time. */
  readonly seconds: number
}

/** How a check came out: what every surface says of it. */
export function outcomeOfCheck(found: Pick<CheckOutcome, 'pages' | 'rows'> & Partial<CheckOutcome>): Outcome {
  const { pages, rows, control, comparison } = found
  return outcomeOf({
    unit: 'claim',
    judged: rows.map(({ verdicts }) => verdicts),
    worse: comparison?.worse.length ?? 0,
    controlFailed: control?.failed ?? false,
    inError: pages.filter(({ code }) => code === 2).length,
    failures: pages.flatMap(({ failures }) => failures),
  })
}
