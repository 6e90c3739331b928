import { crossing } from '../../stats/bisect.ts'
import { stationaryExcess } from './stationary-law.ts'
import { linear, moment } from './two-point.ts'

/**
 * The root of p E min(c, C/sqrt V) = (1-p) E min(c, 1/sqrt V). The left side is concave; the right side is p times c plus
 * a concave function that stops growing at c = 1, so left minus right is negative first and then positive, or, for
 * p >= 1/2, positive from 0 on. What little mass of V - 1 lies below the points of its law counts as 0.
 */
export function clipLevelRandom(C: number, p: number, beta2: number): number {
  if (!(moment(linear(C, p), 1) > 0)) return Number.NaN
  if (p >= 1 / 2) return 0
  const { points, weights } = stationaryExcess(C, p, beta2)
  const rest = 1 - weights.reduce((sum, w) => sum + w, 0)
  const steps = points.map((w) => 1 / Math.sqrt(1 + w))
  const clipped = (c: number, size: number) =>
    weights.reduce((sum, w, j) => sum + w * Math.min(c, size * (steps[j] as number)), rest * Math.min(c, size))
  return crossing(0, C, (c) => c === 0 || p * clipped(c, C) < (1 - p) * clipped(c, 1))
}
