import { meanWithError } from './mean.ts'
import { medianWithInterval } from './median.ts'

/** What a list of replicates says about one number. The error is 0 where all values are equal. */
export interface Measured {
  readonly value: number
  readonly error: number
}

/** A statistic over seeds. At least one value; a NaN among them has to give the value NaN. */
export type Statistic = (values: readonly number[]) => Measured

/** The mean with its standard error. */
export const meanStatistic: Statistic = (values) => {
  const { mean, error } = meanWithError(values)
  return { value: mean, error }
}

/** Probability that a normal variable is further than one standard deviation from its mean. */
const BEYOND_ONE_SIGMA = 0.31731050786291415

/**
 * The median; as its standard error, half the length of the order-statistic interval that covers as often as one
 * standard error does. It needs no density estimate and no moment, and is rather too large, by up to one rank at each end.
 * NaN for one or two values, which have no such interval.
 */
export const medianStatistic: Statistic = (values) => {
  if (values.some(Number.isNaN)) return { value: Number.NaN, error: Number.NaN }
  const { median, interval } = medianWithInterval(values, BEYOND_ONE_SIGMA)
  if (values.every((value) => value === median)) return { value: median, error: 0 }
  return { value: median, error: interval ? (interval[1] - interval[0]) / 2 : Number.NaN }
}
