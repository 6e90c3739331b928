import type { HorizonSample } from '../stats/ladder.ts'
import type { Case } from './case.ts'
import type { Names } from './evaluator.ts'
import type { Sample } from './sample.ts'

/** One horizon of a rate claim, with what formulas see there. */
export interface NamedHorizon extends HorizonSample {
  readonly names: Names
}

/** Steps of one run that stand in for horizons: more would be no more information, since they are dependent. */
const STEPS_OF_A_RUN = 12

/** The final values at each horizon, each measured by its own runs; at every horizon the same seeds in the same order. */
export function samplesAtHorizons({ sample, measure, evaluator }: Case): NamedHorizon[] {
  const seeds = sharedSeeds(sample)
  return sample.ladder.flatMap(({ horizon, runs }) => {
    const [lead] = runs
    if (!lead) return []
    const final = (seed: number) => runs.find(({ run }) => run.seed === seed)?.run.final[measure] ?? Number.NaN
    return [{ horizon, values: seeds.map(final), names: evaluator.constants(lead.run) }]
  })
}

/**
 * Recorded steps of the runs at the largest horizon in place of horizons: of a geometric progression from `first` to the
 * horizon, the nearest recorded steps.
 */
export function samplesAlongRuns({ sample, measure, traces, names }: Case, first: number): NamedHorizon[] {
  const [lead] = sample.runs
  const times = (lead ? traces.times(lead.index) : []).filter((t) => t >= first)
  const columns = sample.runs.map(({ index }) => ({
    times: traces.times(index),
    values: traces.values(index, measure),
  }))
  return geometric(times, STEPS_OF_A_RUN).map((t) => ({
    horizon: t,
    values: columns.map((column) => column.values[column.times.indexOf(t)] ?? Number.NaN),
    names: { ...names, T: t },
  }))
}

/** Of ascending positive numbers, those next to the `count` points that divide their range evenly in the logarithm. */
function geometric(times: readonly number[], count: number): number[] {
  const [first = 1] = times
  const ratio = (times.at(-1) ?? first) / first
  const chosen = Array.from({ length: times.length === 0 ? 0 : count }, (_, k) => {
    const wanted = Math.log(first) + (Math.log(ratio) * k) / (count - 1)
    const away = (t: number) => Math.abs(Math.log(t) - wanted)
    return times.reduce((best, t) => (away(t) < away(best) ? t : best), first)
  })
  return [...new Set(chosen)]
}

/** Seeds that were run at all horizons. */
function sharedSeeds({ ladder, runs }: Sample): number[] {
  const at = ladder.map((one) => new Set(one.runs.map(({ run }) => run.seed)))
  return runs.map(({ run }) => run.seed).filter((seed) => at.every((seeds) => seeds.has(seed)))
}
