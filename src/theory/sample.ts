import { axes, choiceName } from '../compose/grid.ts'
import type { OptimizerEntry } from '../config/entry.ts'
import type { Experiment } from '../config/experiment.ts'
import { meets, meetsHorizon, onSettings, type Where } from '../config/where.ts'
import type { Run, Traces } from '../run/traces.ts'

/** The replicates of one point of the grid: runs that differ in the seed, and in the horizon, only. */
export interface Sample {
  readonly problem: string
  readonly optimizer: string
  readonly point: number
  readonly hyper: Run['hyper']
  readonly given: Run['given']
  /** At the largest horizon; at least one. */
  readonly runs: readonly Replicate[]
  /** All horizons, ascending, the largest included. */
  readonly ladder: readonly { readonly horizon: number; readonly runs: readonly Replicate[] }[]
}

/** A run with its index in the traces. */
export interface Replicate {
  readonly index: number
  readonly run: Run
}

/** All samples, by optimizer, in the order of the plan. */
export function samplesByOptimizer(experiment: Experiment, traces: Traces): ReadonlyMap<string, readonly Sample[]> {
  const horizons = [...experiment.horizons].sort((a, b) => a - b)
  const groups = new Map<string, Replicate[]>()
  traces.runs.forEach((run, index) => {
    const key = JSON.stringify([run.problem, run.optimizer, run.point])
    const group = groups.get(key)
    if (group) group.push({ index, run })
    else groups.set(key, [{ index, run }])
  })
  const samples = new Map<string, Sample[]>()
  for (const group of groups.values()) {
    const ladder = horizons.map((horizon) => ({ horizon, runs: group.filter(({ run }) => run.horizon === horizon) }))
    const { runs = [] } = ladder.at(-1) ?? {}
    const [lead] = runs
    if (!lead) continue
    const { problem, optimizer, point, hyper, given } = lead.run
    const list = samples.get(optimizer) ?? []
    list.push({ problem, optimizer, point, hyper, given, runs, ladder })
    samples.set(optimizer, list)
  }
  return samples
}

/** Replicates by their seed: a pair has the same random numbers. */
export const bySeed = (runs: readonly Replicate[]): ReadonlyMap<number, Replicate> =>
  new Map(runs.map((one) => [one.run.seed, one]))

/** The values of the grid's axes at a sample; an axis of the problem is prefixed where the optimizer has one of its name. */
export function gridPlace(experiment: Experiment, sample: Sample): Record<string, number | string> {
  const place: Record<string, number | string> = {}
  const optimizer = experiment.optimizers.find((entry) => entry.label === sample.optimizer)
  const problem = experiment.problems.find((entry) => entry.label === sample.problem)
  for (const axis of optimizer ? axes(optimizer) : []) {
    const value = sample.hyper[axis]
    if (value !== undefined) place[axis] = value
  }
  for (const axis of problem ? axes(problem) : []) {
    const value = sample.given[axis]
    if (value !== undefined) place[Object.hasOwn(place, axis) ? `problem.${axis}` : axis] = value
  }
  return place
}

/** The samples with what each is called in a sentence: the label, and where it stands in the grid if there are several. */
export function named(
  experiment: Experiment,
  samples: readonly Sample[],
): { readonly name: string; readonly sample: Sample }[] {
  return samples.map((sample) => {
    const place = Object.entries(gridPlace(experiment, sample)).map(([axis, value]) => `${axis} = ${value}`)
    return { name: samples.length > 1 ? `${sample.optimizer} at ${place.join(', ')}` : sample.optimizer, sample }
  })
}

/** Whether every named setting has a value that the claim speaks of. */
export function matches(sample: Sample, where: Where): boolean {
  return onSettings(where).every(([name, condition]) => meets(sample.hyper[name] ?? sample.given[name], condition))
}

/** A sample at the horizons that the claim speaks of; null if there is none. */
export function atHorizons(sample: Sample, where: Where): Sample | null {
  const ladder = sample.ladder.filter(({ horizon }) => meetsHorizon(where, horizon))
  const { runs = [] } = ladder.at(-1) ?? {}
  return runs.length === 0 ? null : { ...sample, runs, ladder }
}

/**
 * The samples of another optimizer that belong to this one: same problem at the same settings, and equal on the axes that both
 * grids have. Where their other axes have other names but as many values, as `beta1` and `beta`, values at the same place belong
 * together; else what is said of the other is said of all its points.
 */
export function counterparts(experiment: Experiment, sample: Sample, others: readonly Sample[]): Sample[] {
  const entry = (label: string) => experiment.optimizers.find((candidate) => candidate.label === label)
  const own = entry(sample.optimizer)
  return others.filter((other) => {
    if (other.problem !== sample.problem || !sameValues(other.given, sample.given)) return false
    const theirs = entry(other.optimizer)
    if (!own || !theirs) return other.point === sample.point
    const shared = axes(theirs).filter((axis) => axes(own).includes(axis))
    if (!shared.every((axis) => other.hyper[axis] === sample.hyper[axis])) return false
    const [mine, yours] = [own, theirs].map((one) => axes(one).filter((axis) => !shared.includes(axis))) as [
      string[],
      string[],
    ]
    const alike =
      mine.length === yours.length && mine.every((axis, k) => sizeOf(own, axis) === sizeOf(theirs, yours[k] ?? ''))
    return !alike || mine.every((axis, k) => placeOn(own, axis, sample) === placeOn(theirs, yours[k] ?? '', other))
  })
}

const sizeOf = (entry: OptimizerEntry, axis: string): number => entry.settings[axis]?.length ?? 0

const placeOn = (entry: OptimizerEntry, axis: string, { hyper }: Sample): number =>
  (entry.settings[axis] ?? []).findIndex((choice) => choiceName(choice) === hyper[axis])

function sameValues(a: Run['given'], b: Run['given']): boolean {
  return Object.keys(a).every((name) => a[name] === b[name])
}
