import { type Moments, momentsOf } from './moments.ts'
import { quantile } from './quantile.ts'

/**
 * Why a sample says nothing certain of how large its mean may be:
 * `few` values; all but a few are `equal`, so that a rare other one may never have been seen; too `skewed` towards large
 * values for its number; a `heavy` upper tail, whose largest values are yet to come.
 */
export type Blind = 'few' | 'equal' | 'skewed' | 'heavy'

/** What is known of the law beforehand: nothing, or that no tail is heavier than exponential. */
export type Tail = 'any' | 'exponential'

/** Fewest values that may decide. */
export const FEWEST: Readonly<Record<Tail, number>> = { any: 24, exponential: 48 }
/** Values that have to differ from the most frequent one. */
export const FEWEST_DIFFERENT = 5
/** From so many values on the upper tail itself can be looked at. */
const FEWEST_FOR_TAIL = 250

/** The largest skewness / sqrt(n) at which an upper limit keeps its level on the laws of `test/calibration`. */
export const skewnessAllowed = (n: number): number => Math.min(0.22, 0.3 - 3 / n)

/**
 * Whether an upper limit of the mean can be trusted. No rule is right for all laws (Bahadur and Savage, Ann. Math. Statist. 27,
 * 1956); the constants of this one were chosen so that the limits are wrong in at most 1.5 % of samples of the laws in
 * `test/calibration`, whose table `docs/verdicts.md` shows.
 *
 * @param values the sample that has the `moments`
 * @returns null if it can; for a lower limit, ask about the values with their signs changed
 */
export function blindAbove(values: readonly number[], { n, skewness }: Moments, tail: Tail = 'any'): Blind | null {
  if (n < FEWEST[tail]) return 'few'
  const sorted = Float64Array.from(values).sort()
  if (n - mostFrequent(sorted) < FEWEST_DIFFERENT) return 'equal'
  if (tail === 'exponential') return null
  const relative = skewness / Math.sqrt(n)
  if (relative > skewnessAllowed(n)) return 'skewed'
  return n >= FEWEST_FOR_TAIL && relative > 0.05 && excess(sorted) > 0.7 ? 'heavy' : null
}

/** The largest skewness / sqrt(n) at which a logarithm of the mean can be trusted to follow it. */
const SKEWNESS_OF_LOGARITHM = 0.45

/** Whether a mean that is no more than a part of an answer may rest on an event that few values saw, or none. */
export function rareAbove(values: readonly number[]): Blind | null {
  const moments = momentsOf(values)
  const blind = blindAbove(values, moments)
  return blind === 'skewed' && moments.skewness / Math.sqrt(moments.n) <= SKEWNESS_OF_LOGARITHM ? null : blind
}

/** How often the most frequent of ascending values is there. */
function mostFrequent(sorted: Float64Array): number {
  let [most, run] = [0, 0]
  sorted.forEach((value, k) => {
    run = k > 0 && value === sorted[k - 1] ? run + 1 : 1
    most = Math.max(most, run)
  })
  return most
}

/** One over the tail index of what lies above the median, from the largest tenth (Hill, Ann. Statist. 3, 1975); 0 where nothing does. */
function excess(sorted: Float64Array): number {
  const n = sorted.length
  const median = quantile([...sorted], 0.5) ?? Number.NaN
  const above = sorted.filter((value) => value > median).map((value) => value - median)
  const top = Math.min(Math.ceil(n / 10), Math.floor(above.length / 2))
  if (top < 1) return 0
  const threshold = Math.log(above.at(-top - 1) ?? Number.NaN)
  return above.slice(-top).reduce((sum, value) => sum + Math.log(value) - threshold, 0) / top
}
