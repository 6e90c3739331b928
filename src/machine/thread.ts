import { Worker } from 'node:worker_threads'
import { type Executor, reasonOf, type Work, type WorkEnd } from '../run/executor.ts'
import type { WorkerMessage } from './worker.ts'

/** Runs work in a thread of its own. Whatever kills the thread, at work or idle, ends in a `crashed`, never in silence. */
export class Thread implements Executor {
  private readonly worker: Worker
  /** Why the thread is gone. */
  private end: string | null = null
  private hear: ((answer: WorkerMessage) => void) | null = null
  private settle: ((outcome: WorkEnd) => void) | null = null

  constructor(script: URL) {
    this.worker = new Worker(script)
    this.worker.on('message', (answer: WorkerMessage) => this.hear?.(answer))
    // These stay for the life of the thread: an `error` that nobody listens to would end the process.
    this.worker.on('messageerror', (error) => this.crash(reasonOf(error)))
    this.worker.on('error', (error) => this.crash(reasonOf(error)))
    this.worker.on('exit', (code) => this.crash(`the worker ended with code ${code}`))
  }

  get alive(): boolean {
    return this.end === null
  }

  async run(order: Work, told: (step: number) => void, signal: AbortSignal): Promise<WorkEnd> {
    if (signal.aborted) return { kind: 'aborted' }
    if (this.end !== null) return { kind: 'crashed', reason: this.end }
    let abort = () => {}
    try {
      return await new Promise<WorkEnd>((resolve) => {
        this.settle = resolve
        abort = () => resolve({ kind: 'aborted' })
        signal.addEventListener('abort', abort)
        this.hear = (answer) => {
          if ('step' in answer) told(answer.step)
          else if ('result' in answer) resolve({ kind: 'done', result: answer.result })
          else resolve({ kind: 'failed', reason: answer.failure })
        }
        this.worker.postMessage(order)
      })
    } catch (error) {
      return { kind: 'failed', reason: reasonOf(error) }
    } finally {
      signal.removeEventListener('abort', abort)
      this.settle = null
      this.hear = null
    }
  }

  async stop(): Promise<void> {
    await this.worker.terminate()
  }

  private crash(reason: string): void {
    this.end ??= reason
    this.settle?.({ kind: 'crashed', reason: this.end })
  }
}
