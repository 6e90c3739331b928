import { spend } from '../../budget/meter.ts'

/** A law on finitely many points. */
export interface Atoms {
  readonly points: Float64Array
  readonly weights: Float64Array
}

// Points in steps of at most this in the logarithm; splitting mass between two neighbours errs by its square over 8.
const STEP = 1e-3
// The points go down to this fraction of the smallest value after a rare gradient; what is below counts as 0.
const DEPTH = 1e-10

/**
 * Law of W = V - 1, V the stationary second moment of C with probability p, else -1.
 *
 * W decays by the factor b2 until the next rare gradient. With N ~ geometric the number of steps since it, W = b2^N Y,
 * and Y, the value just after it, has the law of J + b2^(N+1) Y', J = (1-b2)(C^2-1). Points at powers of b2^(1/m) make
 * the decay a shift without error; only the addition of J is rounded to points, in a way that keeps the mean. The map
 * contracts by p b2 / (1 - (1-p) b2), so the iteration is run until less than the last bit is left.
 *
 * @param beta2 0 < beta2 <= 0.999
 */
export function stationaryExcess(C: number, p: number, beta2: number): Atoms {
  const top = C * C - 1
  const jump = (1 - beta2) * top
  const lag = -Math.log(beta2)
  const perLag = Math.ceil(lag / STEP)
  const step = lag / perLag
  const reach = Math.ceil(-Math.log(1 - beta2) / step) + 1
  const size = reach + Math.ceil(-Math.log(DEPTH) / step) + perLag
  const rounds = Math.ceil(Math.log(1e-14) / Math.log((p * beta2) / (1 - (1 - p) * beta2)))
  spend(10 * size * (rounds + 1))
  const points = Float64Array.from({ length: size }, (_, j) => top * Math.exp(-j * step))
  // The last landing is that of what lies below the points.
  const landing = landings([...points, 0], jump, step)

  const decayed = new Float64Array(size)
  let after = new Float64Array(reach + 1)
  after[reach] = 1
  for (let round = 0; round < rounds; round++) {
    const next = new Float64Array(reach + 1)
    let rest = 1
    for (let j = perLag; j <= size; j++) {
      const mass = j < size ? p * (after[j - perLag] ?? 0) + (1 - p) * (decayed[j - perLag] as number) : rest
      if (j < size) decayed[j] = mass
      rest -= mass
      const k = landing.index[j] as number
      const upper = landing.upper[j] as number
      next[k] = (next[k] as number) + upper * mass
      next[k + 1] = (next[k + 1] as number) + (1 - upper) * mass
    }
    after = next
  }
  return { points, weights: since(after, p, perLag, size) }
}

/** Where J + y falls: between points `index` and `index + 1`, with the share `upper` on the first. */
function landings(points: readonly number[], jump: number, step: number) {
  const top = points[0] as number
  const index = new Int32Array(points.length)
  const upper = new Float64Array(points.length)
  points.forEach((y, j) => {
    const target = Math.min(jump + y, top)
    const k = Math.max(0, Math.floor(-Math.log(target / top) / step))
    const high = top * Math.exp(-k * step)
    const low = top * Math.exp(-(k + 1) * step)
    index[j] = k
    upper[j] = Math.min(1, Math.max(0, (target - low) / (high - low)))
  })
  return { index, upper }
}

/** The law of b2^N Y from that of Y. */
function since(after: Float64Array, p: number, perLag: number, size: number): Float64Array {
  const weights = new Float64Array(size)
  for (let j = 0; j < size; j++) {
    weights[j] = p * (after[j] ?? 0) + (j >= perLag ? (1 - p) * (weights[j - perLag] as number) : 0)
  }
  return weights
}
