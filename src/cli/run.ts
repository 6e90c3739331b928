import { undone } from '../host/laboratory.ts'
import type { LabResult } from '../lab/lab.ts'
import type { Plan } from '../lab/prepare.ts'
import type { Published, TraceFormat } from '../publish/publish.ts'
import type { Execution } from '../run/run.ts'
import { clipPath } from '../text/clip.ts'
import { jsonText } from '../text/json.ts'
import { plural } from '../text/plural.ts'
import { heading } from '../text/unseen.ts'
import { eachVerdict, type Outcome, outcomeOf } from '../theory/outcome.ts'
import { type Findings, nothingFound, outcomeOfFindings } from './findings.ts'
import { interruption } from './interruption.ts'
import { pageInError } from './page-in-error.ts'
import { runPlan } from './page-run.ts'
import { type PageOptions, prepareAllOrNone, showDiagnostics } from './pages.ts'
import { repaired } from './repaired.ts'
import { testedPage, writeJunit, writeLatexOf } from './run-files.ts'
import { readPage } from './source.ts'
import { terminal } from './terminal.ts'
import { told, UNFINISHED } from './told.ts'
import { trialSentences } from './trial-words.ts'
import { outcomeLine, verdictLines } from './verdicts.ts'

export interface RunCommandOptions extends PageOptions {
  readonly out: string
  readonly jobs?: number | undefined
  readonly format: TraceFormat
  readonly fresh?: boolean | undefined
  readonly junit?: string | undefined
  readonly latex?: boolean | undefined
  readonly mutate?: boolean | undefined
  readonly quiet?: boolean | undefined
  readonly json?: boolean | undefined
}

/** `adam-lab run page...`: the laboratory, page after page. 2 beats 1 beats 3. */
export async function run(files: readonly string[], options: RunCommandOptions): Promise<number> {
  const { junit } = options
  const found = nothingFound()
  return told(found, {
    async begin() {
      if (junit !== undefined) await writeJunit(junit, { ...nothingFound(), stopped: UNFINISHED })
    },
    async tell() {
      if (junit !== undefined) await writeJunit(junit, found)
    },
    body: () => runAll(found, files, options),
  })
}

/** @param found takes what is found on the way */
async function runAll(found: Findings, files: readonly string[], options: RunCommandOptions): Promise<number> {
  const { plans, inError } = await prepareAllOrNone(files, options)
  found.files = [...new Set(files)]
  found.inError.push(...inError)
  if (inError.length > 0) {
    found.stopped = { code: 2, why: 'nothing was run, because a page is in error' }
    return 2
  }
  for (const plan of plans) {
    await runOne(plan, options, found)
    if (found.stopped) break
  }
  return outcomeOfFindings(found).code
}

/** @param found takes what is found of the page */
async function runOne(plan: Plan, options: RunCommandOptions, found: Findings): Promise<void> {
  const started = performance.now()
  const loud = !options.quiet && !options.json
  const interrupted = interruption()
  try {
    if (loud) terminal.print(terminal.paint('bold', heading(plan.experiment.title)))
    const outcome = await runPlan(plan, {
      out: options.out,
      jobs: options.jobs,
      fresh: options.fresh ?? false,
      format: options.format,
      signal: interrupted.signal,
      asked: options,
      ...(options.mutate ? { trials: { mutants: 'all', rivals: true } } : {}),
      tell: loud ? 'anywhere' : 'nowhere',
    })
    if (outcome.execution.interrupted) {
      found.stopped = { code: interrupted.code, why: 'interrupted' }
      terminal.complain(interruptedLine(plan, outcome, options.out))
    } else if (outcome.diagnostics.length > 0) {
      found.inError.push(pageInError(plan.file, outcome.diagnostics))
      showDiagnostics(outcome.diagnostics, await readPage(plan.file))
    } else {
      found.pages.push(testedPage(plan, outcome, (performance.now() - started) / 1000))
      await report(plan, outcome, options)
    }
  } finally {
    interrupted.release()
  }
}

function interruptedLine({ experiment, runs: all }: Plan, { execution }: LabResult<Published>, out: string): string {
  const kept = execution.computed + execution.reused
  return `Interrupted: ${kept} of ${plural(all, 'run')} are kept in ${clipPath(`${out}/${experiment.name}`)}; the same command goes on from there.`
}

async function report(plan: Plan, outcome: LabResult<Published>, options: RunCommandOptions): Promise<void> {
  const { verdicts, published } = outcome
  if (!published) throw new Error('a run that published nothing')
  const { folder } = published
  const came = outcomeOf({ ...eachVerdict(verdicts, plan.experiment.claims), failures: undone(outcome) })
  if (options.json) terminal.print(jsonText(JSON.parse([...published.summary].join(''))))
  else terminal.print(...lines(outcome, came, published.files, folder, options.quiet ?? false))
  if (options.latex) await writeLatexOf(folder, (options.quiet || options.json) ?? false)
  for (const warning of [...undone(outcome), ...published.warnings, ...repaired(published)])
    terminal.complain(`${clipPath(plan.file)}: ${warning}`)
}

function lines(
  { execution, verdicts, trials }: LabResult<Published>,
  came: Outcome,
  files: readonly string[],
  folder: string,
  quiet: boolean,
): string[] {
  const table = verdictLines(verdicts, quiet)
  if (quiet) return table
  const { damaged } = execution
  const repaired = damaged === 1 ? '1 stored batch was damaged' : `${damaged} stored batches were damaged`
  return [
    workLine(execution, folder),
    ...(damaged > 0 ? [`${repaired} and computed again`] : []),
    '',
    ...table,
    ...(trials.length > 0 ? ['', ...trialSentences(trials)] : []),
    ...(table.length > 0 ? ['', outcomeLine(came), ''] : []),
    `${folder}/: ${files.join(' ')}`,
    `digest ${execution.digest}`,
    '',
  ]
}

/** What was computed, in words; `nothing to do` only where every run is there. */
export function workLine({ computed, reused, traces }: Execution, folder: string): string {
  const all = traces.runs.length
  const failed = traces.runs.filter(({ status }) => status === 'error').length
  if (failed === 0 && computed === 0)
    return `nothing to do: ${all === 1 ? 'the one run is' : `all ${plural(all, 'run')} are`} already in ${folder}`
  const parts = [
    ...(computed > 0 || failed < all ? [`${plural(computed, 'run')} computed`] : []),
    ...(reused > 0 ? [`${reused} reused`] : []),
    ...(failed > 0 ? [`${failed === all && computed === 0 ? plural(failed, 'run') : failed} not made`] : []),
  ]
  return parts.join(', ')
}
