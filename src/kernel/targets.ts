import type { Lane } from './program.ts'
import type { Ready, RunningLanes, Target } from './target.ts'
import { wasm } from './wasm/target.ts'

const TARGETS: ReadonlyMap<string, Target> = new Map([wasm].map((target) => [target.name, target]))

/** The target that is used unless another is asked for. */
export const defaultTarget: Target = wasm

/** Opens a program where it was made ready, or in another thread. */
export function openLanes(ready: Ready, lanes: readonly Lane[]): RunningLanes {
  const target = TARGETS.get(ready.target)
  if (!target) throw new RangeError(`there is no target '${ready.target}'`)
  return target.open(ready, lanes)
}
