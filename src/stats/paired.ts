import { sampleVariance } from 'simple-statistics'
import { type Estimate, estimateMean } from './estimate.ts'

/** Mean difference of pairs, with what pairing gained. */
export interface PairedDifference extends Estimate {
  /** Variance of the difference if the same values were not paired, over that of the paired one; NaN for one pair. */
  readonly gain: number
}

/**
 * a - b pair by pair. Two equal values differ by 0, also where they are the same infinity.
 *
 * @throws RangeError if they are not equally many
 */
export function differences(a: readonly number[], b: readonly number[]): number[] {
  if (a.length !== b.length) throw new RangeError(`pairs of ${a.length} and ${b.length} values`)
  return a.map((value, index) => (value === b[index] ? 0 : value - (b[index] ?? Number.NaN)))
}

/**
 * The mean of a - b over pairs that saw the same random numbers. What both share cancels, so the difference is known
 * far better than either mean; Student's limits of it are those of the paired t test.
 *
 * @param a one value a seed, all finite
 * @param b as many, at the same index the same seed
 * @throws RangeError if their numbers differ or there is none
 */
export function pairedDifference(a: readonly number[], b: readonly number[]): PairedDifference {
  const estimate = estimateMean(differences(a, b))
  if (a.length < 2) return { ...estimate, gain: Number.NaN }
  const apart = (sampleVariance([...a]) + sampleVariance([...b])) / a.length
  return { ...estimate, gain: apart / estimate.error ** 2 }
}
