import type { Variant } from '../compose/variants.ts'
import type { Ready } from '../kernel/target.ts'
import { defaultTarget } from '../kernel/targets.ts'
import { plural } from '../text/plural.ts'
import { batchSize, chunks, threadsFor } from './batching.ts'
import { inline } from './inline.ts'
import { laneAt, type RunPlan, type UnitGroup } from './plan.ts'
import type { Records } from './records.ts'
import type { System } from './system.ts'
import { runTasks, type Task } from './tasks.ts'
import type { UnitStore } from './unit-store.ts'

/** Work done so far, in lane-steps times coordinates. */
export interface Progress {
  readonly done: number
  readonly total: number
}

export interface ExecuteOptions {
  /** Worker threads; 0 runs in this thread. */
  readonly jobs: number
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: Progress) => void
  /** Most lanes of a batch; results do not depend on it. */
  readonly lanes?: number
  readonly system: System
}

/**
 * Executes the units of a plan that have no record: batch after batch is run, published in the store, if there is one, and added
 * to `records`.
 *
 * @returns for each reason why runs could not be made, a sentence
 * @throws what the store throws if a batch cannot be published; those before it are
 */
export async function execute(
  plan: RunPlan,
  records: Records,
  store: Pick<UnitStore, 'publish'> | null,
  options: ExecuteOptions,
): Promise<string[]> {
  const progress = { done: 0, total: 0 }
  const failures = new Map<string, number>()
  const ready = new Map<Variant, Prepared>()
  const tasks: Task[] = []
  let threads = options.jobs
  for (const group of plan.groups) {
    const missing = missingOf(plan, group, records)
    const lanes = batchSize(group, missing.length, options.jobs, options.lanes)
    if (missing.length > 0) threads = threadsFor(group, Math.min(lanes, missing.length), threads)
    for (const units of chunks(missing, lanes)) {
      const work = units.length * group.variant.program.dimension
      progress.total += work * group.horizon
      let told = 0
      const tell = (step: number) => {
        progress.done += work * (step - told)
        told = step
        options.onProgress?.({ ...progress })
      }
      tasks.push({
        order: () => order(group, units, ready),
        told: tell,
        async done(numbers) {
          await store?.publish({ units: Array.from(units, (unit) => plan.ids.of(unit)), numbers })
          const length = numbers.length / units.length
          units.forEach((unit, k) => {
            records.set(unit, numbers.subarray(k * length, (k + 1) * length))
          })
          tell(group.horizon)
        },
        failed(reason) {
          const said = `of '${group.variant.optimizer.label}' on '${group.variant.problem.label}': ${reason}`
          failures.set(said, (failures.get(said) ?? 0) + units.length)
          tell(group.horizon)
        },
      })
    }
  }
  const { jobs, system, signal } = options
  if (tasks.length > 0) await runTasks(tasks, threads, jobs === 0 ? () => inline(system) : system.threads(), signal)
  return [...failures].map(([said, runs]) => `${plural(runs, 'run')} ${said}`)
}

/** The units of a group that have no record. Two entries of a page may be the same computation: it is made once. */
function missingOf({ ids }: RunPlan, group: UnitGroup, records: Records): Int32Array {
  const missing = new Int32Array(group.size)
  let count = 0
  for (let unit = group.start; unit < group.start + group.size; unit++) {
    if (ids.first(unit) === unit && !records.has(unit)) missing[count++] = unit
  }
  return missing.subarray(0, count)
}

type Prepared = Ready | { readonly error: unknown }

/** A program is made ready when its first batch begins, once for all its batches. */
function prepared(variant: Variant, lanes: number, known: Map<Variant, Prepared>): Prepared {
  const before = known.get(variant)
  if (before) return before
  let made: Prepared
  try {
    made = defaultTarget.prepare(variant.program, { lanes })
  } catch (error) {
    made = { error }
  }
  known.set(variant, made)
  return made
}

function order(group: UnitGroup, units: Int32Array, known: Map<Variant, Prepared>) {
  const ready = prepared(group.variant, units.length, known)
  if ('error' in ready) throw ready.error
  const lanes = Array.from(units, (unit) => laneAt(group, unit - group.start))
  const { times, kept, variant } = group
  const { outputs, program } = variant
  return { batch: { lanes, times, outputs, restarts: program.tallies?.restarts ?? [], kept }, ready }
}
