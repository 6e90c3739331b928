import type { Recording } from '../config/experiment.ts'

/** The recorded steps of a run: whole, ascending, without repetition, the last one the horizon. */
export function schedule(horizon: number, recording: Recording): number[] {
  const { points, scale } = recording
  const steps = new Set<number>()
  for (let k = 1; k <= points; k++) {
    const share = k / points
    const step = scale === 'linear' ? horizon * share : spread(horizon, share)
    steps.add(Math.min(horizon, Math.max(1, Math.round(step))))
  }
  steps.add(horizon)
  return [...steps].sort((a, b) => a - b)
}

/**
 * horizon^share, rounded to six digits: the host's power function may differ in its last bits between machines, and the
 * schedule must not.
 */
function spread(horizon: number, share: number): number {
  return Number(Math.exp(Math.log(horizon) * share).toPrecision(6))
}
