import { crossing } from '../../stats/bisect.ts'

/** The beta2 at the first and at the last sign change of a drift; both 0 if it is negative nowhere. */
export interface Interval {
  readonly low: number
  readonly high: number
}

/** A beta2 and the drift there, divided by the length of its path. */
interface Node {
  readonly beta2: number
  readonly value: number
}

// In logit beta2 the critical values of all periods are of order one apart: 1 - beta2* ~ c / P^2 for long periods.
const REACH = 30
/** At how many beta2 the sign is read at least. */
export const NODES = 241

/**
 * Where a drift is negative: the beta2 above which it is so first (0 if from 0 on), and the one above which it is so no more
 * (1 if up to 1).
 *
 * The sign is read at 241 values of logit beta2 in [-30, 30], and at every positive local minimum between them, for the
 * divergent set can be a short interval (claim acprop/sync-threshold); the first and the last change are then bisected to
 * the last bit. A balance within `noise` of 0 is rounding and says nothing about the sign.
 *
 * @param balance a drift divided by the length of its path, as a function of beta2 in (0, 1)
 * @param noise the rounding error of `balance`
 */
export function divergentInterval(balance: (beta2: number) => number, noise: number): Interval {
  const node = (logit: number): Node => {
    const beta2 = 1 / (1 + Math.exp(-logit))
    return { beta2, value: balance(beta2) }
  }
  const logits = Array.from({ length: NODES }, (_, k) => -REACH + (2 * REACH * k) / (NODES - 1))
  const grid = logits.map(node)
  const value = (k: number) => grid[k]?.value ?? Number.POSITIVE_INFINITY
  const valleys = logits.flatMap((_, k) => {
    // Lower than both neighbours by more than rounding: a plateau has no bottom.
    const bottom = value(k) > noise && value(k - 1) - value(k) > noise && value(k + 1) - value(k) > noise
    const [left, right] = [logits[k - 1], logits[k + 1]]
    return bottom && left !== undefined && right !== undefined ? [lowest(node, left, right)] : []
  })
  const nodes = [...grid, ...valleys].filter((n) => Math.abs(n.value) > noise).sort((a, b) => a.beta2 - b.beta2)

  const first = nodes.findIndex((n) => n.value < 0)
  if (first < 0) return { low: 0, high: 0 }
  const last = nodes.findLastIndex((n) => n.value < 0)
  const [before, start, end, after] = [nodes[first - 1], nodes[first], nodes[last], nodes[last + 1]]
  return {
    low: before && start ? crossing(before.beta2, start.beta2, (beta2) => balance(beta2) > 0) : 0,
    high: end && after ? crossing(end.beta2, after.beta2, (beta2) => balance(beta2) < 0) : 1,
  }
}

/** The lowest node of a single valley between two logits, by golden section. */
function lowest(node: (logit: number) => Node, low: number, high: number): Node {
  const golden = (Math.sqrt(5) - 1) / 2
  let [a, b] = [low, high]
  // 0.618^40 of the bracket: below the square root of the rounding unit, where a parabola is flat to rounding.
  for (let k = 0; k < 40; k++) {
    const [c, d] = [b - golden * (b - a), a + golden * (b - a)]
    if (node(c).value < node(d).value) b = d
    else a = c
  }
  return node((a + b) / 2)
}
