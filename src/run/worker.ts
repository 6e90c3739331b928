import { parentPort } from 'node:worker_threads'
import type { Ready } from '../kernel/target.ts'
import { type LaneBatch, runBatch } from './batch.ts'

/** What the pool sends. */
export interface Order {
  readonly batch: LaneBatch
  readonly ready: Ready
}

/** What it gets back: steps made, at most five times a second, and then the result or what went wrong. */
export type Answer = { readonly step: number } | { readonly result: Float64Array } | { readonly failure: string }

const port = parentPort
const answer = (message: Answer, transfer: ArrayBuffer[] = []) => port?.postMessage(message, transfer)

port?.on('message', ({ batch, ready }: Order) => {
  let last = Date.now()
  try {
    const result = runBatch(batch, ready, (step) => {
      if (Date.now() - last < 200) return
      last = Date.now()
      answer({ step })
    })
    answer({ result }, [result.buffer as ArrayBuffer])
  } catch (error) {
    answer({ failure: error instanceof Error ? error.message : String(error) })
  }
})
