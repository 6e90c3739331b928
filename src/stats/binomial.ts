/**
 * P(Bin(n, p) <= k). Summed in logarithms, since (1 - p)^n underflows early: 2^-n from n = 1075 on.
 *
 * @param k a whole number; below 0 the answer is 0, from n on it is 1
 * @param n number of trials, a whole number from 0; the cost grows linearly with min(k, n)
 * @param p probability of success, from 0 to 1; NaN or anything else gives NaN
 */
export function binomialLowerTail(k: number, n: number, p: number): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN
  if (k < 0) return 0
  if (k >= n) return 1
  if (p === 0) return 1
  if (p === 1) return 0
  const logFailure = Math.log1p(-p)
  const logOdds = Math.log(p) - logFailure
  let logTerm = n * logFailure
  let sum = 0
  for (let i = 0; i <= k; i++) {
    sum += Math.exp(logTerm)
    logTerm += Math.log((n - i) / (i + 1)) + logOdds
  }
  return Math.min(1, sum)
}
