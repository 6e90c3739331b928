import { type RunPlan, type UnitGroup, unitAt } from './plan.ts'
import { groupOf, type Records } from './records.ts'
import type { Run, RunStatus, Runs, Traces } from './traces.ts'

/** A run as it is seen: nothing of it is kept but its number. */
class Collected implements Run {
  constructor(
    private readonly plan: RunPlan,
    private readonly records: Records,
    private readonly group: UnitGroup,
    private readonly number: number,
  ) {}

  private get place() {
    return unitAt(this.group, this.number - this.group.start)
  }
  private get record(): Float64Array | null {
    return this.records.of(this.number)
  }
  get unit(): string {
    return this.plan.called.of(this.number)
  }
  get problem(): string {
    return this.group.variant.problem.label
  }
  get optimizer(): string {
    return this.group.variant.optimizer.label
  }
  get rule(): string {
    return this.group.variant.optimizer.page.name
  }
  get dialect(): string | null {
    return this.group.variant.optimizer.page.dialect
  }
  get hyper(): Run['hyper'] {
    return this.place.point.hyper
  }
  get given(): Run['given'] {
    return this.place.point.given
  }
  get point(): number {
    return this.place.point.index
  }
  get horizon(): number {
    return this.group.horizon
  }
  get seed(): number {
    return this.place.seed
  }
  get status(): RunStatus {
    const { record } = this
    return record === null ? 'error' : divergence(record) > 0 ? 'diverged' : 'finished'
  }
  get steps(): number {
    const { record } = this
    return record === null ? 0 : divergence(record) || this.group.horizon
  }
  get final(): readonly number[] {
    const { record, plan, group } = this
    const last = recorded(group, record) - 1
    return plan.measures.map((_, m) =>
      last < 0 ? Number.NaN : (record?.[1 + m * group.times.length + last] as number),
    )
  }
  get x(): readonly number[] | null {
    const { record, group } = this
    return record === null || group.kept === 0 ? null : [...record.subarray(record.length - group.kept)]
  }
  get mutantOf(): string | null {
    return this.group.variant.optimizer.mutantOf
  }
}

/** The step at which a run diverged; 0 if it did not. */
const divergence = (record: Float64Array): number => record[0] as number

/** How many recorded steps of a run have values. */
function recorded({ times }: UnitGroup, record: Float64Array | null): number {
  if (record === null) return 0
  const diverged = divergence(record)
  if (!(diverged > 0)) return times.length
  const end = times.findIndex((t) => t >= diverged)
  return end < 0 ? times.length : end
}

/** The recorded values of an output of a run. */
function column(group: UnitGroup, record: Float64Array | null, output: number): Float64Array {
  const start = 1 + output * group.times.length
  return record?.subarray(start, start + recorded(group, record)) ?? new Float64Array(0)
}

class CollectedRuns implements Runs {
  constructor(
    private readonly plan: RunPlan,
    private readonly records: Records,
  ) {}

  get length(): number {
    return this.plan.ids.length
  }

  at(index: number): Run | undefined {
    const { plan, records } = this
    const group = plan.groups[groupOf(plan, index)]
    return group && index >= 0 && index < this.length ? new Collected(plan, records, group, index) : undefined
  }

  *entries(): Generator<[number, Run]> {
    const { plan, records } = this
    for (const group of plan.groups) {
      for (let k = group.start; k < group.start + group.size; k++) yield [k, new Collected(plan, records, group, k)]
    }
  }

  *[Symbol.iterator](): Generator<Run> {
    for (const [, run] of this.entries()) yield run
  }

  forEach(f: (run: Run, index: number) => void): void {
    for (const [index, run] of this.entries()) f(run, index)
  }

  map<U>(f: (run: Run, index: number) => U): U[] {
    const all: U[] = []
    for (const [index, run] of this.entries()) all.push(f(run, index))
    return all
  }

  flatMap<U>(f: (run: Run, index: number) => U | readonly U[]): U[] {
    const all: U[] = []
    for (const [index, run] of this.entries()) {
      const some = f(run, index)
      if (Array.isArray(some)) for (const one of some as readonly U[]) all.push(one)
      else all.push(some as U)
    }
    return all
  }

  filter(f: (run: Run, index: number) => boolean): Run[] {
    const some: Run[] = []
    for (const [index, run] of this.entries()) if (f(run, index)) some.push(run)
    return some
  }

  find(f: (run: Run, index: number) => boolean): Run | undefined {
    for (const [index, run] of this.entries()) if (f(run, index)) return run
    return undefined
  }
}

/**
 * Traces over the records of a plan; a unit without a record is a run in error. Nothing is copied: memory is that of the recorded
 * values, whatever the number of runs and of steps.
 */
export function collect(plan: RunPlan, records: Records): Traces {
  /** The first steps of a schedule, made once for all runs that end as early. */
  const starts = new Map<UnitGroup, Map<number, readonly number[]>>()
  const groupAt = (run: number) => plan.groups[groupOf(plan, run)] as UnitGroup
  return {
    measures: plan.measures,
    runs: new CollectedRuns(plan, records),
    times(run) {
      const group = groupAt(run)
      const count = recorded(group, records.of(run))
      if (count === group.times.length) return group.times
      const known = starts.get(group) ?? new Map<number, readonly number[]>()
      starts.set(group, known)
      const times = known.get(count) ?? group.times.slice(0, count)
      known.set(count, times)
      return times
    },
    values(run, measure) {
      const group = groupAt(run)
      const record = records.of(run)
      return column(group, record, measure)
    },
    tally(run, output) {
      const group = groupAt(run)
      const at = group.variant.outputs.indexOf(output, plan.measures.length)
      return at < 0 ? null : column(group, records.of(run), at)
    },
  }
}
