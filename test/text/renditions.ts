import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { vi } from 'vitest'
import { annotations, checkJson, stepSummary } from '../../src/cli/check-files.ts'
import { findingsJunit } from '../../src/cli/check-junit.ts'
import { ledgerTable, surpriseLines, totalLines } from '../../src/cli/check-table.ts'
import { nothingFound } from '../../src/cli/findings.ts'
import { replayCommand } from '../../src/cli/replay.ts'
import { showOne } from '../../src/cli/report-one.ts'
import { testedPage } from '../../src/cli/run-files.ts'
import { terminal } from '../../src/cli/terminal.ts'
import { verdictLines } from '../../src/cli/verdicts.ts'
import { wrap } from '../../src/cli/wrap.ts'
import { preparePage, runPage } from '../../src/host/laboratory.ts'
import { formulasOf } from '../../src/lab/judge.ts'
import { Diagnostics } from '../../src/lang/source.ts'
import { writeCsv } from '../../src/publish/csv.ts'
import { comparisonHtml } from '../../src/report/compare/html.ts'
import { comparisonMarkdown } from '../../src/report/compare/markdown.ts'
import { comparisonModel } from '../../src/report/compare/model.ts'
import { explanation } from '../../src/report/explanation.ts'
import { reportHtml } from '../../src/report/html.ts'
import { figuresTex } from '../../src/report/latex/figures.ts'
import { verdictsTex } from '../../src/report/latex/verdicts.ts'
import { ledgerHtml } from '../../src/report/ledger/html.ts'
import { ledgerModel } from '../../src/report/ledger/model.ts'
import { reportMarkdown } from '../../src/report/markdown.ts'
import { reportModel } from '../../src/report/model.ts'
import { readSummary, type Summary } from '../../src/report/summary.ts'
import { summaryJson } from '../../src/run/summary.ts'
import type { ClaimResult } from '../../src/theory/ledger.ts'

/** What comes out of every channel, by the name of the channel and of what was said there. */
export type Renditions = Readonly<Record<string, string>>

/** What is written to the terminal meanwhile; both streams, in order. */
export async function printed(talk: () => unknown): Promise<string> {
  let all = ''
  const take = (text: unknown) => {
    all += String(text)
    return true
  }
  const spies = [process.stdout, process.stderr].map((stream) => vi.spyOn(stream, 'write').mockImplementation(take))
  try {
    await talk()
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
  return all
}

/** Two optimizers and two problems, so that each is told; a claim that holds and one that does not. */
export const pageOf = (name: string, free: string): string => {
  const source = { paper: free, where: free, note: free }
  const page = { title: free, source, notes: [free] }
  const claim = { title: free, source: free, statement: free, judge: 'limit', measure: 'x1', optimizer: `${name}1` }
  // On one line, as JSON, which is YAML: whatever is in it, a place in it is on line 1.
  return JSON.stringify({
    name: 'hostile',
    title: free,
    description: free,
    problem: [1, 2].map((k) => ({ name: 'bowl', ...page, label: `${name}${k}`, d: 1, objective: 'x[1]^2', start: 1 })),
    optimizers: [1, 2].map((k) => ({
      name: 'own',
      ...page,
      label: `${name}${k}`,
      hyper: { lr: [0.01, 0.02] },
      step: 'x = x - lr*g',
    })),
    steps: 4,
    seeds: [1, 2],
    measures: { x1: 'x[1]' },
    claims: [
      { id: `${name}1`, ...claim, hypotheses: ['d == 1'], predict: 1, within: 1 },
      { id: `${name}2`, ...claim, predict: 5, within: 1 },
      { id: `${name}3`, ...claim, expect: 'violated', predict: 5, within: 1 },
    ],
  })
}

/** The page through the whole laboratory, and from there into every channel. The page must be in order. */
export async function renditionsOfPage(text: string): Promise<Renditions> {
  const folder = mkdtempSync(join(tmpdir(), 'adam-lab-text-'))
  try {
    const { plan, diagnostics } = preparePage({ file: 'page.yaml', text }, {})
    if (!plan) throw new Error(diagnostics.map(({ message }) => message).join('\n'))
    const { experiment } = plan
    const signal = new AbortController().signal
    const replay = replayCommand(plan.file, {})
    const how = { jobs: 0, out: folder, format: 'csv' as const, publish: false, replay, version: '0', signal }
    const outcome = await runPage(plan, how)
    const { execution, verdicts } = outcome
    const { traces, digest } = execution
    const evaluator = formulasOf(experiment, new Diagnostics())
    const found = { ...nothingFound(), pages: [testedPage(plan, outcome, 0)], files: [plan.file] }
    const rows = found.pages.flatMap((page) => page.rows)
    const model = reportModel({ experiment, traces, verdicts, figures: [], digest, replay, versions: {}, evaluator })
    const csv = join(folder, 'traces.csv')
    await writeCsv(traces, experiment, csv)
    const summary = summaryJson(experiment, traces, verdicts, digest)
    const read = readSummary(summary)
    if (typeof read === 'string') throw new Error(read)
    const explain = (row: ClaimResult) =>
      explanation({ experiment, traces, row, mutants: [], evaluator, digest, replay }).flatMap(({ heading, lines }) => [
        heading,
        ...lines.flatMap((line) => wrap(`  ${line}`, terminal.width)),
      ])
    return {
      'terminal: run': await printed(() =>
        terminal.print(terminal.paint('bold', experiment.title), ...verdictLines(verdicts, false)),
      ),
      'terminal: run --quiet': await printed(() => terminal.print(...verdictLines(verdicts, true))),
      'terminal: check': await printed(() =>
        terminal.print(...ledgerTable(rows), ...surpriseLines(rows), ...totalLines(rows)),
      ),
      'terminal: check --explain': await printed(() => terminal.print(...rows.flatMap(explain))),
      'terminal: check --json': await printed(() => terminal.print(checkJson(found, 0))),
      'commands: check --github': await printed(() => terminal.annotate(annotations(found), 'stdout')),
      'Markdown: step summary': stepSummary(found),
      'Markdown: report': reportMarkdown(model),
      'HTML: report': reportHtml(model),
      'XML: JUnit': findingsJunit(found, { whole: 'all', suiteOf: () => experiment.title }),
      'CSV: traces': readFileSync(csv, 'utf8'),
      'JSON: summary': summary,
      ...(await renditionsOfSummary(read)),
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What `report` makes of a summary, whoever wrote it. */
export async function renditionsOfSummary(summary: Summary): Promise<Renditions> {
  const other: Summary = { ...summary, runs: summary.runs.slice(1), verdicts: summary.verdicts.slice(1) }
  const sides = [summary, other].map((one, k) => ({
    path: `${k}`,
    summary: one,
    figures: [{ name: 'one', title: summary.title, svg: '<svg/>' }],
  }))
  const comparison = comparisonModel(sides)
  const ledger = ledgerModel('all', [
    { path: 'a', summary, report: true },
    { path: 'b', summary: { ...other, claims: [], verdicts: [] }, report: false },
  ])
  return {
    'terminal: report': await printed(() => showOne('nowhere', summary, {})),
    'Markdown: comparison': comparisonMarkdown(comparison, (letter, name) => `plots/${letter}-${name}.svg`),
    'HTML: comparison': comparisonHtml(comparison),
    'HTML: ledger': ledgerHtml(ledger),
    'TeX: verdicts': verdictsTex(summary),
    'TeX: figures': figuresTex(summary.title, [{ file: 'one.pdf', title: summary.title }]),
  }
}
