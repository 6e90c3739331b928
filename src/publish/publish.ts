import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Found } from '../lab/lab.ts'
import { makeFolder } from '../machine/folder.ts'
import { nodeSystem } from '../machine/system.ts'
import { type Writing, writeTogether } from '../machine/whole.ts'
import type { Runtime } from '../report/model.ts'
import { summaryParts } from '../run/summary.ts'
import { goOn } from '../run/system.ts'
import { writeCsv } from './csv.ts'
import { draw } from './figures.ts'
import { writeParquet } from './parquet.ts'
import { publicationKey, publishedBefore, RECORD, rememberPublished } from './record.ts'

export type TraceFormat = 'parquet' | 'csv' | 'both'

/** What is to be published, and where. */
export interface Publication extends Found {
  readonly out: string
  readonly format: TraceFormat
  readonly replay: string
  readonly version: string
  /** Ends it early; then nothing has changed. */
  readonly signal?: AbortSignal
  /** Whether everything is made anew. */
  readonly fresh?: boolean
}

export interface Published {
  readonly folder: string
  /** Files written, relative to the folder. */
  readonly files: readonly string[]
  /** The text of summary.json, in parts. */
  readonly summary: Iterable<string>
  /** Sentences on what this machine lacks. */
  readonly warnings: readonly string[]
  /** Sentences on charts that could not be drawn. */
  readonly undrawn: readonly string[]
  /** Files that an earlier run had published of the same, and that were gone or no longer as they were written. */
  readonly repaired: readonly string[]
}

/**
 * Draws the plots and writes the run directory: summary.json, traces, plots/, report.html, report.md. The summary comes last,
 * so a directory that has one is complete. A directory that was made of the same, and in which every file is as it was written, is left
 * as it is.
 *
 * @throws the reason of the signal, if it is aborted before all is written; nothing has changed then
 */
export async function publish(publication: Publication): Promise<Published> {
  const { experiment, execution, verdicts, format, replay, version } = publication
  const { traces, digest } = execution
  const folder = join(publication.out, experiment.name)
  const summary = summaryParts(experiment, traces, verdicts, digest)
  await goOn(nodeSystem, publication.signal)
  const key = await publicationKey([JSON.stringify(experiment), summary, format, replay, version])
  const before = publication.fresh ? null : await publishedBefore(folder, key)
  if (before && before.damaged.length === 0)
    return { folder, files: before.files, summary, warnings: [], undrawn: [], repaired: [] }
  const published = await publishAll(publication, folder)
  // What could not be drawn is said again the next time.
  if (published.warnings.length + published.undrawn.length === 0) await rememberPublished(folder, key, published.files)
  return { ...published, repaired: before?.damaged ?? [] }
}

async function publishAll(publication: Publication, folder: string): Promise<Omit<Published, 'repaired'>> {
  const { experiment, execution, verdicts, format, signal } = publication
  const { traces, digest } = execution
  const { reportModel } = await import('../report/model.ts')
  const { reportHtml } = await import('../report/html.ts')
  const { reportMarkdown } = await import('../report/markdown.ts')
  const { figures, files: charts, warnings, undrawn } = await draw({ ...publication, traces }, signal)
  const plots = experiment.plots.filter(({ name }) => figures.some((figure) => figure.name === name))
  const summary = summaryParts({ ...experiment, plots }, traces, verdicts, digest, undrawn)
  await goOn(nodeSystem, signal)
  const model = reportModel({
    experiment,
    traces,
    verdicts,
    figures,
    undrawn,
    digest,
    replay: publication.replay,
    versions: { 'adam-lab': publication.version },
    evaluator: publication.formulas,
    ...(await katexStyle()),
    ...(await figureRuntime()),
  })
  await goOn(nodeSystem, signal)
  const texts: Record<string, string | Uint8Array | Iterable<string>> = {
    ...charts,
    'report.html': reportHtml(model),
    'report.md': reportMarkdown(model),
    'summary.json': summary,
  }
  const tables: Record<string, typeof writeCsv> = {
    ...(format === 'csv' ? {} : { 'traces.parquet': writeParquet }),
    ...(format === 'parquet' ? {} : { 'traces.csv': writeCsv }),
  }
  const files: Writing[] = [
    ...Object.entries(tables).map(([name, write]) => ({
      path: join(folder, name),
      write: (partial: string) => write(traces, experiment, partial, signal),
    })),
    ...Object.entries(texts).map(([name, text]) => ({
      path: join(folder, name),
      write: (partial: string) => writeFile(partial, text, { signal }),
    })),
  ]
  for (const folder of new Set(files.map(({ path }) => dirname(path)))) await makeFolder(folder)
  await writeTogether(files, { signal, outdated: [join(folder, RECORD)] })
  return { folder, files: [...Object.keys(tables), ...Object.keys(texts)], summary, warnings, undrawn }
}

/** KaTeX's style with its fonts, which the build puts beside the program; without it formulas are plain MathML. */
async function katexStyle(): Promise<{ katexCss?: string }> {
  const css = await readFile(new URL('./katex.css', import.meta.url), 'utf8').catch(() => null)
  return css === null ? {} : { katexCss: css }
}

/** The script that runs figures, with its hash; without it, figures are pictures. */
async function figureRuntime(): Promise<{ runtime?: Runtime }> {
  const code = await readFile(new URL('./report.js', import.meta.url), 'utf8').catch(() => null)
  return code === null ? {} : { runtime: { code, sha256: createHash('sha256').update(code).digest('base64') } }
}
