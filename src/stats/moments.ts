import { mean, sampleSkewness, sampleStandardDeviation } from 'simple-statistics'

/** Number, mean, standard deviation (divisor n - 1) and skewness (m3 / m2^1.5, divisor n) of a sample. */
export interface Moments {
  readonly n: number
  readonly mean: number
  readonly sd: number
  /** 0 where there is no spread, or fewer than three values. */
  readonly skewness: number
}

/**
 * Equal values have that very value as their mean and no spread: summing them could cost the last bit, and they would
 * then seem to have some.
 *
 * @param values at least one, all finite
 */
export function momentsOf(values: readonly number[]): Moments {
  const [first] = values
  const n = values.length
  if (first === undefined) throw new RangeError('the moments of no values')
  if (values.every((value) => value === first)) return { n, mean: first, sd: 0, skewness: 0 }
  // The library only reads.
  const list = values as number[]
  const sd = sampleStandardDeviation(list)
  // The library's skewness is the unbiased one, sqrt(n (n - 1)) / (n - 2) times this.
  const skewness = n < 3 ? 0 : (sampleSkewness(list) * (n - 2)) / Math.sqrt(n * (n - 1))
  return { n, mean: mean(list), sd, skewness }
}

/** The moments of the sample with all signs changed. */
export const mirrored = ({ n, mean, sd, skewness }: Moments): Moments => ({ n, mean: -mean, sd, skewness: -skewness })
