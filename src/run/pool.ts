import { Worker } from 'node:worker_threads'
import { runBatch } from './batch.ts'
import type { Answer, Order } from './worker.ts'

/** A piece of work and what to do with it as it goes. */
export interface Task {
  order(): Order
  told(step: number): void
  done(result: Float64Array): Promise<void>
  /** The work could not be done, also not at a second try. */
  failed(reason: string): void
}

/** The worker lies beside the bundle; `null` runs everything in this thread. */
export const WORKER = new URL('./worker.js', import.meta.url)

/**
 * Runs tasks on `jobs` worker threads (0: in this thread), in order of their start. A worker that crashes is replaced and its
 * task tried once more. An abort ends the workers; what `done` has been called for is kept.
 */
export async function runTasks(
  tasks: readonly Task[],
  jobs: number,
  signal: AbortSignal | undefined,
  worker: URL = WORKER,
): Promise<void> {
  const queue = tasks.map((task) => ({ task, tries: 0 }))
  // A result that cannot be stored ends the others too: there is no use in what nobody can keep.
  const broken = new AbortController()
  const stop = signal ? AbortSignal.any([signal, broken.signal]) : broken.signal
  const next = () => (stop.aborted ? undefined : queue.shift())
  if (jobs === 0) {
    for (let item = next(); item; item = next()) {
      const { batch, module } = item.task.order()
      await item.task.done(runBatch(batch, module, (step) => item?.task.told(step)))
      await new Promise((resolve) => setImmediate(resolve))
    }
    return
  }
  const serve = async (): Promise<void> => {
    let thread: Worker | null = null
    try {
      for (let item = next(); item; item = next()) {
        thread ??= new Worker(worker)
        const outcome = await oneTask(thread, item.task, stop)
        if (outcome.kind === 'done') await item.task.done(outcome.result)
        if (outcome.kind === 'failed') item.task.failed(outcome.reason)
        if (outcome.kind === 'crashed') {
          await thread.terminate()
          thread = null
          item.tries++
          if (item.tries < 2) queue.unshift(item)
          else item.task.failed(outcome.reason)
        }
      }
    } catch (error) {
      broken.abort()
      throw error
    } finally {
      await thread?.terminate()
    }
  }
  const ends = await Promise.allSettled(Array.from({ length: Math.min(jobs, tasks.length) }, serve))
  for (const end of ends) if (end.status === 'rejected') throw end.reason
}

type Outcome =
  | { readonly kind: 'done'; readonly result: Float64Array }
  | { readonly kind: 'failed' | 'crashed'; readonly reason: string }
  | { readonly kind: 'aborted' }

function oneTask(thread: Worker, task: Task, signal: AbortSignal): Promise<Outcome> {
  return new Promise((resolve) => {
    const settle = (outcome: Outcome) => {
      thread.off('message', hear)
      thread.off('error', crash)
      thread.off('exit', end)
      signal.removeEventListener('abort', abort)
      resolve(outcome)
    }
    const abort = () => settle({ kind: 'aborted' })
    const crash = (error: Error) => settle({ kind: 'crashed', reason: error.message })
    const end = (code: number) => settle({ kind: 'crashed', reason: `the worker ended with code ${code}` })
    const hear = (answer: Answer) => {
      if ('step' in answer) task.told(answer.step)
      else if ('result' in answer) settle({ kind: 'done', result: answer.result })
      else settle({ kind: 'failed', reason: answer.failure })
    }
    signal.addEventListener('abort', abort)
    thread.on('message', hear)
    thread.on('error', crash)
    thread.on('exit', end)
    thread.postMessage(task.order())
  })
}
