import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { Plan } from '../lab/prepare.ts'
import { nodeSystem } from '../machine/system.ts'
import { clipPath } from '../text/clip.ts'
import { plural } from '../text/plural.ts'
import { type Baseline, baselineOf, compareWithBaseline } from '../theory/baseline.ts'
import type { ClaimResult } from '../theory/ledger.ts'
import { loadBaseline, saveBaseline } from './baseline-file.ts'
import { annotations, appendSummary, checkJson, stepSummary } from './check-files.ts'
import { findingsJunit } from './check-junit.ts'
import { checkPages } from './check-pages.ts'
import { type CheckedPage, checkPage } from './check-run.ts'
import { ledgerTable, surpriseLines, totalLines } from './check-table.ts'
import { baselineLines, controlLines } from './check-words.ts'
import { type Findings, nothingFound, outcomeOfFindings, rowsOf, unknownPages } from './findings.ts'
import { interruption } from './interruption.ts'
import { saveJunit } from './junit-file.ts'
import { paperOf } from './ledger-pages.ts'
import { duration } from './progress.ts'
import { terminal } from './terminal.ts'
import { told, UNFINISHED } from './told.ts'
import { trialLines } from './trial-words.ts'
import { outcomeLine } from './verdicts.ts'

export interface CheckOptions {
  readonly out: string
  readonly jobs?: number | undefined
  readonly fast?: boolean | undefined
  readonly controls?: boolean | undefined
  readonly mutate?: boolean | undefined
  readonly rivals?: boolean | undefined
  readonly reports?: boolean | undefined
  readonly junit?: string | undefined
  readonly github?: boolean | undefined
  readonly baseline?: string | undefined
  readonly updateBaseline?: boolean | undefined
  readonly json?: boolean | undefined
  readonly explain?: string | undefined
}

/** The null control begins no seed set after so many seconds. */
const CONTROL_SECONDS = 60

/** `adam-lab check [path...]`: do all the claims still hold? 2 beats 1 beats 3 beats 0. */
export async function check(paths: readonly string[], options: CheckOptions): Promise<number> {
  if (options.explain !== undefined) {
    return (await import('./explain.ts')).explain(paths, options.explain, options)
  }
  const started = performance.now()
  const { junit, github, json } = options
  const found = nothingFound(options.updateBaseline)
  const names = { whole: 'adam-lab check', suiteOf: paperOf }
  const writeJunit = async (what: Findings) => {
    if (junit !== undefined) await saveJunit(junit, findingsJunit(what, names))
  }
  return told(found, {
    begin: () => writeJunit({ ...nothingFound(), stopped: UNFINISHED }),
    async tell() {
      await writeJunit(found)
      if (!github) return
      // With --json the first stream is for the document alone.
      terminal.annotate(annotations(found), json ? 'stderr' : 'stdout')
      const summary = process.env.GITHUB_STEP_SUMMARY
      if (summary) await appendSummary(summary, stepSummary(found))
    },
    body: () => checkAll(found, paths, options, started),
  })
}

/** @param found takes what is found on the way */
async function checkAll(
  found: Findings,
  paths: readonly string[],
  options: CheckOptions,
  started: number,
): Promise<number> {
  const file = options.baseline ?? (options.updateBaseline ? join(options.out, 'baseline.json') : null)
  const before = file === null ? null : await loadBaseline(file, options.updateBaseline ? 'empty' : 'error')
  const mutants = (options.controls || options.reports) ?? false
  const { plans, inError, files } = await checkPages(paths, { fast: options.fast, mutants })
  found.files = files
  found.inError.push(...inError)

  const interrupted = interruption()
  const settings = { jobs: options.jobs ?? availableParallelism(), signal: interrupted.signal }
  try {
    await runAll(found, plans, { ...settings, ...trialsOf(options) })
    const rows = rowsOf(found)
    if (options.controls && !settings.signal.aborted) found.control = await controlled(plans, rows, settings)
    const whole = paths.length === 0 && !options.fast
    const wrong = new Set(found.inError.map((page) => page.file))
    const asked = [...plans.map((plan) => plan.file), ...(whole ? filesOf(before) : [])]
    const checked = asked.filter((one) => !wrong.has(one))
    if (settings.signal.aborted) found.stopped = { code: interrupted.code, why: interruptedWords(found) }
    else if (before) found.comparison = compareWithBaseline(rows, before, checked)
    show(found, file, (performance.now() - started) / 1000, options)
    if (found.stopped) {
      terminal.complain(
        `Interrupted: ${found.pages.length} of ${plans.length} pages are done and kept in ${clipPath(options.out)}; the same command goes on from there.`,
      )
    } else if (file !== null && options.updateBaseline) await update(file, baselineOf(rows, before, checked), found)
    return outcomeOfFindings(found).code
  } finally {
    interrupted.release()
  }
}

function interruptedWords(found: Findings): string {
  const left = unknownPages(found).length
  return left === 0 ? 'interrupted' : `interrupted with ${plural(left, 'page')} left`
}

/** What is done with each page. A fast check tries a sample of the mutants. */
function trialsOf({ out, reports, mutate, rivals, fast }: CheckOptions) {
  const mutants = !mutate ? 'none' : fast ? 'sample' : 'all'
  const trials = mutate || rivals ? ({ mutants, rivals: rivals ?? false } as const) : undefined
  return { out, publish: reports ?? false, ...(trials ? { trials } : {}) }
}

/** What was not judged must not be missing from a baseline. */
async function update(file: string, baseline: Baseline, { inError }: Findings): Promise<void> {
  if (inError.length > 0) {
    terminal.complain(`the baseline ${clipPath(file)} is left as it is: ${plural(inError.length, 'page')} in error`)
    return
  }
  await saveBaseline(file, baseline)
  terminal.complain(`the baseline ${clipPath(file)} is up to date`)
}

/** Page after page, a line for each; those before an interruption. */
async function runAll(
  found: Findings,
  plans: readonly Plan[],
  settings: Parameters<typeof checkPage>[1],
): Promise<void> {
  for (const [k, plan] of plans.entries()) {
    const page = settings.signal.aborted ? null : await checkPage(plan, settings)
    if (!page) break
    if ('mistakes' in page) found.inError.push(page)
    else {
      found.pages.push(page)
      terminal.complain(progressLine(page, k + 1, plans.length))
    }
  }
}

async function controlled(
  plans: readonly Plan[],
  rows: readonly ClaimResult[],
  settings: { readonly jobs: number; readonly signal: AbortSignal },
) {
  const { runNullControl } = await import('../lab/controls.ts')
  terminal.complain(`null control: fresh seed sets on the cheapest pages, for at most ${CONTROL_SECONDS} s`)
  const held = new Set(rows.filter(({ worst }) => worst.status === 'holds').map(({ claim }) => claim.id))
  return runNullControl(plans, held, { ...settings, system: nodeSystem, seconds: CONTROL_SECONDS })
}

const filesOf = (baseline: Awaited<ReturnType<typeof loadBaseline>>): string[] =>
  Object.values(baseline?.claims ?? {}).map(({ file }) => file)

function show(found: Findings, file: string | null, seconds: number, options: CheckOptions): void {
  const { pages, control, comparison } = found
  const rows = rowsOf(found)
  if (options.json) {
    terminal.print(checkJson(found, seconds))
    return
  }
  const claims = plural(rows.length, 'claim')
  const on = plural(pages.length, 'page')
  terminal.print(
    ...resultLines(rows),
    ...tried(pages),
    ...(control ? ['', ...controlLines(control)] : []),
    ...(comparison && file !== null ? ['', ...baselineLines(comparison, file)] : []),
    '',
    outcomeLine(outcomeOfFindings(found)),
    `${claims} on ${on} in ${duration(seconds)}`,
  )
}

/** What was tried on the claims, if anything was. */
function tried(pages: Findings['pages']): string[] {
  const lines = trialLines(pages.map(({ trials }) => trials))
  return lines.length > 0 ? ['', ...lines] : []
}

function resultLines(rows: readonly ClaimResult[]): string[] {
  if (rows.length === 0) return []
  const surprises = surpriseLines(rows)
  return [...ledgerTable(rows), ...(surprises.length > 0 ? ['', ...surprises] : []), '', ...totalLines(rows)]
}

function progressLine({ plan, rows, computed, failures, seconds }: CheckedPage, done: number, all: number): string {
  const wrong = rows.filter(({ code }) => code !== 0).length
  const claims = plural(rows.length, 'claim')
  const outcome = wrong === 0 ? 'as expected' : `${wrong} not as expected`
  const work = failures.length > 0 ? 'not all runs made' : computed === 0 ? 'stored' : `${seconds.toFixed(1)} s`
  return `[${String(done).padStart(String(all).length)}/${all}] ${clipPath(plan.file)}: ${claims}, ${outcome}, ${work}`
}
