import { type Executor, reasonOf, type Work } from './executor.ts'

/** A piece of work and what to do with it as it goes. */
export interface Task {
  /** Prepares the work; may throw, which fails the task. */
  order(): Work
  told(step: number): void
  /** Keeps the result. If it cannot be kept, all work ends. */
  done(result: Float64Array): Promise<void>
  /** The work could not be done. */
  failed(reason: string): void
}

/** More threads than any machine can use; each takes some megabytes. */
const MOST_THREADS = 256

/**
 * Runs tasks on as many executors, each task once. One that crashes its executor is tried once more on a new one. After an
 * abort no task is begun and those that run are given up; what `done` has kept is kept.
 *
 * @throws what `done` throws, once all executors have ended
 */
export async function runTasks(
  tasks: readonly Task[],
  jobs: number,
  start: () => Executor,
  signal?: AbortSignal,
): Promise<void> {
  const broken = new AbortController()
  const stop = signal ? AbortSignal.any([signal, broken.signal]) : broken.signal
  const queue = tasks.values()
  const serve = async (): Promise<void> => {
    let executor: Executor | null = null
    try {
      for (const task of queue) {
        for (let tries = 1; !stop.aborted; tries++) {
          if (!executor?.alive) executor = start()
          const outcome = await attempt(executor, task, stop)
          if (outcome.kind === 'done') await task.done(outcome.result)
          if (outcome.kind === 'crashed' && tries < 2) continue
          if (outcome.kind === 'failed' || outcome.kind === 'crashed') task.failed(outcome.reason)
          break
        }
        if (stop.aborted) return
      }
    } catch (error) {
      broken.abort()
      throw error
    } finally {
      await executor?.stop()
    }
  }
  const threads = Math.max(1, Math.min(jobs, tasks.length, MOST_THREADS))
  const ends = await Promise.allSettled(Array.from({ length: threads }, serve))
  for (const end of ends) if (end.status === 'rejected') throw end.reason
}

function attempt(executor: Executor, task: Task, signal: AbortSignal): ReturnType<Executor['run']> {
  try {
    return executor.run(task.order(), (step) => task.told(step), signal)
  } catch (error) {
    return Promise.resolve({ kind: 'failed', reason: reasonOf(error) })
  }
}
