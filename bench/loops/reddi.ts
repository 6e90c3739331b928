/** Reddi's online problem with C = 1010, c = 10, P = 101, and the step size 0.5/sqrt(t). */
export function reddi(steps: number): { gradient: Float64Array; rate: Float64Array } {
  const gradient = new Float64Array(steps)
  const rate = new Float64Array(steps)
  for (let t = 1; t <= steps; t++) {
    gradient[t - 1] = t % 101 === 1 ? 1010 : -10
    rate[t - 1] = 0.5 / Math.sqrt(t)
  }
  return { gradient, rate }
}

/** A running product, which is 0 below the normal range. */
export const flushed = (product: number): number => (Math.abs(product) < 2 ** -1022 ? 0 : product)
