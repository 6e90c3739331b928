import { concatenated, toBytes, toHex } from './bytes.ts'
import type { System } from './system.ts'
import type { Traces } from './traces.ts'

/** Bytes that are hashed at a time. */
const BLOCK = 2 ** 20

/** sha256 (hex) over all results in the order of the plan: ids, how each run ended, the bits of every value. */
export function digestOf(traces: Traces, system: Pick<System, 'sha256'>): string {
  const hash = system.sha256()
  const encoder = new TextEncoder()
  // A call for each number or two takes longer than the hash itself.
  let parts: Uint8Array[] = []
  let size = 0
  const flush = () => {
    hash.update(concatenated(parts))
    parts = []
    size = 0
  }
  const add = (part: Uint8Array) => {
    parts.push(part)
    size += part.length
    if (size > BLOCK) flush()
  }
  traces.runs.forEach((run, index) => {
    add(encoder.encode(`${run.unit} ${run.status} ${run.steps}\n`))
    add(toBytes(run.final))
    add(toBytes(run.x ?? []))
    traces.measures.forEach((_, measure) => {
      add(toBytes(traces.values(index, measure)))
    })
  })
  flush()
  return toHex(hash.digest())
}
