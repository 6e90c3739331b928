import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { System } from '../run/system.ts'
import { Thread } from './thread.ts'

/** The worker lies beside the bundle. */
const WORKER = new URL('./worker.js', import.meta.url)

/** What Node gives, with threads that run this worker. */
export function systemWith(worker: URL): System {
  return {
    sha256: () => createHash('sha256'),
    pause: () => setImmediate(),
    threads() {
      if (!existsSync(fileURLToPath(worker))) throw new Error(`the worker is missing from this installation: ${worker}`)
      return () => new Thread(worker)
    },
  }
}

export const nodeSystem: System = systemWith(WORKER)
