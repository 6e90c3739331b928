import type { Claim } from '../config/claim.ts'
import type { Evidence, Verdict } from '../run/verdict.ts'
import { isDecided } from './standing.ts'

/**
 * What became of a claim with another rule in place of the judged one. `killed`: a verdict is decided, and is not the expected one;
 * `broken`: a run is no longer finite, so the claim is in error, which a check notices as well; `survived`: neither; `same`: at the
 * settings of the page all that is recorded of it is what is recorded of the judged one, bit for bit; `untried`: it cannot be run here, or nothing was measured.
 */
export type Fate = 'killed' | 'broken' | 'survived' | 'same' | 'untried'

/** A rule that was tried in place of another. */
export interface Trial {
  readonly kind: 'mutant' | 'rival'
  /** Label of the optimizer in whose place it stood. */
  readonly of: string
  /** The rule of that optimizer, `adopt@original`. */
  readonly rule: string
  /** `v-old`, or the name of the rival. */
  readonly name: string
  readonly note: string
  readonly fate: Fate
}

/** All that was tried on a claim. */
export interface ClaimTrials {
  readonly claim: string
  readonly trials: readonly Trial[]
  /** Whether the mutants are a sample of all, because the runs of the page are long. */
  readonly sampled: boolean
}

/** @param diverged whether a run of the tried rule is no longer finite */
export function fateOf(verdicts: readonly Verdict[], diverged: boolean): Fate {
  if (verdicts.some(({ status, expect }) => isDecided(status) && status !== expect)) return 'killed'
  if (diverged && verdicts.some(({ status }) => status === 'error')) return 'broken'
  return verdicts.some(({ status }) => isDecided(status) || status === 'inconclusive') ? 'survived' : 'untried'
}

/** Whether a check would have noticed. */
export const noticed = ({ fate }: Pick<Trial, 'fate'>): boolean => fate === 'killed' || fate === 'broken'
/** Whether a trial says something of its claim. */
export const counts = (trial: Pick<Trial, 'fate'>): boolean => noticed(trial) || trial.fate === 'survived'

/** What trials say of the verdicts on a claim; null if they say nothing. */
export function evidenceOf(claim: Claim, { trials }: ClaimTrials, caught: boolean): Evidence | null {
  const tried = (kind: Trial['kind']) => trials.filter((one) => one.kind === kind && counts(one))
  const [mutants, rivals] = [tried('mutant'), tried('rival')]
  if (mutants.length + rivals.length === 0) return null
  const passed = [...new Set(rivals.filter((one) => !noticed(one)).map(({ name }) => name))]
  const proof = claim.judge === 'identity' || claim.judge === 'static'
  return {
    mutants: mutants.length === 0 ? null : { killed: mutants.filter(noticed).length, tried: mutants.length },
    rivals: rivals.length === 0 ? null : { passed, tried: new Set(rivals.map(({ name }) => name)).size },
    // That a rule ends in NaN is no merit of a claim: any would be in error.
    weak:
      claim.expect === 'holds' && !proof && !caught && ![...mutants, ...rivals].some(({ fate }) => fate === 'killed'),
  }
}

/** Verdicts with what was tried on their claims. */
export function withEvidence(
  claims: readonly Claim[],
  verdicts: readonly Verdict[],
  trials: readonly ClaimTrials[],
): Verdict[] {
  const found = new Map(
    trials.flatMap((one): [string, Evidence][] => {
      const claim = claims.find(({ id }) => id === one.claim)
      const caught = verdicts.some((v) => v.claim === one.claim && Object.values(v.mutants).includes('caught'))
      const evidence = claim && evidenceOf(claim, one, caught)
      return evidence ? [[one.claim, evidence]] : []
    }),
  )
  return verdicts.map((verdict) => {
    const evidence = found.get(verdict.claim)
    return evidence ? { ...verdict, evidence } : verdict
  })
}
