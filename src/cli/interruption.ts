import { parentPort } from 'node:worker_threads'
import { SIGNALS, type Signal } from './signals.ts'

/**
 * Turns the first signal that the supervising thread tells of into an abort, so that what is finished is stored. A second one ends the
 * process at once, as does a first after which it goes on for too long.
 */
export function interruption() {
  const controller = new AbortController()
  const state = { code: SIGNALS.SIGINT as number }
  const listener = (signal: Signal) => {
    state.code = SIGNALS[signal]
    controller.abort()
  }
  parentPort?.on('message', listener)
  return {
    signal: controller.signal,
    get code() {
      return state.code
    },
    release: () => {
      parentPort?.off('message', listener)
    },
  }
}
