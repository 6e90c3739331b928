import { setImmediate } from 'node:timers/promises'

/**
 * Lets what waits be heard, an abort among it, before the next piece of work.
 *
 * @throws the reason of the signal, if it is aborted
 */
export async function goOn(signal: AbortSignal | undefined): Promise<void> {
  await setImmediate()
  signal?.throwIfAborted()
}
