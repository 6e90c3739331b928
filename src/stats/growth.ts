import { type FittedLine, fitLine } from './line.ts'

/** An exponential rate over a window of steps. */
export interface Growth extends FittedLine {
  /** Number of points in the window that the line goes through. */
  readonly points: number
  /** Number of values in the window that are 0 or negative, and so have no logarithm: left out, and never replaced. */
  readonly dropped: number
}

/**
 * The slope of ln(value) against the step, by least squares over the window: with its sign, positive for growth. One
 * trajectory gives one number; the points along it are no replicates, so it has no error of its own.
 *
 * @param steps ascending
 * @param values as many; a NaN or an infinity in the window makes the rate NaN
 * @param from first step of the window; what is before it is burn-in
 * @param to last step of the window
 * @returns `slope` per step, NaN with fewer than two points; `change`: how much the parabola's slope changes across the window
 */
export function growthRate(steps: readonly number[], values: readonly number[], from: number, to: number): Growth {
  const inside = steps.flatMap((n, k) => (n >= from && n <= to ? [[n, values[k] ?? Number.NaN] as const] : []))
  // A NaN is not dropped: it must not pass for a value that has no logarithm.
  const kept = inside.filter(([, value]) => !(value <= 0))
  const counts = { points: kept.length, dropped: inside.length - kept.length }
  const x = kept.map(([n]) => n)
  const y = kept.map(([, value]) => Math.log(value))
  if (kept.length < 2 || !y.every(Number.isFinite)) {
    return { slope: Number.NaN, intercept: Number.NaN, quadratic: Number.NaN, change: Number.NaN, ...counts }
  }
  return { ...fitLine(x, y), ...counts }
}
