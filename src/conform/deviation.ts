import type { Trace } from '../config/trace.ts'

/** The first step at which a rule is not where the trace is. */
export interface Departure {
  readonly t: number
  /** The coordinate, from 1, with the largest error at that step. */
  readonly coordinate: number
  readonly mine: number
  readonly recorded: number
  /** Relative error, as in `Deviation.worst`. */
  readonly error: number
}

/** A trace to compare with: its iterates, and what their errors are relative to. */
export interface Yardstick {
  readonly dimension: number
  readonly iterates: Float64Array
  /** max(|x_0|, ..., |x_t|) of each coordinate: near a zero of x, |x| alone would make rounding look large. */
  readonly scales: Float64Array
}

/** @param trace with iterates */
export function yardstick({ start, rows, iterates }: Trace): Yardstick {
  if (!iterates) throw new Error('internal: a trace without iterates cannot be compared with')
  const dimension = start.length
  const scales = iterates.map(Math.abs)
  for (let at = 0; at < rows * dimension; at++) {
    const before = at < dimension ? Math.abs(start[at] as number) : (scales[at - dimension] as number)
    scales[at] = Math.max(scales[at] as number, before)
  }
  return { dimension, iterates, scales }
}

/** How far one lane is from a trace; it is fed the lane's iterates, step after step. */
export class Deviation {
  /** Largest |x - x_recorded| / max(|x_0|, ..., |x_t|) of a coordinate so far; Infinity once x is not finite. */
  worst = 0
  departure: Departure | null = null

  constructor(
    private readonly stick: Yardstick,
    private readonly tolerance: number,
  ) {}

  /** @param x x_t */
  add(t: number, x: Float64Array): void {
    const { dimension, iterates, scales } = this.stick
    const row = (t - 1) * dimension
    let largest = 0
    let where = -1
    for (let k = 0; k < dimension; k++) {
      const gap = Math.abs((x[k] as number) - (iterates[row + k] as number))
      // 0 / 0 is no error, and what is not a number is the largest one.
      const error = gap === 0 ? 0 : Number.isFinite(gap) ? gap / (scales[row + k] as number) : Number.POSITIVE_INFINITY
      if (error > largest) {
        largest = error
        where = k
      }
    }
    if (largest > this.worst) this.worst = largest
    if (this.departure !== null || largest <= this.tolerance) return
    this.departure = {
      t,
      coordinate: where + 1,
      mine: x[where] as number,
      recorded: iterates[row + where] as number,
      error: largest,
    }
  }
}

/** What of a deviation ranks it. */
type Outcome = Pick<Deviation, 'worst' | 'departure'>

/**
 * Order of two outcomes over the same steps: what conforms; then what departs in the second half only, the later the better,
 * since a trace that leaves a rule late, by however much, has followed it; then by largest error. 0 for two that conform:
 * their errors are rounding.
 */
export function nearer(a: Outcome, b: Outcome, steps: number): number {
  const [early, other] = [a, b].map(({ departure }) =>
    departure === null ? Number.NEGATIVE_INFINITY : departure.t > steps / 2 ? -departure.t : 0,
  ) as [number, number]
  if (early !== other) return early - other
  return a.departure === null || a.worst === b.worst ? 0 : a.worst - b.worst
}
