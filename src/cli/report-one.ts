import { access } from 'node:fs/promises'
import { join } from 'node:path'
import type { Summary } from '../report/summary.ts'
import { overall } from '../report/verdicts.ts'
import { openFile } from './open-file.ts'
import type { ReportOptions } from './report.ts'
import { readFigures } from './result-folder.ts'
import { terminal } from './terminal.ts'
import { verdictLines } from './verdicts.ts'

export const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  )

/** Shows what a result directory has found and where its report is. */
export async function showOne(folder: string, summary: Summary, options: ReportOptions): Promise<number> {
  const { title, verdicts, digest } = summary
  const { symbol, sentence } = overall(summary, verdicts)
  terminal.print(terminal.paint('bold', title), `${symbol} ${sentence}`, '')
  const table = verdictLines(verdicts, false)
  if (table.length > 0) terminal.print(...table, '')
  const files = ['report.html', 'report.md'].map((name) => join(folder, name))
  for (const file of files) if (await exists(file)) terminal.print(file)
  if (options.latex) {
    const { writeLatex } = await import('./latex-files.ts')
    terminal.print(...(await writeLatex(folder, summary, await readFigures(folder, summary))))
  }
  terminal.print(`digest ${digest}`)
  const page = files[0] as string
  if (!(await exists(page))) terminal.complain(`'${folder}' has no report.html; 'adam-lab run' of its page writes it`)
  else if (options.open) await openFile(page)
  return 0
}
