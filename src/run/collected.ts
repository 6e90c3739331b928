import { createHash } from 'node:crypto'
import { KEPT_DIMENSION, type Plan } from './plan.ts'
import type { Records } from './store.ts'
import type { Run, RunStatus, Traces } from './traces.ts'

/** Traces over the records of a plan; a unit without a record is a run in error. */
export function collect(plan: Plan, records: Records): Traces {
  const runs: Run[] = []
  const places: { record: Float64Array | null; times: readonly number[] }[] = []
  for (const { variant, horizon, times, units } of plan.groups) {
    const d = variant.program.dimension
    for (const unit of units) {
      const record = records.get(unit.id) ?? null
      const diverged = record?.[0] ?? 0
      const known = diverged > 0 ? times.filter((t) => t < diverged) : times
      const status: RunStatus = record === null ? 'error' : diverged > 0 ? 'diverged' : 'finished'
      const last = known.length - 1
      const final = plan.measures.map((_, m) => record?.[1 + m * times.length + last] ?? Number.NaN)
      runs.push({
        ...unit.run,
        unit: unit.id,
        status,
        steps: status === 'finished' ? horizon : diverged,
        final: last < 0 ? plan.measures.map(() => Number.NaN) : final,
        x: record !== null && d <= KEPT_DIMENSION ? [...record.subarray(record.length - d)] : null,
      })
      places.push({ record, times: record === null ? [] : known })
    }
  }
  const full = plan.groups.flatMap(({ times, units }) => units.map(() => times.length))
  return {
    measures: plan.measures,
    runs,
    times: (run) => places[run]?.times ?? [],
    values(run, measure) {
      const { record, times } = places[run] ?? { record: null, times: [] }
      const start = 1 + measure * (full[run] ?? 0)
      return record?.subarray(start, start + times.length) ?? new Float64Array(0)
    },
  }
}

/** sha256 over all results in the order of the plan: ids, how each run ended, the bits of every value. */
export function digestOf(traces: Traces): string {
  const hash = createHash('sha256')
  traces.runs.forEach((run, index) => {
    hash.update(`${run.unit} ${run.status} ${run.steps}\n`)
    const numbers = [...run.final, ...(run.x ?? [])]
    traces.measures.forEach((_, measure) => {
      numbers.push(...traces.values(index, measure))
    })
    const bytes = Buffer.alloc(8 * numbers.length)
    numbers.forEach((value, k) => {
      bytes.writeDoubleLE(Number.isNaN(value) ? Number.NaN : value, 8 * k)
    })
    hash.update(bytes)
  })
  return hash.digest('hex')
}
