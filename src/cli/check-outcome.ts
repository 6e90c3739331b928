import type { Comparison } from '../theory/baseline.ts'
import type { ClaimResult } from '../theory/ledger.ts'
import type { NullControl } from '../theory/null-control.ts'
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

/** 2 beats 1 beats 3 beats 0. A control that fails, and whatever got worse than the baseline, is a 1. */
export function checkCode({ pages, rows, control, comparison }: CheckOutcome): number {
  const codes: number[] = [...pages.map(({ code }) => code), ...rows.map(({ code }) => code)]
  if (control?.failed || (comparison?.worse.length ?? 0) > 0) codes.push(1)
  return [2, 1, 3].find((code) => codes.includes(code)) ?? 0
}
