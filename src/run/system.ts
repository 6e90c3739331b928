import type { Executor } from './executor.ts'

/** A SHA-256 in the making. */
export interface Hash {
  update(part: Uint8Array | string): void
  /** 32 bytes. */
  digest(): Uint8Array
}

/** What running a page needs of the machine that it runs on; handed in where a program begins, in Node or a browser. */
export interface System {
  sha256(): Hash
  /** Lets whatever waits have its turn: an abort, a drawing. */
  pause(): Promise<void>
  /**
   * What makes another executor in a thread of its own.
   *
   * @throws Error if this machine has none
   */
  threads(): () => Executor
}

/**
 * Lets what waits be heard, an abort among it, before the next piece of work.
 *
 * @throws the reason of the signal, if it is aborted
 */
export async function goOn({ pause }: Pick<System, 'pause'>, signal: AbortSignal | undefined): Promise<void> {
  await pause()
  signal?.throwIfAborted()
}
