import { basename, join, relative, resolve, sep } from 'node:path'
import { ledgerHtml } from '../report/ledger/html.ts'
import { type LedgerEntry, ledgerModel } from '../report/ledger/model.ts'
import { plural } from '../text/plural.ts'
import { saveText } from './baseline-file.ts'
import { Failure } from './failure.ts'
import { openFile } from './open-file.ts'
import { exists } from './report-one.ts'
import type { ReportOptions } from './report-options.ts'
import { doubtOf, readResult } from './result-folder.ts'
import { terminal } from './terminal.ts'

/** Writes the page on all result directories below a folder, into that folder unless told otherwise. */
export async function ledger(root: string, folders: readonly string[], options: ReportOptions): Promise<number> {
  if (options.latex) throw new Failure('--latex is for one result directory')
  const out = options.out ?? root
  const entries: LedgerEntry[] = []
  for (const folder of folders) {
    const path = relative(resolve(out), resolve(folder)).split(sep).join('/')
    entries.push({
      path,
      summary: await readResult(folder),
      report: await exists(folder, 'report.html'),
      doubt: await doubtOf(folder),
    })
  }
  const model = ledgerModel(`Results in ${basename(resolve(root))}`, entries)
  const page = join(out, 'report.html')
  await saveText(page, ledgerHtml(model), 'the page')
  terminal.complain(...model.doubts)
  terminal.print(`${model.sentence} ${plural(folders.length, 'result directory', 'result directories')}.`, page)
  if (options.open) await openFile(page)
  return 0
}
