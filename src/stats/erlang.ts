import { crossing } from './bisect.ts'

/**
 * P(G <= x) for the sum G of k exponential variables of mean 1 (the gamma law of whole shape k): that a Poisson process
 * of rate 1 has k points or more by x.
 *
 * @param k a whole number from 1; the cost grows linearly with it
 * @param x from 0
 */
export function erlangBelow(k: number, x: number): number {
  return 1 - erlangAbove(k, x)
}

/** P(G > x) = sum over i < k of e^-x x^i / i!, in logarithms because e^-x underflows. */
export function erlangAbove(k: number, x: number): number {
  if (x === 0) return 1
  let logTerm = -x
  let sum = 0
  for (let i = 0; i < k; i++) {
    sum += Math.exp(logTerm)
    logTerm += Math.log(x / (i + 1))
  }
  return Math.min(1, sum)
}

/** The x with P(G > x) = `tail`, for 1e-12 <= tail < 1. */
export function erlangLimit(k: number, tail: number): number {
  let high = k
  while (erlangAbove(k, high) > tail) high *= 2
  return crossing(0, high, (x) => erlangAbove(k, x) > tail)
}
