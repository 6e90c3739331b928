import { linearRegression } from 'simple-statistics'

/** A straight line through points, and how far from straight they are. */
export interface FittedLine {
  readonly slope: number
  readonly intercept: number
  /** Coefficient of x^2 in the parabola of least squares; NaN for fewer than three different x. */
  readonly quadratic: number
  /** How much the parabola's slope changes from the smallest to the largest x. */
  readonly change: number
}

/**
 * Least squares of y on x, as line and as parabola.
 *
 * @param x at least two different numbers
 * @param y as many; a NaN makes the line NaN
 */
export function fitLine(x: readonly number[], y: readonly number[]): FittedLine {
  const { m: slope, b: intercept } = through(x, y)
  // What the line through (x, x^2) leaves over is orthogonal to 1 and x, so the regression of y on it alone has the
  // coefficient of x^2 in the full regression (Frisch and Waugh 1933). x is centred, which changes no leading coefficient.
  const centre = (Math.min(...x) + Math.max(...x)) / 2
  const square = x.map((value) => (value - centre) ** 2)
  const arc = through(x, square)
  const rest = square.map((value, k) => value - arc.b - arc.m * (x[k] ?? Number.NaN))
  const quadratic = new Set(x).size < 3 ? Number.NaN : through(rest, y).m
  return { slope, intercept, quadratic, change: 2 * quadratic * (Math.max(...x) - Math.min(...x)) }
}

const through = (x: readonly number[], y: readonly number[]) =>
  linearRegression(x.map((value, k) => [value, y[k] ?? Number.NaN]))
