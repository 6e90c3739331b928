import { composeVariants } from '../compose/variants.ts'
import type { Experiment } from '../config/experiment.ts'
import type { Diagnostics } from '../lang/source.ts'
import { collect } from './collected.ts'
import { digestOf } from './digest.ts'
import { type ExecuteOptions, execute } from './execute.ts'
import { plan } from './plan.ts'
import { Records } from './records.ts'
import type { Traces } from './traces.ts'
import type { UnitStore } from './unit-store.ts'

export interface RunOptions extends ExecuteOptions {
  /** Where runs of this experiment are kept; null keeps none. */
  readonly store: UnitStore | null
  /** Forgets what is stored. */
  readonly fresh?: boolean
  readonly sink: Diagnostics
}

export interface Execution {
  readonly traces: Traces
  /** Empty if the run was interrupted. */
  readonly digest: string
  readonly computed: number
  readonly reused: number
  readonly interrupted: boolean
  /** Stored batches whose checksum did not hold; they were computed again. */
  readonly damaged: number
  /** Why runs are in error, if any are: a sentence for each reason. */
  readonly failures: readonly string[]
}

/**
 * Executes what is not yet stored of an experiment, and returns all its results.
 *
 * @throws what the store throws if it cannot be used; what it keeps is kept
 */
export async function runExperiment(experiment: Experiment, options: RunOptions): Promise<Execution> {
  const { store, system, signal } = options
  const planned = plan(experiment, composeVariants(experiment, options.sink), system)
  if (options.fresh) await store?.clear()
  await store?.prepare()
  const records = new Records(planned)
  const damaged = (await store?.load(records, signal)) ?? []
  const reused = records.size
  const failures = await execute(planned, records, store, options)
  const interrupted = signal?.aborted ?? false
  const traces = collect(planned, records)
  const digest = interrupted ? '' : digestOf(traces, system)
  return { traces, digest, computed: records.size - reused, reused, interrupted, damaged: damaged.length, failures }
}
