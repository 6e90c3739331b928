import { type Blind, blindAbove, type Tail } from './blind.ts'
import { type Moments, mirrored, momentsOf } from './moments.ts'
import { studentLimit, studentTail } from './student.ts'

/** What a sample says of the mean of its law. */
export interface MeanEvidence extends Moments {
  readonly tail: Tail
  /** Why no upper, and why no lower limit of the mean can be trusted; null if one can. */
  readonly blind: { readonly above: Blind | null; readonly below: Blind | null }
}

/** @param values at least one, all finite */
export function meanEvidence(values: readonly number[], tail: Tail = 'any'): MeanEvidence {
  const moments = momentsOf(values)
  const negative = values.map((value) => -value)
  return {
    ...moments,
    tail,
    blind: { above: blindAbove(values, moments, tail), below: blindAbove(negative, mirrored(moments), tail) },
  }
}

/** The evidence of the sample with all signs changed. */
export const mirror = (evidence: MeanEvidence): MeanEvidence => ({
  ...evidence,
  ...mirrored(evidence),
  blind: { above: evidence.blind.below, below: evidence.blind.above },
})

/** The sample's skewness is too small for skewed laws, more often than not, where it is positive. */
const INFLATION: Readonly<Record<Tail, number>> = { any: 1.75, exponential: 1 }

const inflated = ({ skewness, tail }: MeanEvidence): number => skewness * (skewness > 0 ? INFLATION[tail] : 1)

/**
 * The limit above which the mean lies with probability `alpha` at most: the larger of Student's and of Hall's, which
 * undoes the skewness of the t statistic by a cubic (Hall, J. R. Statist. Soc. B 54, 1992), with the skewness
 * inflated. Only where `blind.above` is null may a decision rest on it.
 *
 * @param alpha between 1e-12 and 1/2
 * @returns NaN for one value
 */
export function upperMean(evidence: MeanEvidence, alpha: number): number {
  const { n, mean, sd } = evidence
  if (n < 2) return Number.NaN
  const quantile = studentLimit(alpha, n - 1) / Math.sqrt(n)
  return mean + sd * Math.max(quantile, -unskewed(-quantile, inflated(evidence), n))
}

/** The limit below which the mean lies with probability `alpha` at most. */
export const lowerMean = (evidence: MeanEvidence, alpha: number): number => -upperMean(mirror(evidence), alpha)

/** The two-sided interval of the mean, half of `alpha` at each end. */
export const meanLimits = (evidence: MeanEvidence, alpha: number): readonly [number, number] => [
  lowerMean(evidence, alpha / 2),
  upperMean(evidence, alpha / 2),
]

/** The inverse of Hall's transformation. */
function unskewed(value: number, skewness: number, n: number): number {
  if (Math.abs(skewness) < 1e-4) return value
  return (3 / skewness) * (Math.cbrt(1 + skewness * (value - skewness / (6 * n))) - 1)
}

/**
 * P value of "the mean is at least `limit`": the least level at which `upperMean` is below it. 1 where no upper limit can be
 * trusted.
 */
export function chanceMeanAtLeast(evidence: MeanEvidence, limit: number): number {
  const { n, mean, sd, blind } = evidence
  if (blind.above !== null) return 1
  const distance = (limit - mean) / sd
  const skewness = inflated(evidence)
  // Hall's transformation of the distance, which rises with it: solved for the quantile of `upperMean`.
  const straight = distance - (skewness * distance ** 2) / 3 + (skewness ** 2 * distance ** 3) / 27 - skewness / (6 * n)
  const quantile = Math.abs(skewness) < 1e-4 ? distance : Math.min(distance, straight)
  return studentTail(quantile * Math.sqrt(n), n - 1)
}

/** P value of "the mean is at most `limit`". */
export const chanceMeanAtMost = (evidence: MeanEvidence, limit: number): number =>
  chanceMeanAtLeast(mirror(evidence), -limit)
