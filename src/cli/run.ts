import { availableParallelism } from 'node:os'
import { type LabOptions, lab, type Outcome, type Plan, undone } from '../lab.ts'
import type { TraceFormat } from '../publish.ts'
import { jsonText } from '../text/json.ts'
import { type Outcome as Came, eachVerdict, outcomeOf, strongest } from '../theory/outcome.ts'
import type { CheckedPage } from './check-run.ts'
import { Failure, fileFailure } from './failure.ts'
import { interruption } from './interruption.ts'
import { type PageOptions, prepareAll, showDiagnostics } from './pages.ts'
import { repaired } from './repaired.ts'
import { replayCommand } from './replay.ts'
import { testedPage, writeJunit, writeLatexOf } from './run-files.ts'
import { readPage } from './source.ts'
import { terminal } from './terminal.ts'
import { outcomeLine, verdictLines } from './verdicts.ts'
import { version } from './version.ts'

export interface RunCommandOptions extends PageOptions {
  readonly out: string
  readonly jobs?: number | undefined
  readonly format: TraceFormat
  readonly fresh?: boolean | undefined
  readonly junit?: string | undefined
  readonly latex?: boolean | undefined
  readonly quiet?: boolean | undefined
  readonly json?: boolean | undefined
}

/** `adam-lab run page...`: the laboratory, page after page. 2 beats 1 beats 3. */
export async function run(files: readonly string[], options: RunCommandOptions): Promise<number> {
  const plans = await prepareAll(files, options)
  if (!plans) return 2
  const codes: number[] = []
  const pages: CheckedPage[] = []
  for (const plan of plans) {
    const code = await runOne(plan, options, pages)
    if (code >= 128) return code
    codes.push(code)
  }
  if (options.junit !== undefined) await writeJunit(options.junit, pages)
  return strongest(codes)
}

/** @param pages takes what the JUnit report is to tell */
async function runOne(plan: Plan, options: RunCommandOptions, pages: CheckedPage[]): Promise<number> {
  const started = performance.now()
  const { progressBar } = await import('../run/progress.ts')
  const loud = !options.quiet && !options.json
  const interrupted = interruption()
  const bar = loud ? progressBar(terminal.progress) : null
  const settings: LabOptions = {
    out: options.out,
    jobs: options.jobs ?? availableParallelism(),
    fresh: options.fresh ?? false,
    format: options.format,
    signal: interrupted.signal,
    replay: replayCommand(plan.file, options),
    version,
    ...(bar ? { onProgress: bar.update } : {}),
  }
  try {
    if (loud) terminal.print(terminal.paint('bold', plan.experiment.title))
    const outcome = await lab(plan, settings)
    bar?.end()
    const code = await report(plan, outcome, options, interrupted.code)
    pages.push(testedPage(plan, outcome, (performance.now() - started) / 1000))
    return code
  } catch (error) {
    bar?.end()
    throw fileFailure(error, `cannot write results to '${options.out}'`)
  } finally {
    interrupted.release()
  }
}

async function report(
  plan: Plan,
  outcome: Outcome,
  options: RunCommandOptions,
  interruptedCode: number,
): Promise<number> {
  const { execution, verdicts, published, diagnostics } = outcome
  const folder = published?.folder ?? `${options.out}/${plan.experiment.name}`
  if (execution.interrupted) {
    const kept = execution.computed + execution.reused
    terminal.complain(
      `Interrupted: ${kept} of ${runs(plan.runs)} are kept in ${folder}; the same command goes on from there.`,
    )
    return interruptedCode
  }
  if (diagnostics.length > 0) {
    showDiagnostics(diagnostics, await readPage(plan.file))
    return 2
  }
  if (!published) throw new Failure(`nothing was written to '${folder}'`)
  const came = outcomeOf({ ...eachVerdict(verdicts, plan.experiment.claims), failures: undone(outcome) })
  if (options.json) terminal.print(jsonText(JSON.parse(published.summary)))
  else terminal.print(...lines(outcome, came, published.files, folder, options.quiet ?? false))
  if (options.latex) await writeLatexOf(folder, (options.quiet || options.json) ?? false)
  for (const warning of [...undone(outcome), ...published.warnings, ...repaired(published)])
    terminal.complain(`${plan.file}: ${warning}`)
  return came.code
}

function lines(
  { execution, verdicts }: Outcome,
  came: Came,
  files: readonly string[],
  folder: string,
  quiet: boolean,
): string[] {
  const table = verdictLines(verdicts, quiet)
  if (quiet) return table
  const { computed, reused, damaged, traces } = execution
  const work =
    computed === 0
      ? `nothing to do: all ${runs(traces.runs.length)} are already in ${folder}`
      : `${runs(computed)} computed${reused > 0 ? `, ${reused} reused` : ''}`
  const repaired = damaged === 1 ? '1 stored batch was damaged' : `${damaged} stored batches were damaged`
  return [
    work,
    ...(damaged > 0 ? [`${repaired} and computed again`] : []),
    '',
    ...table,
    ...(table.length > 0 ? ['', outcomeLine(came), ''] : []),
    `${folder}/: ${files.join(' ')}`,
    `digest ${execution.digest}`,
    '',
  ]
}

const runs = (count: number) => (count === 1 ? '1 run' : `${count} runs`)
