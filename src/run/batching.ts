import { laneBytes } from '../compose/affordable.ts'
import { recordLength } from './batch.ts'
import type { UnitGroup } from './plan.ts'

/** A batch takes about a second or two, so that little is lost with it: lane-steps times coordinates. */
const WORK = 2e8

/** Less work than this is not worth a second thread. */
const LITTLE_WORK = 2e7

/** Memory of a batch's lanes and of its records. */
const MEMORY = 256 * 2 ** 20

/** Bytes of all batches that run at once, whatever the number of threads. */
const TOGETHER = 2e9

const MOST_LANES = 1024

/** Lanes that cost as much as one: kernels run up to two vectors of two lanes together, in few dimensions four. */
const tile = (dimension: number): number => (dimension > 4 ? 4 : 8)

/** Numbers of a run's record. */
export function recordLengthOf({ variant, times, kept }: UnitGroup): number {
  return recordLength({ times, outputs: variant.outputs, kept })
}

/**
 * How many lanes of a group run together: limited by time and memory, and so that all of `jobs` threads have some. Results do
 * not depend on it.
 */
export function batchSize(group: UnitGroup, missing: number, jobs: number, most = MOST_LANES): number {
  const { dimension } = group.variant.program
  const work = group.horizon * dimension
  const share = work * missing > LITTLE_WORK ? Math.ceil(missing / Math.max(1, jobs)) : missing
  const whole = tile(dimension)
  const wanted = Math.ceil(Math.min(MOST_LANES, WORK / work, share) / whole) * whole
  // Lanes come in pairs: one alone takes as much as two.
  const fitting = Math.max(1, Math.floor(MEMORY / bytesOf(group) / 2)) * 2
  return Math.max(1, Math.min(wanted, most, fitting))
}

/** Bytes that a run takes while it runs, with its record. */
const bytesOf = (group: UnitGroup): number => laneBytes(group.variant.program) + 8 * recordLengthOf(group)

/** How many of `jobs` threads can run batches of `lanes` lanes at once; at least one, unless there are none. */
export function threadsFor(group: UnitGroup, lanes: number, jobs: number): number {
  const bytes = bytesOf(group) * 2 * Math.ceil(lanes / 2)
  return Math.min(jobs, Math.max(1, Math.floor(TOGETHER / bytes)))
}

/** Parts of at most `size` units, not copied. */
export function chunks(units: Int32Array, size: number): Int32Array[] {
  return Array.from({ length: Math.ceil(units.length / size) }, (_, k) => units.subarray(k * size, (k + 1) * size))
}
