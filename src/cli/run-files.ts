import { type Outcome, type Plan, undone } from '../lab.ts'
import { ledgerRows } from '../theory/ledger.ts'
import { saveText } from './baseline-file.ts'
import type { CheckedPage } from './check-run.ts'
import { readFigures, readResult } from './result-folder.ts'
import { terminal } from './terminal.ts'

/** A page that was run, as a check would tell of it; the suite of its claims is named for the experiment. */
export function testedPage({ file, experiment, ...rest }: Plan, outcome: Outcome, seconds: number): CheckedPage {
  const { execution, verdicts, diagnostics } = outcome
  return {
    plan: { file, experiment, ...rest },
    rows: ledgerRows({ paper: experiment.name, file, claims: experiment.claims }, verdicts),
    digest: execution.digest,
    computed: execution.computed,
    seconds,
    code: diagnostics.length > 0 ? 2 : 0,
    failures: undone(outcome),
  }
}

/** Writes the JUnit report of all pages of a run: a suite for each experiment. */
export async function writeJunit(file: string, pages: readonly CheckedPage[]): Promise<void> {
  const { checkJunit } = await import('./check-files.ts')
  const rows = pages.flatMap((page) => page.rows)
  await saveText(file, checkJunit({ pages, rows }, 'adam-lab run'), 'the JUnit report')
}

/** Writes the LaTeX of a result directory that was just published, and says where it is. */
export async function writeLatexOf(folder: string, silent: boolean): Promise<void> {
  const { writeLatex } = await import('./latex-files.ts')
  const summary = await readResult(folder)
  const files = await writeLatex(folder, summary, await readFigures(folder, summary))
  if (!silent) terminal.print(...files, '')
}
