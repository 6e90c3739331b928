import { type LabOptions, lab, type Plan, undone } from '../lab/lab.ts'
import { clipPath, quotePath } from '../text/clip.ts'
import { type ClaimResult, ledgerRows } from '../theory/ledger.ts'
import { fileFailure } from './failure.ts'
import { paperOf } from './ledger-pages.ts'
import { type PageInError, pageInError } from './page-in-error.ts'
import { showDiagnostics } from './pages.ts'
import { repaired } from './repaired.ts'
import { replayCommand } from './replay.ts'
import { readPage } from './source.ts'
import { terminal } from './terminal.ts'
import { version } from './version.ts'

export interface CheckRunOptions {
  readonly out: string
  readonly jobs: number
  readonly signal: AbortSignal
  /** Whether each page's report is written too. */
  readonly publish: boolean
}

/** A page that was run and judged. */
export interface CheckedPage {
  readonly plan: Plan
  readonly rows: readonly ClaimResult[]
  readonly digest: string
  /** Runs that were computed now; the others were stored. */
  readonly computed: number
  readonly seconds: number
  /** What could not be done: runs that failed, each reason with its page. */
  readonly failures: readonly string[]
}

/** Runs and judges a page; it may be in error where only its results can show that. Null if it was interrupted. */
export async function checkPage(plan: Plan, options: CheckRunOptions): Promise<CheckedPage | PageInError | null> {
  const { progressBar } = await import('../run/progress.ts')
  const bar = terminal.progress.isTTY ? progressBar(terminal.progress) : null
  const started = performance.now()
  const settings: LabOptions = {
    ...options,
    format: 'parquet',
    replay: replayCommand(plan.file, {}),
    version,
    ...(bar ? { onProgress: bar.update } : {}),
  }
  try {
    const outcome = await lab(plan, settings)
    const { execution, verdicts, published, diagnostics } = outcome
    bar?.end()
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
      digest: execution.digest,
      computed: execution.computed,
      seconds: (performance.now() - started) / 1000,
      failures: undone(outcome),
    }
  } catch (error) {
    bar?.end()
    throw fileFailure(error, `cannot write results to ${quotePath(options.out)}`)
  }
}
