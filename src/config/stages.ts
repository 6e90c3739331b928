import { leftToChance } from './chance.ts'
import type { Experiment } from './experiment.ts'
import { fits } from './size.ts'

/** Seeds of the first stage: of fewer, a rare part of a law is often not seen at all. */
const FIRST = 128
/** Each stage has so many times the seeds of the one before. */
const GROWTH = 4
/** The most seeds where the page names no number. */
export const MOST_SEEDS = 2048

/**
 * Numbers of seeds at which verdicts are looked at with `seeds: auto`: 128, 512, 2048, ... and the maximum itself.
 *
 * @param max a whole number from 1
 */
export function stagesUpTo(max: number): number[] {
  const stages: number[] = []
  for (let seeds = FIRST; seeds < max; seeds *= GROWTH) stages.push(seeds)
  return [...stages, max]
}

/** The seeds 1 ... max in stages. */
export const inStages = (max: number): Pick<Experiment, 'seeds' | 'stages'> => ({
  seeds: Array.from({ length: max }, (_, k) => k + 1),
  stages: stagesUpTo(max),
})

/** The experiment with the first of its seeds, at most as many as it has. */
export const withSeeds = (experiment: Experiment, count: number): Experiment => ({
  ...experiment,
  seeds: experiment.seeds.slice(0, count),
  stages: [count],
})

/**
 * Of an experiment in which nothing is left to chance one seed is the whole truth. One that draws random numbers, has something to
 * decide and names no seeds has as many as that takes, up to `MOST_SEEDS`, as far as memory allows.
 *
 * @param asked whether the page says anything of seeds
 */
export function settledSeeds(experiment: Experiment, asked: boolean): Experiment {
  const { problems, optimizers, stages, claims } = experiment
  const random = problems.some((problem) =>
    optimizers.some((optimizer) => leftToChance(experiment, problem.label, optimizer.label)),
  )
  if (!random) return stages ? withSeeds(experiment, 1) : experiment
  if (asked || claims.length === 0) return experiment
  const most = stagesUpTo(MOST_SEEDS).findLast((seeds) => fits({ ...experiment, ...inStages(seeds) }))
  return most === undefined ? experiment : { ...experiment, ...inStages(most) }
}
