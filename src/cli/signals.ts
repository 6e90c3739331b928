/** Signals that end a command early, with what is done kept, and the exit codes that shells give them. */
export const SIGNALS = { SIGINT: 130, SIGTERM: 143 } as const

export type Signal = keyof typeof SIGNALS
