import { problem1 } from './gradients.ts'
import { adopt } from './methods/async.ts'
import { narrow, over, root, type Wide } from './wide.ts'

/**
 * ADOPT with its clip held at c, on the orbit of the unclipped v: the sum of g_j / sqrt(v_(j-1)), each cut to [-c, c]. The
 * average of the clipped steps keeps their sum, so beta1 drops out. The clip of the algorithm grows so slowly that its
 * drift in the period around step t is this at c = t^(1/4), to first order.
 */
export function clippedDrift(P: number, C: number, beta2: number, c: number): number {
  const { numerators, moments } = adopt.terms(problem1(P, C), beta2)
  return numerators.reduce((sum, g, j) => {
    const u = narrow(over(g, root(moments[j] as Wide)))
    return sum + Math.max(-c, Math.min(c, u))
  }, 0)
}
