/**
 * The step-up rule of Benjamini and Hochberg (J. R. Stat. Soc. B 57, 1995): which of several null hypotheses are rejected
 * so that the expected share of false ones among the rejected is at most `level`, for independent or positively dependent
 * tests. For exploratory sweeps; a verdict `violated` takes Holm's rule, which bounds the chance of even one.
 *
 * @param pValues each from 0 to 1; a NaN is never rejected, but counts as a test
 * @param level from 0 to 1
 * @returns one answer for each p value, in their order
 */
export function benjaminiHochberg(pValues: readonly number[], level: number): boolean[] {
  // The largest rank decides for all before it, so p values are compared with that rank's, not with their own threshold.
  const sorted = pValues.filter((p) => !Number.isNaN(p)).sort((a, b) => a - b)
  const last = sorted.findLastIndex((p, index) => p <= (level * (index + 1)) / pValues.length)
  const limit = sorted[last] ?? Number.NaN
  return pValues.map((p) => p <= limit)
}
