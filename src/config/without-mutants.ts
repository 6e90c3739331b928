import type { Claim } from './claim.ts'
import type { Experiment } from './experiment.ts'

/** The experiment as if no claim had named a mutant: only what the page itself asks for is left to run. */
export function withoutMutants(experiment: Experiment): Experiment {
  return {
    ...experiment,
    optimizers: experiment.optimizers.filter(({ mutantOf }) => mutantOf === null),
    claims: experiment.claims.map(bare),
  }
}

const bare = (claim: Claim): Claim =>
  claim.judge === 'static' ? { ...claim, mutants: [], rules: [] } : { ...claim, mutants: [] }
