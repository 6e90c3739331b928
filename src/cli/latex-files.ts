import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { inside } from '../files/inside.ts'
import { operand } from '../files/operand.ts'
import { errorCode } from '../files/reason.ts'
import { makeFolder } from '../machine/folder.ts'
import { writeWhole } from '../machine/whole.ts'
import { unconverted, unwritten } from '../messages/files.ts'
import { figuresTex, texFileNames } from '../report/latex/figures.ts'
import { verdictsTex } from '../report/latex/verdicts.ts'
import type { Summary } from '../report/summary.ts'
import { quotePath } from '../text/clip.ts'
import { shellWord } from '../text/shell.ts'
import { saveText } from './baseline-file.ts'
import { Failure, failure, fileFailure } from './failure.ts'
import type { FolderFigure } from './result-folder.ts'
import { terminal } from './terminal.ts'

/** Turns an SVG into a PDF with its lines and letters as such; Debian's librsvg2-bin, Homebrew's librsvg. */
const CONVERTER = 'rsvg-convert'

/**
 * Writes `latex/` in a result directory: the table of verdicts, the figures' floats, and each figure as PDF, for which the system
 * needs `rsvg-convert`; without it a sentence says which command makes them.
 *
 * @param doubt a sentence, if the files of the result are not those that were published
 * @returns the paths of what was written
 */
export async function writeLatex(
  folder: string,
  summary: Summary,
  figures: readonly FolderFigure[],
  doubt: string | null = null,
): Promise<string[]> {
  const out = latexFolder(folder)
  const table = join(out, 'verdicts.tex')
  await saveText(table, verdictsTex(summary, doubt), 'the table')
  if (figures.length === 0) return [table]
  const names = texFileNames(figures.map(({ name }) => name))
  const floats = join(out, 'figures.tex')
  const included = figures.map(({ title }, k) => ({ file: `${names[k]}.pdf`, title }))
  await saveText(floats, figuresTex(summary.title, included, doubt), 'the figures')
  const pdfs = figures.map(({ file }, k) => ({ svg: file, pdf: join(out, `${names[k]}.pdf`) }))
  const lines = pdfs.map(
    ({ svg, pdf }) => `  ${CONVERTER} -f pdf -o ${shellWord(operand(pdf))} ${shellWord(operand(svg))}`,
  )
  for (const { svg, pdf } of pdfs) {
    if (await convert(svg, pdf)) continue
    terminal.complain(
      `the figures are not there as PDF: there is no ${CONVERTER} (Debian: librsvg2-bin); with it, these make them:`,
      ...lines,
    )
    return [table, floats]
  }
  return [table, floats, ...pdfs.map(({ pdf }) => pdf)]
}

/** Where the files go: a result directory may be anyone's, and nothing is written outside of it. */
function latexFolder(folder: string): string {
  try {
    return inside(folder, 'latex')
  } catch (error) {
    throw fileFailure(error, (why) => unwritten(`to ${quotePath(join(folder, 'latex'))}`, why))
  }
}

/** False if the system has no converter. */
async function convert(svg: string, pdf: string): Promise<boolean> {
  await makeFolder(join(pdf, '..'))
  try {
    await writeWhole(pdf, (partial) => run(['-f', 'pdf', '-o', operand(partial), '--', operand(svg)]))
    return true
  } catch (error) {
    if (errorCode(error) === 'ENOENT' && error instanceof Error && 'path' in error && error.path === CONVERTER)
      return false
    if (error instanceof Failure) throw error
    throw fileFailure(error, (why) => unwritten(quotePath(pdf), why))
  }
}

/** The date that Cairo writes into a PDF is the epoch's, so that the same figure is the same file. */
function run(args: readonly string[]): Promise<void> {
  return new Promise((done, failed) => {
    const env = { ...process.env, SOURCE_DATE_EPOCH: process.env.SOURCE_DATE_EPOCH ?? '0' }
    execFile(CONVERTER, [...args], { env }, (error, _, complaint) => {
      if (!error) done()
      else if (error.code === 'ENOENT') failed(error)
      else failed(failure(unconverted(CONVERTER, args.at(-1) ?? '', complaint.trim().split('\n')[0] ?? '')))
    })
  })
}
