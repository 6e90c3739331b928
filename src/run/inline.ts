import { setImmediate } from 'node:timers/promises'
import { runBatch } from './batch.ts'
import { type Executor, reasonOf } from './executor.ts'

/** Runs work in this thread; others get their turn, and an abort is seen, between two batches. */
export function inline(): Executor {
  return {
    alive: true,
    async run({ batch, ready }, told, signal) {
      await setImmediate()
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
