import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { inside } from '../files/inside.ts'
import type { Summary } from '../report/summary.ts'
import { overall, undoneOf } from '../report/verdicts.ts'
import { quotePath } from '../text/clip.ts'
import { heading } from '../text/unseen.ts'
import { openFile } from './open-file.ts'
import type { ReportOptions } from './report-options.ts'
import { doubtOf, readFigures } from './result-folder.ts'
import { terminal } from './terminal.ts'
import { tellUndrawn } from './undrawn.ts'
import { outcomeLine, verdictLines } from './verdicts.ts'

/** Whether a result directory has a file: one of its own, not one to which a link leads out of it. */
export async function exists(folder: string, name: string): Promise<boolean> {
  try {
    await access(inside(folder, name))
    return true
  } catch {
    return false
  }
}

/** Shows what a result directory has found and where its report is. */
export async function showOne(folder: string, summary: Summary, options: ReportOptions): Promise<number> {
  const { title, verdicts, digest, undrawn = [] } = summary
  terminal.print(
    terminal.paint('bold', heading(title)),
    outcomeLine(overall(summary, verdicts, undoneOf(summary.runs, undrawn))),
    '',
  )
  const figures = options.latex ? await readFigures(folder, summary) : []
  const doubtful = await doubtOf(folder, figures)
  if (doubtful !== null) terminal.complain(doubtful)
  const table = verdictLines(verdicts, false)
  if (table.length > 0) terminal.print(...table, '')
  const page = join(folder, 'report.html')
  for (const name of ['report.html', 'report.md']) if (await exists(folder, name)) terminal.print(join(folder, name))
  if (options.latex) {
    const { writeLatex } = await import('./latex-files.ts')
    terminal.print(...(await writeLatex(folder, summary, figures, doubtful)))
  }
  terminal.print(`digest ${digest}`)
  if (!(await exists(folder, 'report.html')))
    terminal.complain(`${quotePath(folder)} has no report.html; 'adam-lab run' of its page writes it`)
  else if (options.open) await openFile(page)
  return tellUndrawn(undrawn)
}
