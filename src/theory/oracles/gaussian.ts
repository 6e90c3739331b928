import { spend } from '../../budget/meter.ts'

/**
 * P(|N| > c) for the standard normal law, c >= 0. Near 0 the Taylor series of erf, from c = 3 on the continued fraction
 * of the tail (Abramowitz and Stegun, 7.1.6 and 26.2.14), both run until they stand still.
 */
export function gaussianTail(c: number): number {
  const density = Math.exp((-c * c) / 2) * Math.sqrt(2 / Math.PI)
  if (c < 3) {
    let term = c
    let sum = c
    for (let k = 3; term > 1e-18 * sum; k += 2) {
      term *= (c * c) / k
      sum += term
    }
    return 1 - density * sum
  }
  let fraction = c
  for (let k = 60; k >= 1; k--) fraction = c + k / fraction
  return density / fraction
}

/** E||N|| / sqrt(d) for the standard normal law in d dimensions: sqrt(2/d) Gamma((d+1)/2) / Gamma(d/2). */
export function gaussianNormFactor(d: number): number {
  // Gamma((d+2)/2) / Gamma((d+1)/2) = (d/2) / [Gamma((d+1)/2) / Gamma(d/2)], from Gamma(x + 1) = x Gamma(x).
  spend(2 * d)
  let ratio = 1 / Math.sqrt(Math.PI)
  for (let k = 1; k < d; k++) ratio = k / 2 / ratio
  return Math.sqrt(2 / d) * ratio
}
