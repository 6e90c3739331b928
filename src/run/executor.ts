import type { Ready } from '../kernel/target.ts'
import type { LaneBatch } from './batch.ts'

/** A piece of work, as plain data that may be sent to another thread. */
export interface Work {
  readonly batch: LaneBatch
  readonly ready: Ready
}

/** How a piece of work ended. `crashed`: what did it is gone; `failed`: it is still there. */
export type WorkEnd =
  | { readonly kind: 'done'; readonly result: Float64Array }
  | { readonly kind: 'failed' | 'crashed'; readonly reason: string }
  | { readonly kind: 'aborted' }

/** Something that runs one piece of work at a time: this thread, another thread, or what a test puts in their place. */
export interface Executor {
  /** Never rejects, and settles soon after an abort. `told` hears the number of steps made. */
  run(order: Work, told: (step: number) => void, signal: AbortSignal): Promise<WorkEnd>
  /** False if it has crashed; then another one is needed. */
  readonly alive: boolean
  /** Ends it, whatever it is doing. */
  stop(): Promise<void>
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
