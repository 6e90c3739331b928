/** 1 - b^n without cancellation, for 0 <= b < 1 and n > 0. */
export const oneMinusPower = (b: number, n: number): number => -Math.expm1(n * Math.log(b))

/** (e^(nx) - 1) / (e^x - 1) = 1 + e^x + ... + e^((n-1)x), for any real x; -Infinity gives 1, and n at x = 0. */
export function geometricSum(x: number, n: number): number {
  return x === 0 ? n : Math.expm1(n * x) / Math.expm1(x)
}
