import { probit, sumNthPowerDeviations } from 'simple-statistics'
import type { Estimate } from './estimate.ts'

/**
 * Number of replicates at which a mean that is `gap` away from a limit is told apart from it with false alarms at most
 * `alpha` and misses at most `beta`: ((z_alpha + z_beta) sd / gap)^2. A plan, not a decision: the normal law will do
 * (and `probit` is good to three digits).
 *
 * @returns a whole number, or Infinity where the gap is 0
 */
export function replicatesNeeded(gap: number, sd: number, alpha: number, beta: number): number {
  if (sd === 0) return 1
  return Math.ceil((((probit(1 - alpha) + probit(1 - beta)) * sd) / gap) ** 2)
}

/**
 * Number of seeds that would decide an estimate that lies within its error of a limit, from the spread just measured.
 *
 * @param n number of seeds that the estimate has
 * @returns more than n; Infinity where the estimate is on the limit, NaN where it or its error is NaN
 */
export function seedsToDecide(
  { value, error }: Pick<Estimate, 'value' | 'error'>,
  limit: number,
  n: number,
  alpha: number,
  beta: number,
): number {
  return Math.max(n + 1, replicatesNeeded(limit - value, error * Math.sqrt(n), alpha, beta))
}

/** Number of seeds at which an error that is `error` with n seeds is at most `target`. */
export function seedsForError(error: number, target: number, n: number): number {
  return Math.ceil(n * (error / target) ** 2)
}

/** Standard deviation of a log-log slope whose points have one relative error: e / sqrt(sum of (ln T - mean of ln T)^2). */
export function slopeError(horizons: readonly number[], relativeError: number): number {
  const logs = horizons.map(Math.log)
  return relativeError / Math.sqrt(sumNthPowerDeviations(logs, 2))
}

/**
 * The longest horizon of a ladder that would decide a slope `gap` away from its limit: the present ladder goes on at its
 * own ratio, with the present relative error at each horizon, until the slope's error is small enough. Independent horizons.
 *
 * @param horizons at least two
 * @param gap slope minus limit, of either sign
 * @returns a horizon, the present longest one if it will do; Infinity where the gap is 0, NaN where gap or error is
 */
export function horizonToDecide(
  horizons: readonly number[],
  gap: number,
  relativeError: number,
  alpha: number,
  beta: number,
): number {
  const sorted = [...horizons].sort((a, b) => a - b)
  const first = sorted[0] ?? Number.NaN
  const ratio = ((sorted.at(-1) ?? Number.NaN) / first) ** (1 / (sorted.length - 1))
  if (!(ratio > 1) || !Number.isFinite(gap) || !Number.isFinite(relativeError)) return Number.NaN
  while (replicatesNeeded(gap, slopeError(sorted, relativeError), alpha, beta) > 1) {
    const next = (sorted.at(-1) ?? Number.NaN) * ratio
    if (!Number.isFinite(next)) return Number.POSITIVE_INFINITY
    sorted.push(next)
  }
  return sorted.at(-1) ?? Number.NaN
}
