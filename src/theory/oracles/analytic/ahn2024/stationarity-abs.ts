import { argument, define, POSITIVE, REAL } from '../define.ts'

/**
 * ||grad F(x)||^[lambda] of F = G|y|: the infimum of |E F'(y)| + lambda E(y-x)^2 over laws with mean x. In units
 * rho = sqrt(lambda/G) |x| it is rho^2 while an atom at 0 pays (mass on both sides of 0 in balance), 1 where staying put
 * is best, and between them 4s - 1 - 2 s^2, s = rho/sqrt(2), from a second atom at distance 1/sqrt(2) beyond 0
 *.
 */
function norm(x: number, lambda: number, G: number): number {
  const rho = Math.sqrt(lambda / G) * Math.abs(x)
  if (rho <= Math.SQRT1_2) return G * rho ** 2
  if (rho >= Math.SQRT2) return G
  const s = rho / Math.SQRT2
  return G * (4 * s - 1 - 2 * s ** 2)
}

export const stationarityAbs = define({
  name: 'stationarity_abs',
  title: '[lambda]-norm of the gradient of G|x| at x',
  source: 'derived; ahn/ema-needed',
  parameters: [
    argument('x', 'the point', REAL),
    argument('lambda', 'weight of the spread', POSITIVE),
    argument('G', 'slope of the valley', POSITIVE),
  ],
  value: norm,
})
