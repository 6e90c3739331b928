import { parentPort } from 'node:worker_threads'
import { runBatch } from '../run/batch.ts'
import { reasonOf, type Work } from '../run/executor.ts'

/** What is answered to an `Order`: steps made, at most five times a second, and then the result or what went wrong. */
export type WorkerMessage = { readonly step: number } | { readonly result: Float64Array } | { readonly failure: string }

const port = parentPort
const answer = (message: WorkerMessage, transfer: ArrayBuffer[] = []) => port?.postMessage(message, transfer)

port?.on('message', ({ batch, ready }: Work) => {
  let last = Date.now()
  try {
    const result = runBatch(batch, ready, (step) => {
      if (Date.now() - last < 200) return
      last = Date.now()
      answer({ step })
    })
    answer({ result }, [result.buffer as ArrayBuffer])
  } catch (error) {
    answer({ failure: reasonOf(error) })
  }
})
