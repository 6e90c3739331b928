/**
 * P value of "at most `most` of these null hypotheses are false" (Benjamini and Heller, Biometrics 64, 2008, with Bonferroni's
 * combination): if so, at least n - most of them are true, and the smallest P value among n - most true ones is the
 * (most + 1)-th smallest of all at the latest. It holds however the tests depend on each other.
 *
 * @param pValues one a hypothesis; a NaN counts as 1
 * @param most from 0; from their number on, the answer is 1
 */
export function chanceOfAtMostFalse(pValues: readonly number[], most: number): number {
  const sorted = ascending(pValues)
  const next = sorted[most]
  return next === undefined ? 1 : Math.min(1, (sorted.length - most) * next)
}

/**
 * How many of the null hypotheses are false at least: less than the truth with probability 1 - alpha. The lower confidence limit
 * that belongs to `chanceOfAtMostFalse`.
 */
export function fewestFalse(pValues: readonly number[], alpha: number): number {
  const sorted = ascending(pValues)
  return sorted.findLastIndex((p, most) => (sorted.length - most) * p <= alpha) + 1
}

const ascending = (pValues: readonly number[]) => pValues.map((p) => (Number.isNaN(p) ? 1 : p)).sort((a, b) => a - b)
