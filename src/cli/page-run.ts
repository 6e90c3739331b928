import { availableParallelism } from 'node:os'
import { type PageRunOptions, runPage } from '../host/laboratory.ts'
import type { LabResult } from '../lab/lab.ts'
import type { Plan } from '../lab/prepare.ts'
import { unwritten } from '../messages/files.ts'
import type { Published, TraceFormat } from '../publish/publish.ts'
import { quotePath } from '../text/clip.ts'
import { fileFailure } from './failure.ts'
import type { PageOptions } from './pages.ts'
import { replayCommand } from './replay.ts'
import { terminal } from './terminal.ts'
import { version } from './version.ts'

export interface PageRun extends Pick<PageRunOptions, 'out' | 'signal' | 'fresh' | 'publish' | 'trials'> {
  readonly jobs?: number | undefined
  readonly format?: TraceFormat
  /** The options that belong to the command that does all this again. */
  readonly asked?: PageOptions
  /** Where progress is told: nowhere, on a terminal, or in plain lines too. */
  readonly tell: 'nowhere' | 'terminal' | 'anywhere'
}

/**
 * Runs a page as every command does, on all cores if nothing else is asked for.
 *
 * @throws Failure if its directory cannot be used
 */
export async function runPlan(
  plan: Plan,
  { asked = {}, tell, jobs, ...settings }: PageRun,
): Promise<LabResult<Published>> {
  const { progressBar } = await import('./progress.ts')
  const told = tell === 'anywhere' || (tell === 'terminal' && terminal.progress.isTTY)
  const bar = told ? progressBar(terminal.progress) : null
  try {
    return await runPage(plan, {
      format: 'parquet',
      ...settings,
      jobs: jobs ?? availableParallelism(),
      replay: replayCommand(plan.file, asked),
      version,
      ...(bar ? { onProgress: bar.update } : {}),
    })
  } catch (error) {
    throw fileFailure(error, (why) => unwritten(`results to ${quotePath(settings.out)}`, why))
  } finally {
    bar?.end()
  }
}
