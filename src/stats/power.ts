import { probit } from 'simple-statistics'

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
