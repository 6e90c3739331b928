/**
 * P value of "the mean is at least `limit`" for independent values that are known to lie in [low, high]: one over the largest
 * capital of a gambler who bets against it (Waudby-Smith and Ramdas, J. R. Statist. Soc. B 86, 2024). True for every such law and
 * any number of values: the capital is a nonnegative martingale if the mean is the limit, and Ville's inequality bounds its maximum.
 *
 * @param values in an order that does not depend on them
 * @param alpha level for which the bets are planned, between 0 and 1
 * @returns from 0 to 1; 1 where the limit is not above `low`
 */
export function chanceByBets(
  values: readonly number[],
  limit: number,
  [low, high]: readonly [number, number],
  alpha: number,
): number {
  if (limit > high) return 0
  const width = high - low
  if (!(limit > low && width > 0)) return 1
  const n = values.length
  const m = (high - limit) / width
  let [capital, largest] = [0, 0]
  let [sum, squares] = [0.5, 0.25]
  values.forEach((value, k) => {
    const y = (high - value) / width
    const variance = squares / (k + 1)
    const bet = Math.min(
      Math.sqrt((2 * Math.log(1 / alpha)) / (n * variance)),
      m > 0 ? 0.75 / m : Number.POSITIVE_INFINITY,
    )
    // In logarithms: a long winning streak overflows.
    capital += Math.log1p(bet * (y - m))
    largest = Math.max(largest, capital)
    sum += y
    squares += (y - sum / (k + 2)) ** 2
  })
  return Math.exp(-largest)
}
