import { mean, sampleStandardDeviation } from 'simple-statistics'

/** A mean over replicates with its standard error, s / sqrt(n). */
export interface Mean {
  readonly mean: number
  readonly error: number
}

/**
 * Equal values have that very value as their mean and no error: summing them could cost the last bit, and a
 * deterministic measurement would then seem to have spread. One value alone has the error 0 too; whether that means
 * anything is for the caller to know.
 *
 * @param values at least one, all finite
 */
export function meanWithError(values: readonly number[]): Mean {
  const first = values[0]
  if (first === undefined) throw new RangeError('the mean of no values')
  if (values.every((value) => value === first)) return { mean: first, error: 0 }
  // The library only reads; copies would cost a bootstrap more than the sums do.
  const list = values as number[]
  return { mean: mean(list), error: sampleStandardDeviation(list) / Math.sqrt(list.length) }
}
