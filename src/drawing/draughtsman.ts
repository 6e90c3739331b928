import { type ChildProcess, fork } from 'node:child_process'
import { existsSync } from 'node:fs'
import type { Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import { BUDGET, type Budget, type Spent } from './budget.ts'
import type { Answers, DrawingOrder } from './order.ts'

/** The process lies beside the bundle. From the sources there is none, and everything is drawn in this process. */
const WORKER = fileURLToPath(new URL('./draw.js', import.meta.url))

/** Where the process is as far as it knows: a chart is the same picture in every time zone and language. */
const PLACE = { TZ: 'UTC', LC_ALL: 'C' }

/** Signals by which the engine ends a process that has no memory left for what it is asked. */
const OUT_OF_MEMORY = ['SIGABRT', 'SIGTRAP', 'SIGILL', 'SIGSEGV', 'SIGBUS']

/**
 * Draws in a process of its own, within the budget of a chart. A thread would not do: the engine ends the whole process where one
 * allocation is beyond its limit. The process is started by the first order and used for all, one at a time; while it has none, it keeps
 * nothing from ending.
 */
export class Draughtsman {
  private child: ChildProcess | null = null

  constructor(
    private readonly worker = WORKER,
    private readonly budget: Budget = BUDGET,
  ) {}

  /**
   * @returns what was asked for, or what of the budget was spent on it
   * @throws the reason of the signal, as soon as it is aborted
   */
  async ask<K extends DrawingOrder['kind']>(
    order: Extract<DrawingOrder, { kind: K }>,
    signal?: AbortSignal,
  ): Promise<Answers[K] | { readonly spent: Spent }> {
    signal?.throwIfAborted()
    const child = this.start()
    if (!child) return (await (await import('./answer.ts')).answer(order)) as Answers[K]
    const stop = () => void child.kill('SIGKILL')
    signal?.addEventListener('abort', stop)
    try {
      const end = await ended<Answers[K]>(child, order)
      if ('result' in end) {
        // What one chart left behind must not be charged to the next.
        if (end.bytes > this.budget.bytes / 2) this.stop()
        return end.result
      }
      this.child = null
      signal?.throwIfAborted()
      return end
    } finally {
      signal?.removeEventListener('abort', stop)
    }
  }

  /** Ends the process; a later order starts another. */
  stop(): void {
    this.child?.kill('SIGKILL')
    this.child = null
  }

  /** Starts the process, so that it is there when it is asked; null where there is none. */
  start(): ChildProcess | null {
    // Certificates and options of a parent's debugger only cost time.
    const { NODE_EXTRA_CA_CERTS: _, NODE_OPTIONS: __, ...env } = process.env
    if (this.child || !existsSync(this.worker)) return this.child
    const child = fork(this.worker, [JSON.stringify(this.budget)], {
      env: { ...env, ...PLACE },
      execArgv: [`--max-old-space-size=${Math.floor((0.75 * this.budget.bytes) / 2 ** 20)}`],
      serialization: 'advanced',
      stdio: ['ignore', 'pipe', 'ignore', 'ipc'],
    })
    hold(child, false)
    child.once('exit', () => {
      if (this.child === child) this.child = null
    })
    this.child = child
    return child
  }
}

/** The one for all charts of a command: to start a process takes longer than to draw a chart. */
export const draughtsman = new Draughtsman()

/** Whether a process, and what it may say, keeps this one from ending. */
function hold(child: ChildProcess, held: boolean): void {
  for (const part of [child, child.channel, child.stdout as Socket | null]) held ? part?.ref() : part?.unref()
}

interface Result<R> {
  readonly result: R
  /** Memory of the process after that. */
  readonly bytes: number
}

/** Sends an order, and waits for its result or for the end of the process. */
function ended<R>(child: ChildProcess, order: DrawingOrder): Promise<Result<R> | { readonly spent: Spent }> {
  return new Promise((resolve, reject) => {
    hold(child, true)
    let told = ''
    const hear = (text: Buffer) => {
      told += text
    }
    const answered = (message: Result<R> | { broken: string }) => {
      release()
      if ('result' in message) resolve(message)
      else reject(new Error(message.broken))
    }
    const closed = (code: number | null, signal: NodeJS.Signals | null) => {
      release()
      if (told === 'time' || told === 'memory') resolve({ spent: told })
      else if ((signal && OUT_OF_MEMORY.includes(signal)) || code === 134) resolve({ spent: 'memory' })
      else if (signal === 'SIGKILL') resolve({ spent: 'memory' })
      else reject(new Error(`the process that draws has ended with ${signal ?? `code ${code}`}`))
    }
    const failed = (error: Error) => {
      release()
      reject(error)
    }
    const release = () => {
      hold(child, false)
      child.stdout?.off('data', hear)
      child.off('message', answered).off('close', closed).off('error', failed)
    }
    child.stdout?.on('data', hear)
    child.on('message', answered).on('close', closed).on('error', failed)
    child.send(order)
  })
}
