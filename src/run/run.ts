import { join } from 'node:path'
import { composeVariants } from '../compose/variants.ts'
import type { Experiment } from '../config/experiment.ts'
import { compileKernel, type Kernel } from '../kernel/compile.ts'
import type { Diagnostics } from '../lang/source.ts'
import { type Batch, recordLength } from './batch.ts'
import { collect, digestOf } from './collected.ts'
import { type Group, KEPT_DIMENSION, plan, type Unit } from './plan.ts'
import { runTasks, type Task } from './pool.ts'
import { Store } from './store.ts'
import type { Traces } from './traces.ts'

/** Work done so far, in lane-steps times coordinates. */
export interface Progress {
  readonly done: number
  readonly total: number
}

export interface RunOptions {
  /** Directory of all results; this experiment's is below it. */
  readonly out: string
  /** Worker threads; 0 runs in this thread. */
  readonly jobs: number
  /** Forgets what is stored. */
  readonly fresh?: boolean
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: Progress) => void
  readonly sink: Diagnostics
  /** Most lanes of a batch; results do not depend on it. */
  readonly lanes?: number
  readonly worker?: URL
}

export interface Execution {
  readonly traces: Traces
  readonly digest: string
  readonly computed: number
  readonly reused: number
  readonly interrupted: boolean
  /** Batches on disk whose checksum did not hold; they were computed again. */
  readonly damaged: number
  /** Why runs are in error, if any are. */
  readonly failures: readonly string[]
}

/** A batch takes about a second or two, so that little is lost with it. */
const BATCH_WORK = 2e8
const MOST_LANES = 1024

/** Executes what is not yet stored of an experiment, and returns all its results. */
export async function runExperiment(experiment: Experiment, options: RunOptions): Promise<Execution> {
  const planned = plan(experiment, composeVariants(experiment, options.sink))
  const store = new Store(join(options.out, experiment.name))
  if (options.fresh) await store.clear()
  await store.prepare()
  const lengths = new Map<string, number>()
  for (const group of planned.groups) {
    const length = recordLength(batchOf(group))
    for (const unit of group.units) lengths.set(unit.id, length)
  }
  const { records, damaged } = await store.load(lengths)
  const reused = lengths.size - [...lengths.keys()].filter((id) => !records.has(id)).length

  const failures: string[] = []
  const progress = { done: 0, total: 0 }
  const tasks: Task[] = []
  const planned_ = new Set<string>()
  for (const group of planned.groups) {
    // Two entries of a page may be the same computation: it is made once.
    const missing = group.units.filter(
      (unit) => !records.has(unit.id) && !planned_.has(unit.id) && planned_.add(unit.id),
    )
    if (missing.length === 0) continue
    let kernel: { kernel: Kernel; module: WebAssembly.Module } | null = null
    const compiled = () => {
      if (!kernel) {
        const made = compileKernel(group.variant.program)
        kernel = { kernel: made, module: new WebAssembly.Module(made.bytes as BufferSource) }
      }
      return kernel
    }
    for (const units of chunks(missing, batchSize(group, options.lanes))) {
      const work = units.length * group.variant.program.dimension
      progress.total += work * group.horizon
      let told = 0
      const tell = (step: number) => {
        progress.done += work * (step - told)
        told = step
        options.onProgress?.(progress)
      }
      tasks.push({
        order: () => ({
          batch: { ...batchOf(group), layout: compiled().kernel.layout, lanes: units },
          module: compiled().module,
        }),
        told: tell,
        async done(result) {
          const length = result.length / units.length
          await store.publish(
            units.map((unit) => unit.id),
            result,
          )
          units.forEach((unit, k) => {
            records.set(unit.id, result.subarray(k * length, (k + 1) * length))
          })
          tell(group.horizon)
        },
        failed: (reason) => failures.push(reason),
      })
    }
  }
  await runTasks(tasks, options.jobs, options.signal, options.worker)

  const interrupted = options.signal?.aborted ?? false
  const traces = collect(planned, records)
  const digest = interrupted ? '' : digestOf(traces)
  const computed = [...lengths.keys()].filter((id) => records.has(id)).length - reused
  return { traces, digest, computed, reused, interrupted, damaged: damaged.length, failures }
}

function batchOf({ variant, times }: Group): Omit<Batch, 'layout' | 'lanes'> {
  const d = variant.program.dimension
  return { times, outputs: variant.outputs, kept: d <= KEPT_DIMENSION ? d : 0 }
}

function batchSize(group: Group, most = MOST_LANES): number {
  const lanes = Math.floor(BATCH_WORK / (group.horizon * group.variant.program.dimension))
  return Math.max(1, Math.min(most, Math.max(8, lanes)))
}

function chunks(units: readonly Unit[], size: number): Unit[][] {
  return Array.from({ length: Math.ceil(units.length / size) }, (_, k) => units.slice(k * size, (k + 1) * size))
}
