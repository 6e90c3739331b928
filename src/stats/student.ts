/**
 * P(t_nu > t) for Student's t with a whole number of degrees of freedom: the finite series of Abramowitz and Stegun,
 * 26.7.3 and 26.7.4. Decisions use Student's t rather than the normal law because experiments have few seeds: with five
 * of them the normal law's 99 % limit is passed by chance four times as often as it promises.
 *
 * @param t any number, or an infinity; NaN gives NaN
 * @param df a whole number from 1; the cost grows linearly with it
 */
export function studentTail(t: number, df: number): number {
  if (Number.isNaN(t)) return Number.NaN
  if (t === Number.POSITIVE_INFINITY) return 0
  if (t < 0) return 1 - studentTail(-t, df)
  const theta = Math.atan(t / Math.sqrt(df))
  const cosSquared = Math.cos(theta) ** 2
  const odd = df % 2 === 1
  let term = odd ? Math.cos(theta) : 1
  let sum = df === 1 ? 0 : term
  for (let k = odd ? 3 : 2; k <= df - 2; k += 2) {
    term *= (cosSquared * (k - 1)) / k
    sum += term
  }
  const central = odd ? (2 / Math.PI) * (theta + Math.sin(theta) * sum) : Math.sin(theta) * sum
  return Math.max(0, (1 - central) / 2)
}

/** The t with P(t_nu > t) = `tail`, for 1e-12 <= tail <= 1/2; by bisection, to full double precision of the tail. */
export function studentLimit(tail: number, df: number): number {
  let low = 0
  let high = 1
  while (studentTail(high, df) > tail) high *= 2
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2
    if (studentTail(middle, df) > tail) low = middle
    else high = middle
  }
  return high
}
