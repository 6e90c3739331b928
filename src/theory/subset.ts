import type { Run, Traces } from '../run/traces.ts'

/** The traces of some runs only, in their order; nothing is copied. */
export function subset(traces: Traces, keep: (run: Run) => boolean): Traces {
  const kept = traces.runs.flatMap((run, index) => (keep(run) ? [index] : []))
  const at = (run: number) => kept[run] ?? -1
  return {
    measures: traces.measures,
    runs: traces.runs.filter(keep),
    times: (run) => traces.times(at(run)),
    values: (run, measure) => traces.values(at(run), measure),
    tally: (run, output) => traces.tally?.(at(run), output) ?? null,
  }
}
