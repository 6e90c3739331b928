import type { Experiment } from './experiment.ts'

/**
 * Whether runs of an optimizer on a problem depend on the seed at all: whether any page in use draws random numbers.
 * One seed of such an experiment is an anecdote; one seed of any other is the whole truth.
 */
export function leftToChance(experiment: Experiment, problem: string, optimizer: string): boolean {
  const world = experiment.problems.find((entry) => entry.label === problem)?.page
  const rule = experiment.optimizers.find((entry) => entry.label === optimizer)?.page
  const pages = [world, rule, experiment.average?.page, ...experiment.measures.map((measure) => measure.page)]
  return (world?.noise ?? null) !== null || pages.some((page) => (page?.draws.length ?? 0) > 0)
}
