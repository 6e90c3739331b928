import type { Claim, PointClaim } from '../config/claim.ts'
import type { Evaluator, Names } from './evaluator.ts'
import { tooShort, unmetHypothesis } from './hypotheses.ts'
import type { Replicate, Sample } from './sample.ts'

/** A horizon at which a claim is judged, with what its formulas see there. */
export interface JudgedAt {
  readonly horizon: number
  readonly runs: readonly Replicate[]
  readonly names: Names
}

/** A horizon at which it is not, and why. */
export interface LeftOut {
  readonly horizon: number
  readonly why: string
}

/** Whether a claim is judged at each horizon that it speaks of; a rate looks at them all together, others at the largest. */
export const atEveryHorizon = ({ judge }: Claim): boolean => judge === 'limit' || judge === 'bound'

/** The horizons of a sample at which the claim is judged: those that meet its hypotheses. */
export function judgedHorizons(
  claim: PointClaim,
  { ladder }: Sample,
  evaluator: Evaluator,
): { readonly judged: readonly JudgedAt[]; readonly out: readonly LeftOut[] } {
  const judged: JudgedAt[] = []
  const out: LeftOut[] = []
  for (const { horizon, runs } of atEveryHorizon(claim) ? ladder : ladder.slice(-1)) {
    const [lead] = runs
    if (!lead) continue
    const names = evaluator.constants(lead.run)
    const why = unmetHypothesis(claim.hypotheses, names, evaluator) ?? tooShort(claim, names, evaluator)
    if (why === null) judged.push({ horizon, runs, names })
    else out.push({ horizon, why })
  }
  return { judged, out }
}

/** Horizons that a sentence names; of more, the first ones and the last. */
const NAMED = 8

/** `T = 1000`, or `T = 100, 200, ... 12800`. */
export function horizonsInWords(horizons: readonly number[]): string {
  const shown = horizons.length > NAMED ? [...horizons.slice(0, NAMED - 1), `... ${horizons.at(-1)}`] : horizons
  return `T = ${shown.join(', ')}`
}

/** At which horizons nothing was judged, and why: `; not at T = 100: ...`. */
export const leftOutInWords = (out: readonly LeftOut[]): string =>
  out.map(({ horizon, why }) => `; not at T = ${horizon}: ${why}`).join('')
