/**
 * Holm's step-down rule (Holm 1979): which of several null hypotheses are rejected so that the probability of even one
 * false rejection is at most `level`, however the tests depend on each other.
 */
export function holm(pValues: readonly number[], level: number): boolean[] {
  // A NaN among the keys would leave the order of all the others undefined.
  const order = pValues.map((p, index) => ({ p: Number.isNaN(p) ? 1 : p, index })).sort((a, b) => a.p - b.p)
  const rejected = pValues.map(() => false)
  for (const [position, { p, index }] of order.entries()) {
    if (!(p <= level / (pValues.length - position))) break
    rejected[index] = true
  }
  return rejected
}
