import { basename, join, relative, resolve, sep } from 'node:path'
import { latexOfSeveral } from '../messages/usage.ts'
import { ledgerHtml } from '../report/ledger/html.ts'
import { type LedgerEntry, ledgerModel } from '../report/ledger/model.ts'
import type { Summary } from '../report/summary.ts'
import { plural } from '../text/plural.ts'
import { saveText } from './baseline-file.ts'
import { Failure, failure } from './failure.ts'
import { openFile } from './open-file.ts'
import { exists } from './report-one.ts'
import type { ReportOptions } from './report-options.ts'
import { doubtOf, readResult } from './result-folder.ts'
import { terminal } from './terminal.ts'
import { tellUndrawn, undrawnIn } from './undrawn.ts'

/** Writes the page on all result directories below a folder, into that folder unless told otherwise; one that cannot be read is named, and left out. */
export async function ledger(root: string, folders: readonly string[], options: ReportOptions): Promise<number> {
  if (options.latex) throw failure(latexOfSeveral())
  const out = options.out ?? root
  const entries: LedgerEntry[] = []
  const broken: Failure[] = []
  const undrawn: string[] = []
  for (const folder of folders) {
    const summary = await resultOrFailure(folder)
    if (summary instanceof Failure) {
      broken.push(summary)
      continue
    }
    undrawn.push(...undrawnIn(folder, summary))
    entries.push({
      path: relative(resolve(out), resolve(folder)).split(sep).join('/'),
      summary,
      report: await exists(folder, 'report.html'),
      doubt: await doubtOf(folder),
    })
  }
  const missing = broken.flatMap(({ lines }) => lines)
  if (entries.length === 0) throw new Failure(broken.flatMap(({ told }) => told))
  const model = ledgerModel(`Results in ${basename(resolve(root))}`, entries)
  const page = join(out, 'report.html')
  await saveText(page, ledgerHtml(model), 'the page')
  terminal.complain(...missing.map((line) => `adam-lab: ${line}`), ...model.doubts)
  terminal.print(`${model.sentence} ${plural(entries.length, 'result directory', 'result directories')}.`, page)
  if (options.open) await openFile(page)
  const code = tellUndrawn(undrawn)
  return broken.length > 0 ? 2 : code
}

async function resultOrFailure(folder: string): Promise<Summary | Failure> {
  try {
    return await readResult(folder)
  } catch (error) {
    if (error instanceof Failure) return error
    throw error
  }
}
