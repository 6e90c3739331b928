import type { Run, Traces } from '../run/traces.ts'
import { greatest } from './numbers.ts'

/** Runs that differ in the seed only. */
export interface RunGroup {
  readonly problem: string
  readonly optimizer: string
  readonly point: number
  readonly horizon: number
  readonly hyper: Run['hyper']
  readonly given: Run['given']
  /** Indices into `Traces.runs`. */
  readonly runs: readonly number[]
  /** Indices of those that reached their horizon. */
  readonly finished: readonly number[]
}

/** The groups of an experiment in the order of the plan; runs of mutants are left out. */
export function groupRuns(traces: Traces): RunGroup[] {
  const found = new Map<string, RunGroup & { runs: number[]; finished: number[] }>()
  traces.runs.forEach((run, index) => {
    if (run.mutantOf !== null) return
    const key = JSON.stringify([run.problem, run.optimizer, run.point, run.horizon])
    const { problem, optimizer, point, horizon, hyper, given } = run
    const group = found.get(key) ?? { problem, optimizer, point, horizon, hyper, given, runs: [], finished: [] }
    found.set(key, group)
    group.runs.push(index)
    if (run.status === 'finished') group.finished.push(index)
  })
  return [...found.values()]
}

/** `items` in buckets of equal key, in order of first appearance. */
export function bucket<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const buckets = new Map<string, T[]>()
  for (const item of items) {
    const name = key(item)
    const list = buckets.get(name)
    if (list) list.push(item)
    else buckets.set(name, [item])
  }
  return buckets
}

/** The groups at the largest horizon. */
export function atLongest(groups: readonly RunGroup[]): RunGroup[] {
  const longest = greatest(groups.map(({ horizon }) => horizon))
  return groups.filter(({ horizon }) => horizon === longest)
}
