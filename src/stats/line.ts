import { weightedLinearRegression } from 'simple-statistics'

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
 * Weighted least squares of y on x, as line and as parabola.
 *
 * @param x at least two different numbers
 * @param y as many
 * @param weights as many, relative, none negative and not all 0; a NaN anywhere makes the line NaN
 */
export function fitLine(x: readonly number[], y: readonly number[], weights: readonly number[]): FittedLine {
  const { m: slope, b: intercept } = through(x, y, weights)
  // What the line through (x, x^2) leaves over is orthogonal to 1 and x, so the regression of y on it alone has the
  // coefficient of x^2 in the full regression (Frisch and Waugh 1933). x is centred, which changes no leading coefficient.
  const centre = (Math.min(...x) + Math.max(...x)) / 2
  const square = x.map((value) => (value - centre) ** 2)
  const arc = through(x, square, weights)
  const rest = square.map((value, k) => value - arc.b - arc.m * (x[k] ?? Number.NaN))
  const quadratic = new Set(x).size < 3 ? Number.NaN : through(rest, y, weights).m
  return { slope, intercept, quadratic, change: 2 * quadratic * (Math.max(...x) - Math.min(...x)) }
}

function through(x: readonly number[], y: readonly number[], weights: readonly number[]): { m: number; b: number } {
  return weightedLinearRegression(
    x.map((value, k) => [value, y[k] ?? Number.NaN]),
    [...weights],
  )
}
