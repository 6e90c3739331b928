import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { Plan } from '../lab.ts'
import { duration } from '../run/progress.ts'
import { baselineOf, compareWithBaseline } from '../theory/baseline.ts'
import type { ClaimResult } from '../theory/ledger.ts'
import { loadBaseline, saveBaseline, saveText } from './baseline-file.ts'
import { annotations, appendSummary, checkJson, checkJunit, stepSummary } from './check-files.ts'
import { type CheckOutcome, outcomeOfCheck } from './check-outcome.ts'
import { checkPages } from './check-pages.ts'
import { type CheckedPage, checkPage } from './check-run.ts'
import { ledgerTable, surpriseLines, totalLines } from './check-table.ts'
import { baselineLines, controlLines } from './check-words.ts'
import { interruption } from './interruption.ts'
import { terminal } from './terminal.ts'
import { outcomeLine } from './verdicts.ts'

export interface CheckOptions {
  readonly out: string
  readonly jobs?: number | undefined
  readonly fast?: boolean | undefined
  readonly controls?: boolean | undefined
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
  const file = options.baseline ?? (options.updateBaseline ? join(options.out, 'baseline.json') : null)
  const before = file === null ? null : await loadBaseline(file, options.updateBaseline ? 'empty' : 'error')
  const mutants = (options.controls || options.reports) ?? false
  const plans = await checkPages(paths, { fast: options.fast, mutants })
  if (!plans) return 2

  const interrupted = interruption()
  const settings = { jobs: options.jobs ?? availableParallelism(), signal: interrupted.signal }
  try {
    const pages = await runAll(plans, { ...settings, out: options.out, publish: options.reports ?? false })
    const rows = pages.flatMap((page) => page.rows)
    const control = options.controls && !settings.signal.aborted ? await controlled(plans, rows, settings) : null
    const whole = paths.length === 0 && !options.fast
    const checked = [...plans.map((plan) => plan.file), ...(whole ? filesOf(before) : [])]
    const finished = pages.length === plans.length && !settings.signal.aborted
    const comparison = before && finished ? compareWithBaseline(rows, before, checked) : null
    const seconds = (performance.now() - started) / 1000
    const outcome = { pages, rows, asked: plans.length, control, comparison, seconds }
    show(outcome, file, options)
    if (!finished) {
      terminal.complain(
        `Interrupted: ${pages.length} of ${plans.length} pages are done and kept in ${options.out}; the same command goes on from there.`,
      )
      return interrupted.code
    }
    await write(outcome, options)
    if (file === null || !options.updateBaseline) return outcomeOfCheck(outcome).code
    await saveBaseline(file, baselineOf(rows, before, checked))
    terminal.complain(`the baseline ${file} is up to date`)
    return outcomeOfCheck({ ...outcome, comparison: null }).code
  } finally {
    interrupted.release()
  }
}

/** Page after page, a line for each; those before an interruption. */
async function runAll(plans: readonly Plan[], settings: Parameters<typeof checkPage>[1]): Promise<CheckedPage[]> {
  const pages: CheckedPage[] = []
  for (const plan of plans) {
    const page = settings.signal.aborted ? null : await checkPage(plan, settings)
    if (!page) break
    pages.push(page)
    terminal.complain(progressLine(page, pages.length, plans.length))
  }
  return pages
}

async function controlled(
  plans: readonly Plan[],
  rows: readonly ClaimResult[],
  settings: { readonly jobs: number; readonly signal: AbortSignal },
) {
  const { runNullControl } = await import('../controls.ts')
  terminal.complain(`null control: fresh seed sets on the cheapest pages, for at most ${CONTROL_SECONDS} s`)
  const held = new Set(rows.filter(({ worst }) => worst.status === 'holds').map(({ claim }) => claim.id))
  return runNullControl(plans, held, { ...settings, seconds: CONTROL_SECONDS })
}

const filesOf = (baseline: Awaited<ReturnType<typeof loadBaseline>>): string[] =>
  Object.values(baseline?.claims ?? {}).map(({ file }) => file)

function show(outcome: CheckOutcome, file: string | null, options: CheckOptions): void {
  const { pages, rows, control, comparison, seconds } = outcome
  if (options.json) {
    terminal.print(checkJson(outcome))
    return
  }
  const claims = rows.length === 1 ? '1 claim' : `${rows.length} claims`
  const on = pages.length === 1 ? '1 page' : `${pages.length} pages`
  terminal.print(
    ...resultLines(rows),
    ...(control ? ['', ...controlLines(control)] : []),
    ...(comparison && file !== null ? ['', ...baselineLines(comparison, file)] : []),
    '',
    outcomeLine(outcomeOfCheck(outcome)),
    `${claims} on ${on} in ${duration(seconds)}`,
  )
}

function resultLines(rows: readonly ClaimResult[]): string[] {
  if (rows.length === 0) return []
  const surprises = surpriseLines(rows)
  return [...ledgerTable(rows), ...(surprises.length > 0 ? ['', ...surprises] : []), '', ...totalLines(rows)]
}

async function write(outcome: CheckOutcome, { junit, github, json }: CheckOptions): Promise<void> {
  if (junit !== undefined) await saveText(junit, checkJunit(outcome), 'the JUnit report')
  if (!github) return
  // With --json the first stream is for the document alone.
  terminal.annotate(annotations(outcome), json ? 'stderr' : 'stdout')
  const summary = process.env.GITHUB_STEP_SUMMARY
  if (summary) await appendSummary(summary, stepSummary(outcome))
}

function progressLine({ plan, rows, computed, seconds }: CheckedPage, done: number, all: number): string {
  const wrong = rows.filter(({ code }) => code !== 0).length
  const claims = rows.length === 1 ? '1 claim' : `${rows.length} claims`
  const outcome = wrong === 0 ? 'as expected' : `${wrong} not as expected`
  const work = computed === 0 ? 'stored' : `${seconds.toFixed(1)} s`
  return `[${String(done).padStart(String(all).length)}/${all}] ${plan.file}: ${claims}, ${outcome}, ${work}`
}
