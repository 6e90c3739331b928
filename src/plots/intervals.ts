import { ofMean } from '../stats/inference.ts'
import { studentLimit } from '../stats/student.ts'
import { ALPHA } from '../theory/finding.ts'

/** How often intervals in charts cover: as those of verdicts. */
export const LEVEL = `${Number((100 * (1 - ALPHA)).toPrecision(4))}%`

/** An estimate with its interval, which is a point where one value shows no spread. */
export interface Interval {
  readonly value: number
  readonly low: number
  readonly high: number
}

const factors = new Map<number, number>()

/** Half the length of a two-sided interval in standard errors; worked out once for each number of degrees of freedom. */
function factor(df: number): number {
  const known = factors.get(df)
  if (known !== undefined) return known
  const limit = df >= 1 ? studentLimit(ALPHA / 2, df) : 0
  factors.set(df, limit)
  return limit
}

/** An estimate over `n` replicates with Student's interval. */
export function intervalAround(value: number, error: number, n: number): Interval {
  const half = error === 0 ? 0 : factor(n - 1) * error
  return { value, low: value - half, high: value + half }
}

/**
 * The mean of at least one finite value with the interval that a verdict would have, also where no verdict would rest on it: a reader
 * sees how far it reaches at least.
 */
export function meanInterval(values: readonly number[]): Interval {
  const mean = ofMean(values)
  if (mean.error === 0) return { value: mean.value, low: mean.value, high: mean.value }
  return { value: mean.value, low: mean.lower(ALPHA / 2), high: mean.upper(ALPHA / 2) }
}
