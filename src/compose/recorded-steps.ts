import type { Recording } from '../config/experiment.ts'
import { loadMath } from '../kernel/wasm/host-math.ts'

/**
 * The recorded steps of a run: whole, ascending, without repetition, at most `points`, the last one the horizon. The power is
 * the kernel's own: the host's may differ in its last bits between machines, and the schedule must not.
 */
export function recordedSteps(horizon: number, recording: Recording): number[] {
  const { points, scale } = recording
  const steps = new Set<number>()
  for (let k = 1; k < points; k++) {
    const share = k / points
    const step = scale === 'linear' ? horizon * share : loadMath().pow(horizon, share)
    steps.add(Math.min(horizon, Math.max(1, Math.round(step))))
  }
  steps.add(horizon)
  return [...steps].sort((a, b) => a - b)
}
