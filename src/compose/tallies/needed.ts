import type { BoundClaim, Claim, LimitClaim } from '../../config/claim.ts'
import type { OptimizerEntry } from '../../config/entry.ts'
import type { Experiment } from '../../config/experiment.ts'
import { meetsHorizon } from '../../config/where.ts'
import { recordedSteps } from '../recorded-steps.ts'
import { isLastStep } from '../span.ts'

/** The claims on runs of an optimizer that speak of steps that are not recorded. */
export function tallied(experiment: Experiment, { label }: OptimizerEntry): (BoundClaim | LimitClaim)[] {
  return experiment.claims.filter(
    (claim): claim is BoundClaim | LimitClaim =>
      (claim.judge === 'bound' || claim.judge === 'limit') &&
      [...claim.optimizers, ...claim.mutants].includes(label) &&
      experiment.measures.some(({ name }) => name === claim.measure) &&
      !isLastStep(claim) &&
      hasGaps(experiment, claim),
  )
}

/** The claims on runs of an optimizer that presuppose something of its steps. */
export const presupposing = ({ claims }: Experiment, { label }: OptimizerEntry): Claim[] =>
  claims.filter(({ optimizers, mutants, during }) => during.length > 0 && [...optimizers, ...mutants].includes(label))

/** Whether some step of a run that a claim speaks of is not recorded. */
const hasGaps = ({ horizons, record }: Experiment, { where }: Claim): boolean =>
  horizons.some((horizon) => meetsHorizon(where, horizon) && recordedSteps(horizon, record).length < horizon)
