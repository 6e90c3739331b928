/** 1 - b^n without cancellation, for 0 <= b < 1 and n > 0. */
export const oneMinusPower = (b: number, n: number): number => -Math.expm1(n * Math.log(b))
