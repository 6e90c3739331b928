import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Diagnostics } from '../src/lang/source.ts'
import { Store } from '../src/machine/store.ts'
import { nodeSystem } from '../src/machine/system.ts'
import { runExperiment } from '../src/run/run.ts'
import type { Runs, Traces } from '../src/run/traces.ts'
import { type Contestant, timed } from './contestant.ts'
import { joined } from './kernel.ts'
import { loadText, readPage } from './page.ts'

/**
 * The whole laboratory on a page: the time includes reading the page, planning, compiling, threads, and storing every record
 * on disk. Compared are the iterates and the last recorded values of the measures.
 */
export function pipeline(
  root: string,
  page: string,
  jobs: number,
  scratch: string,
  set: readonly string[] = [],
): Contestant {
  const out = join(scratch, `pipeline-${jobs}`)
  let traces: Traces | null = null
  return {
    name: jobs === 1 ? 'adam-lab' : `adam-lab, ${jobs} workers`,
    run: (steps) =>
      timed(async () => {
        const experiment = loadText(readPage(root, page), { steps, set })
        const execution = await runExperiment(experiment, {
          ...{ jobs, system: nodeSystem, fresh: true, sink: new Diagnostics() },
          store: new Store(join(out, experiment.name)),
        })
        traces = execution.traces
      }),
    async values() {
      const runs: Runs = traces?.runs ?? []
      const measures = traces?.measures ?? []
      return joined([
        Float64Array.from(runs.flatMap((run) => run.x ?? [])),
        ...measures.map((_, k) => Float64Array.from(runs.map((run) => run.final[k] ?? Number.NaN))),
      ])
    },
    stop: () => rm(out, { recursive: true, force: true }),
  }
}
