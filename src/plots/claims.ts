import { leftToChance } from '../config/chance.ts'
import type { MeasuredClaim } from '../config/claim.ts'
import type { Traces } from '../run/traces.ts'
import type { Case } from '../theory/case.ts'
import type { Names } from '../theory/evaluator.ts'
import { ALPHA } from '../theory/finding.ts'
import { atHorizons, matches, type Sample, samplesByOptimizer } from '../theory/sample.ts'
import type { PlotContext } from './context.ts'
import type { RunGroup } from './groups.ts'

type OfJudge<J> = Extract<MeasuredClaim, { judge: J }>

/** A claim with what its judge sees of a group of runs. */
export interface ClaimOnGroup<C> {
  readonly claim: C
  readonly context: Case
}

/** Finds, for a group of runs, the claims of one judge on a measure that speak of it. */
export function claimsOn<J extends MeasuredClaim['judge']>(
  judge: J,
  measure: string,
  { experiment, evaluator }: PlotContext,
  traces: Traces,
): (group: RunGroup) => ClaimOnGroup<OfJudge<J>>[] {
  const claims = experiment.claims.filter(
    (claim): claim is OfJudge<J> => claim.judge === judge && claim.measure === measure,
  )
  if (!evaluator || claims.length === 0) return () => []
  const samples = samplesByOptimizer(experiment, traces)
  const samplesOf = (optimizer: string) => samples.get(optimizer) ?? []
  const sampleOf = new Map(
    [...samples.values()].flat().map((sample) => [keyOf(sample), sample] satisfies [string, Sample]),
  )
  return (group) => {
    const sample = sampleOf.get(keyOf(group))
    const [lead] = sample?.runs ?? []
    if (!sample || !lead) return []
    const random = leftToChance(experiment, sample.problem, sample.optimizer)
    const index = traces.measures.indexOf(measure)
    let names: Names | undefined
    const context: Case = {
      ...{ experiment, traces, evaluator, sample, measure: index, random, samplesOf, alpha: ALPHA },
      get horizons() {
        return [{ horizon: lead.run.horizon, runs: sample.runs, names: this.names }]
      },
      // Of a map with many thousand cells, most are never asked for theirs.
      get names() {
        names ??= evaluator.constants(lead.run)
        return names
      },
    }
    return claims
      .filter(
        (claim) =>
          claim.optimizers.includes(group.optimizer) &&
          matches(sample, claim.where) &&
          atHorizons(sample, claim.where) !== null,
      )
      .map((claim) => ({ claim, context }))
  }
}

const keyOf = ({ problem, optimizer, point }: Pick<RunGroup, 'problem' | 'optimizer' | 'point'>): string =>
  JSON.stringify([problem, optimizer, point])
