import type { Replicate } from './sample.ts'

/** Why runs cannot be judged: the first that crashed or diverged, as a sentence; null if all finished. */
export function endedBadly(runs: readonly Replicate[]): string | null {
  const bad = runs.find(({ run }) => run.status !== 'finished')
  if (!bad) return null
  const { optimizer, seed, status, steps } = bad.run
  if (status === 'diverged') return `${optimizer} diverged: seed ${seed} is no longer finite at step ${steps}`
  return `${optimizer} failed: seed ${seed} ended with an error at step ${steps}`
}
