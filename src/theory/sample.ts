import { axes } from '../compose/grid.ts'
import type { Experiment } from '../config/experiment.ts'
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

/** Whether every named setting has the value that the claim asks for. */
export function matches(sample: Sample, where: Readonly<Record<string, number>>): boolean {
  return Object.entries(where).every(([name, value]) => (sample.hyper[name] ?? sample.given[name]) === value)
}

/**
 * The sample of another optimizer that belongs to this one: same problem at the same settings, and equal on the axes
 * that both grids have; where that leaves a choice, the same place in the grid.
 */
export function counterpart(experiment: Experiment, sample: Sample, others: readonly Sample[]): Sample | null {
  const entry = (label: string) => experiment.optimizers.find((candidate) => candidate.label === label)
  const own = entry(sample.optimizer)
  const alike = others.filter((other) => {
    if (other.problem !== sample.problem || !sameValues(other.given, sample.given)) return false
    const theirs = entry(other.optimizer)
    const shared = own && theirs ? axes(theirs).filter((axis) => axes(own).includes(axis)) : []
    return shared.every((axis) => other.hyper[axis] === sample.hyper[axis])
  })
  if (alike.length === 1) return alike[0] ?? null
  return alike.find((other) => other.point === sample.point) ?? null
}

function sameValues(a: Run['given'], b: Run['given']): boolean {
  return Object.keys(a).every((name) => a[name] === b[name])
}
