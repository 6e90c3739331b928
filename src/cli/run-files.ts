import { basename } from 'node:path'
import { undone } from '../host/laboratory.ts'
import type { LabResult } from '../lab/lab.ts'
import type { Plan } from '../lab/prepare.ts'
import type { Published } from '../publish/publish.ts'
import { ledgerRows } from '../theory/ledger.ts'
import type { CheckedPage } from './check-run.ts'
import type { Findings } from './findings.ts'
import { saveJunit } from './junit-file.ts'
import { readFigures, readResult } from './result-folder.ts'
import { terminal } from './terminal.ts'

/** A page that was run, as a check would tell of it; the suite of its claims is named for the experiment. */
export function testedPage(
  { file, experiment, ...rest }: Plan,
  outcome: LabResult<Published>,
  seconds: number,
): CheckedPage {
  const { execution, verdicts, trials } = outcome
  return {
    plan: { file, experiment, ...rest },
    rows: ledgerRows({ paper: experiment.name, file, claims: experiment.claims }, verdicts),
    trials,
    digest: execution.digest,
    computed: execution.computed,
    seconds,
    failures: undone(outcome),
  }
}

/** Writes the JUnit report of a run: a suite for each experiment; a page in error has one by the name of its file. */
export async function writeJunit(file: string, found: Findings): Promise<void> {
  const { findingsJunit } = await import('./check-junit.ts')
  const experimentOf = (page: string) =>
    found.pages.find(({ plan }) => plan.file === page)?.plan.experiment.name ?? basename(page).replace(/\.ya?ml$/, '')
  const text = findingsJunit(found, { whole: 'adam-lab run', suiteOf: experimentOf })
  await saveJunit(file, text)
}

/** Writes the LaTeX of a result directory that was just published, and says where it is. */
export async function writeLatexOf(folder: string, silent: boolean): Promise<void> {
  const { writeLatex } = await import('./latex-files.ts')
  const summary = await readResult(folder)
  const files = await writeLatex(folder, summary, await readFigures(folder, summary))
  if (!silent) terminal.print(...files, '')
}
