import { sampleStandardDeviation } from 'simple-statistics'
import type { Estimate } from './estimate.ts'

/**
 * The standard error of an estimate from its values on bootstrap resamples of n replicates. Resampling n values shrinks
 * a variance by (n - 1) / n, which is undone here. Decisions take Student's limits of n - 1 degrees of freedom about the
 * estimate. The percentile interval is too short for few replicates, because a resample varies less than a sample and the
 * normal law has thinner tails than Student's (Hesterberg, The American Statistician 69, 2015): with eight seeds and six
 * horizons, 99 % percentile intervals of a slope cover between 94 and 98.7 %, these between 99.2 and 99.8 %.
 *
 * @param value the estimate on the replicates themselves
 * @param resampled the estimate on each resample, at least two of them; one that is not finite makes the error NaN
 * @param n number of replicates; a single one shows no spread
 */
export function bootstrapEstimate(value: number, resampled: readonly number[], n: number): Estimate {
  if (n < 2) return { value, error: 0, df: 0 }
  if (!resampled.every(Number.isFinite)) return { value, error: Number.NaN, df: n - 1 }
  // Equal values may differ from their sum's mean in the last bit, and would then seem to have spread.
  if (resampled.every((one) => one === resampled[0])) return { value, error: 0, df: n - 1 }
  return { value, error: sampleStandardDeviation([...resampled]) * Math.sqrt(n / (n - 1)), df: n - 1 }
}
