import { Worker } from 'node:worker_threads'
import { errorCode } from '../files/reason.ts'
import { memoryUsedUp } from '../messages/files.ts'
import { failure } from './failure.ts'
import { screens } from './screens.ts'
import { SIGNALS, type Signal } from './signals.ts'
import { terminal } from './terminal.ts'

/** Milliseconds that a command has after a signal to end by itself, in which it says what it has kept. */
const GRACE = 600

const OUT_OF_MEMORY = failure(memoryUsedUp())

/**
 * Runs this program in a second thread, while the first does nothing but listen: a thread that computes hears of no signal until it
 * is done, and whatever a command is at, a first Ctrl-C is to end it within a second. Files are written under other names and
 * renamed, so an end at any time leaves them whole.
 *
 * @param program this program, which knows by its thread that it is not to do this again
 * @returns the exit code
 */
export function supervise(program: URL): Promise<number> {
  const worker = new Worker(program, { argv: process.argv.slice(2), workerData: screens() })
  let signalled = false
  for (const [signal, code] of Object.entries(SIGNALS) as [Signal, number][]) {
    process.on(signal, () => {
      if (signalled) process.exit(code)
      signalled = true
      worker.postMessage(signal)
      setTimeout(() => {
        terminal.complain('Interrupted: what was finished is kept; the same command goes on from there.')
        process.exit(code)
      }, GRACE).unref()
    })
  }
  return new Promise((resolve, reject) => {
    worker.on('error', (error) => reject(errorCode(error) === 'ERR_WORKER_OUT_OF_MEMORY' ? OUT_OF_MEMORY : error))
    worker.on('exit', resolve)
  })
}
