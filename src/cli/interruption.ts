/** Signals that end a run early, with what is done kept, and the exit codes that shells give them. */
const SIGNALS = { SIGINT: 130, SIGTERM: 143 } as const

/**
 * Turns the first signal into an abort, so that what is finished is stored; a second one ends the process at once.
 */
export function interruption() {
  const controller = new AbortController()
  const state = { code: SIGNALS.SIGINT as number }
  const listeners = Object.entries(SIGNALS).map(([name, code]) => {
    const listener = () => {
      if (controller.signal.aborted) process.exit(code)
      state.code = code
      controller.abort()
    }
    process.on(name, listener)
    return () => process.removeListener(name, listener)
  })
  return {
    signal: controller.signal,
    get code() {
      return state.code
    },
    release: () => {
      for (const remove of listeners) remove()
    },
  }
}
