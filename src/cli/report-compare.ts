import { join } from 'node:path'
import { latexOfSeveral } from '../messages/usage.ts'
import { comparisonHtml } from '../report/compare/html.ts'
import { comparisonMarkdown } from '../report/compare/markdown.ts'
import { comparisonModel, type Directory } from '../report/compare/model.ts'
import { saveText } from './baseline-file.ts'
import { failure } from './failure.ts'
import { openFile } from './open-file.ts'
import type { ReportOptions } from './report-options.ts'
import { doubtOf, readFigures, readResult } from './result-folder.ts'
import { terminal } from './terminal.ts'
import { tellUndrawn, undrawnIn } from './undrawn.ts'

/** Compares result directories; the comparison goes to `--out`, figures included, so that it can be moved and sent. */
export async function compare(folders: readonly string[], options: ReportOptions): Promise<number> {
  const { out = 'comparison' } = options
  if (options.latex) throw failure(latexOfSeveral())
  const directories: Directory[] = []
  for (const path of folders) {
    const summary = await readResult(path)
    const figures = await readFigures(path, summary)
    directories.push({ path, summary, figures, doubt: await doubtOf(path, figures) })
  }
  const model = comparisonModel(directories)
  const page = join(out, 'report.html')
  await saveText(page, comparisonHtml(model), 'the comparison')
  const fileOf = (letter: string, name: string) => `plots/${letter}-${name}.svg`
  const markdown = join(out, 'report.md')
  await saveText(markdown, comparisonMarkdown(model, fileOf), 'the comparison')
  for (const [k, { figures }] of directories.entries()) {
    const { letter = '' } = model.sides[k] ?? {}
    for (const { name, svg } of figures) await saveText(join(out, fileOf(letter, name)), svg, 'a figure')
  }
  const told = model.sides.map(
    ({ letter, path, overall, sameAs }) =>
      `${letter}  ${path}: ${overall.sentence}${sameAs === null ? '' : ` Same digest as ${sameAs}.`}`,
  )
  terminal.complain(...model.sides.flatMap((side) => side.doubt ?? []))
  const changed = model.verdicts.filter(({ state }) => state === 'changed')
  const lines = changed.map(({ claim, where, cells }) => {
    const found = cells.flatMap((cell, k) => (cell ? [`${model.sides[k]?.letter} ${cell.status}`] : []))
    return `${claim}, ${where}: ${found.join('; ')}`
  })
  terminal.print(...told, '', model.sentence, ...lines, '', page, markdown)
  if (options.open) await openFile(page)
  return tellUndrawn(directories.flatMap(({ path, summary }) => undrawnIn(path, summary)))
}
