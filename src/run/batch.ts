import type { Lane } from '../kernel/program.ts'
import type { Ready } from '../kernel/target.ts'
import { openLanes } from '../kernel/targets.ts'

/** Lanes to be run together, as plain data that may be sent to another thread. */
export interface LaneBatch {
  readonly lanes: readonly Lane[]
  readonly times: readonly number[]
  readonly outputs: readonly string[]
  /** States that begin anew after each recorded step. */
  readonly restarts: readonly string[]
  /** Coordinates of the final iterate to keep: d, or 0. */
  readonly kept: number
}

/** Numbers that a lane takes in a result: the step at which it diverged (or 0), its values, its final iterate. */
export function recordLength({ times, outputs, kept }: Pick<LaneBatch, 'times' | 'outputs' | 'kept'>): number {
  return 1 + outputs.length * times.length + kept
}

/**
 * Runs a batch: lane after lane `recordLength` numbers, values measure by measure. Values at steps from a lane's divergence
 * on are NaN.
 *
 * @param told called after each recorded step with the number of steps made
 */
export function runBatch(batch: LaneBatch, ready: Ready, told?: (step: number) => void): Float64Array {
  const { lanes, times, outputs, restarts, kept } = batch
  const length = recordLength(batch)
  const result = new Float64Array(lanes.length * length).fill(Number.NaN)
  const group = openLanes(ready, lanes)
  const fresh = restarts.map((name) => ({ name, values: group.state(name) }))
  times.forEach((time, k) => {
    group.advance(time)
    outputs.forEach((name, measure) => {
      group.output(name).forEach((value, lane) => {
        result[lane * length + 1 + measure * times.length + k] = value
      })
    })
    for (const { name, values } of fresh) group.setState(name, values)
    told?.(time)
  })
  const diverged = group.divergedAt
  const x = kept > 0 ? group.state('x') : new Float64Array(0)
  lanes.forEach((_, lane) => {
    result[lane * length] = diverged[lane] ?? 0
    result.set(x.subarray(lane * kept, (lane + 1) * kept), (lane + 1) * length - kept)
  })
  return result
}
