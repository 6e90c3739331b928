import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { runConstants } from './compose/constants.ts'
import type { Experiment, Plot } from './config/experiment.ts'
import { namesUsed } from './lang/build.ts'
import { evaluateFormula } from './lang/evaluate.ts'
import type { Diagnostics } from './lang/source.ts'
import type { BoundaryOf } from './plots/plot.ts'
import type { Figure } from './report/model.ts'
import { writeCsv } from './run/csv.ts'
import { writeParquet } from './run/parquet.ts'
import type { Execution } from './run/run.ts'
import { summaryJson } from './run/summary.ts'
import type { Traces } from './run/traces.ts'
import { writeWhole } from './run/whole.ts'
import type { Verdict } from './theory/verdict.ts'

export type TraceFormat = 'parquet' | 'csv' | 'both'

/** What is to be published, and where. */
export interface Publication {
  readonly experiment: Experiment
  readonly execution: Execution
  readonly verdicts: readonly Verdict[]
  readonly out: string
  readonly format: TraceFormat
  readonly replay: string
  readonly version: string
  readonly sink: Diagnostics
}

export interface Published {
  readonly folder: string
  /** Files written, relative to the folder. */
  readonly files: readonly string[]
  readonly summary: string
  /** Sentences on charts that could not be drawn. */
  readonly warnings: readonly string[]
}

/**
 * Draws the plots and writes the run directory: summary.json, traces, plots/, report.html, report.md. The summary comes last,
 * so a directory that has one is complete.
 */
export async function publish(publication: Publication): Promise<Published> {
  const { experiment, execution, verdicts, format } = publication
  const { traces, digest } = execution
  const folder = join(publication.out, experiment.name)
  const { reportModel } = await import('./report/model.ts')
  const { reportHtml } = await import('./report/html.ts')
  const { reportMarkdown } = await import('./report/markdown.ts')
  const { charts, figures, warnings } = await draw(publication)
  const model = reportModel({
    experiment,
    traces,
    verdicts,
    figures,
    digest,
    replay: publication.replay,
    versions: { 'adam-lab': publication.version },
    ...(await katexStyle()),
  })
  const summary = summaryJson(experiment, traces, verdicts, digest)
  const texts: Record<string, string> = {
    ...charts,
    ...Object.fromEntries(figures.map(({ name, svg }) => [`plots/${name}.svg`, svg])),
    'report.html': reportHtml(model),
    'report.md': reportMarkdown(model),
    'summary.json': summary,
  }
  const written: string[] = []
  const place = async (name: string): Promise<string> => {
    const path = join(folder, name)
    await mkdir(dirname(path), { recursive: true })
    written.push(name)
    return path
  }
  if (format !== 'csv') await writeParquet(traces, experiment, await place('traces.parquet'))
  if (format !== 'parquet') await writeCsv(traces, experiment, await place('traces.csv'))
  for (const [name, text] of Object.entries(texts)) {
    await writeWhole(await place(name), (partial) => writeFile(partial, text))
  }
  return { folder, files: written, summary, warnings }
}

/** One chart that cannot be drawn takes no other, and no verdict, with it. */
async function draw({ experiment, execution, sink }: Publication) {
  const charts: Record<string, string> = {}
  const figures: Figure[] = []
  const warnings: string[] = []
  if (experiment.plots.length === 0) return { charts, figures, warnings }
  const { plotSpec } = await import('./plots/plot.ts')
  const { PlotWarning, renderSvg } = await import('./plots/render.ts')
  for (const plot of experiment.plots) {
    const boundary = boundaryOf(plot, experiment, execution.traces, sink)
    const { spec, notes } = plotSpec(plot, experiment, execution.traces, boundary ? { boundary } : {})
    charts[`plots/${plot.name}.vl.json`] = `${JSON.stringify(spec, null, 1)}\n`
    try {
      figures.push({ name: plot.name, title: plot.title ?? plot.name, svg: await renderSvg(spec), notes })
    } catch (error) {
      if (!(error instanceof PlotWarning)) throw error
      warnings.push(`plot '${plot.name}' cannot be drawn: ${error.message}`)
    }
  }
  return { charts, figures, warnings }
}

/** The boundary of a map as a function of the point; facts are worked out at each point where the formula refers to any. */
function boundaryOf(plot: Plot, experiment: Experiment, traces: Traces, sink: Diagnostics): BoundaryOf | null {
  const run = traces.runs.find(({ mutantOf }) => mutantOf === null)
  if (plot.kind !== 'region' || !plot.boundary || !run) return null
  const formula = plot.boundary
  const used = [...namesUsed(formula)]
  return (names) => {
    if (used.every((name) => names[name] !== undefined)) return evaluateFormula(formula, names, sink)
    const place = (settings: typeof run.hyper) =>
      Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, names[name] ?? value]))
    const constants = runConstants(experiment, { ...run, hyper: place(run.hyper), given: place(run.given) })
    return evaluateFormula(formula, { ...constants, ...names }, sink)
  }
}

/** KaTeX's style with its fonts, which the build puts beside the program; without it formulas are plain MathML. */
async function katexStyle(): Promise<{ katexCss?: string }> {
  const css = await readFile(new URL('./katex.css', import.meta.url), 'utf8').catch(() => null)
  return css === null ? {} : { katexCss: css }
}
