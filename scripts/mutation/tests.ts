// Asks tests about a mutant, in a process that is kept warm, and is replaced if it does not come to an end.
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'

export interface Question {
  /** Files that are no longer as they were. */
  readonly changed: readonly string[]
  readonly tests: readonly string[]
}

export interface Answer {
  /** The tests that failed, or null. */
  readonly failed: string | null
  /** What each file of tests took that passed. */
  readonly seconds: readonly (readonly [path: string, seconds: number])[]
}

/** In the copy, where no build takes it away. */
const WARM = join('dist', 'mutation', 'warm.mjs')

export class Tests {
  #process: ChildProcess | null = null
  /** Seconds that files of tests took. */
  readonly seconds = new Map<string, number>()

  /** Runs tests up to the first that fails: its file, `no end` if they do not end in time, or null if all pass. */
  async ask(changed: readonly string[], tests: readonly string[], patience: number): Promise<string | null> {
    if (tests.length === 0) return null
    const child = await this.#started()
    const gone = new AbortController()
    const answered = once(child, 'message', { signal: gone.signal }).then(([answer]) => answer as Answer)
    const died = once(child, 'exit', { signal: gone.signal }).then(() => null)
    const late = setTimeout(patience * 1000, null, { signal: gone.signal })
    for (const one of [answered, died, late]) one.catch(() => {})
    child.send({ changed, tests } satisfies Question)
    const answer = await Promise.race([answered, died, late])
    gone.abort()
    if (answer === null) this.stop()
    if (answer === null || answer.failed !== null) return answer === null ? 'no end' : answer.failed
    const passed = new Map(answer.seconds)
    const unrun = tests.find((path) => !passed.has(path))
    if (unrun !== undefined) throw new Error(`${unrun} did not run`)
    for (const [path, seconds] of passed) if (!this.seconds.has(path)) this.seconds.set(path, seconds)
    return null
  }

  async #started(): Promise<ChildProcess> {
    if (this.#process) return this.#process
    const child = fork(WARM, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], detached: true })
    this.#process = child
    const gone = once(child, 'exit').then(() => {
      throw new Error('vitest does not start')
    })
    gone.catch(() => {})
    await Promise.race([once(child, 'message'), gone])
    return child
  }

  /** Ends the process and those that it has started. */
  stop(): void {
    const pid = this.#process?.pid
    this.#process = null
    try {
      if (pid !== undefined) process.kill(-pid, 'SIGKILL')
    } catch {
      // All of them have ended.
    }
  }
}
