import type { VerdictStatus } from '../config/claim.ts'
import type { Verdict } from '../run/verdict.ts'

/** What a judge says of one sample, before multiplicity, expectation and mutants turn it into a verdict. */
export interface Finding
  extends Pick<Verdict, 'status' | 'predicted' | 'measured' | 'interval' | 'slack' | 'n' | 'reason'> {
  /** P value of "the claim is true"; null where nothing was left to chance. */
  readonly chance: number | null
}

/** A finding without measurement: an error, nothing measured, a hypothesis that fails. */
export function unmeasured(status: VerdictStatus, n: number, reason: string): Finding {
  return { status, predicted: null, measured: null, interval: null, slack: null, n, reason, chance: null }
}

/** Probability of a wrong decision that a single interval or test may have: one-sided for bounds, two-sided for limits. */
export const ALPHA = 0.01

/** Probability of staying undecided for which the number of seeds is planned. */
export const BETA = 0.05
