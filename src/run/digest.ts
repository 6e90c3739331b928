import { createHash } from 'node:crypto'
import { toBytes } from './bytes.ts'
import type { Traces } from './traces.ts'

/** sha256 (hex) over all results in the order of the plan: ids, how each run ended, the bits of every value. */
export function digestOf(traces: Traces): string {
  const hash = createHash('sha256')
  traces.runs.forEach((run, index) => {
    hash.update(`${run.unit} ${run.status} ${run.steps}\n`)
    hash.update(toBytes(run.final)).update(toBytes(run.x ?? []))
    traces.measures.forEach((_, measure) => {
      hash.update(toBytes(traces.values(index, measure)))
    })
  })
  return hash.digest('hex')
}
