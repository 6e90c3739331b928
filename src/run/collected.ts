import type { Plan } from './plan.ts'
import type { Records } from './store.ts'
import type { Run, RunStatus, Traces } from './traces.ts'

/**
 * Traces over the records of a plan; a unit without a record is a run in error. Values are not copied: memory is that of the
 * recorded values, whatever the number of steps.
 */
export function collect(plan: Plan, records: Records): Traces {
  const runs: Run[] = []
  const places: { record: Float64Array | null; times: readonly number[] }[] = []
  for (const { horizon, times, kept, units } of plan.groups) {
    for (const unit of units) {
      const record = records.get(unit.id) ?? null
      const diverged = record?.[0] ?? 0
      const known = diverged > 0 ? times.filter((t) => t < diverged) : times
      const status: RunStatus = record === null ? 'error' : diverged > 0 ? 'diverged' : 'finished'
      const last = known.length - 1
      const final = plan.measures.map((_, m) => record?.[1 + m * times.length + last] ?? Number.NaN)
      const { problem, optimizer, rule, dialect, hyper, given, point, seed, mutantOf } = unit.run
      // Written out: of a large map, copying each by its keys would take longer than a short run.
      runs.push({
        unit: unit.id,
        problem,
        optimizer,
        rule,
        dialect,
        hyper,
        given,
        point,
        horizon,
        seed,
        mutantOf,
        status,
        steps: status === 'finished' ? horizon : diverged,
        final: last < 0 ? plan.measures.map(() => Number.NaN) : final,
        x:
          record !== null && kept > 0
            ? Array.from({ length: kept }, (_, k) => record[record.length - kept + k] ?? Number.NaN)
            : null,
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
