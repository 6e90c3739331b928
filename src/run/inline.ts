import { runBatch } from './batch.ts'
import { type Executor, reasonOf } from './executor.ts'
import type { System } from './system.ts'

/** Runs work in this thread; others get their turn, and an abort is seen, between two batches. */
export function inline({ pause }: Pick<System, 'pause'>): Executor {
  return {
    alive: true,
    async run({ batch, ready }, told, signal) {
      await pause()
      if (signal.aborted) return { kind: 'aborted' }
      try {
        return { kind: 'done', result: runBatch(batch, ready, told) }
      } catch (error) {
        return { kind: 'failed', reason: reasonOf(error) }
      }
    },
    stop: () => Promise.resolve(),
  }
}
