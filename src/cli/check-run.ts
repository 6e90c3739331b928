import { type PageRunOptions, undone } from '../host/laboratory.ts'
import type { Plan } from '../lab/prepare.ts'
import { clipPath } from '../text/clip.ts'
import { type ClaimResult, ledgerRows } from '../theory/ledger.ts'
import type { ClaimTrials } from '../theory/trials.ts'
import { paperOf } from './ledger-pages.ts'
import { type PageInError, pageInError } from './page-in-error.ts'
import { runPlan } from './page-run.ts'
import { showDiagnostics } from './pages.ts'
import { repaired } from './repaired.ts'
import { readPage } from './source.ts'
import { terminal } from './terminal.ts'

export interface CheckRunOptions {
  readonly out: string
  readonly jobs: number
  readonly signal: AbortSignal
  /** Whether each page's report is written too. */
  readonly publish: boolean
  readonly trials?: PageRunOptions['trials']
}

/** A page that was run and judged. */
export interface CheckedPage {
  readonly plan: Plan
  readonly rows: readonly ClaimResult[]
  /** What became of its claims with other rules in place of the judged ones. */
  readonly trials: readonly ClaimTrials[]
  readonly digest: string
  /** Runs that were computed now; the others were stored. */
  readonly computed: number
  readonly seconds: number
  /** What could not be done: runs that failed, each reason with its page. */
  readonly failures: readonly string[]
}

/** Runs and judges a page; it may be in error where only its results can show that. Null if it was interrupted. */
export async function checkPage(plan: Plan, options: CheckRunOptions): Promise<CheckedPage | PageInError | null> {
  const started = performance.now()
  const outcome = await runPlan(plan, { ...options, tell: 'terminal' })
  const { execution, verdicts, published, trials, diagnostics } = outcome
  if (execution.interrupted) return null
  if (diagnostics.length > 0) {
    showDiagnostics(diagnostics, await readPage(plan.file))
    return pageInError(plan.file, diagnostics)
  }
  const warnings = [...undone(outcome), ...(published ? [...published.warnings, ...repaired(published)] : [])]
  for (const warning of warnings) terminal.complain(`${clipPath(plan.file)}: ${warning}`)
  const { file, experiment } = plan
  return {
    plan,
    rows: ledgerRows({ paper: paperOf(file), file, claims: experiment.claims }, verdicts),
    trials,
    digest: execution.digest,
    computed: execution.computed,
    seconds: (performance.now() - started) / 1000,
    failures: undone(outcome),
  }
}
