import type { VerdictStatus } from '../config/claim.ts'
import type { Strength } from '../config/strengths.ts'

/** How a verdict could have been otherwise: what became of its claim with other rules in place of the judged one, at the same settings and seeds. */
export interface Evidence {
  /** Generated mutants; null if none were tried. */
  readonly mutants: { readonly killed: number; readonly tried: number } | null
  /** Other rules of the catalog; null if none were tried. */
  readonly rivals: { readonly passed: readonly string[]; readonly tried: number } | null
  /** Whether nothing that was tried made it fail, though it is no identity and no proof. */
  readonly weak: boolean
}

/** What a judge found for one claim at one point of the grid. */
export interface Verdict {
  readonly claim: string
  readonly judge: string
  /** How strong the claim is, in a word of the field, if the page says. */
  readonly strength?: Strength | null
  readonly optimizer: string
  readonly problem: string
  /** The grid axes' values at the judged point. */
  readonly at: Readonly<Record<string, number | string>>
  readonly status: VerdictStatus
  readonly expect: VerdictStatus
  readonly predicted: number | null
  readonly measured: number | null
  /** Confidence interval of `measured`; both ends equal for a deterministic claim. */
  readonly interval: readonly [number, number] | null
  /** For bounds: the smallest bound / measured over the recorded steps. For tolerances: tolerance / deviation. */
  readonly slack: number | null
  /** Number of seeds. */
  readonly n: number
  /** One sentence: why this status, with what would decide it if inconclusive. */
  readonly reason: string
  readonly mutants: Readonly<Record<string, 'caught' | 'missed'>>
  /** Absent where nothing was tried. */
  readonly evidence?: Evidence | undefined
}
