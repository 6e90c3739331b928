import { divergent } from './critical.ts'
import { problem1 } from './gradients.ts'
import { async } from './methods/async.ts'

/**
 * The smallest delay n in 1..P at which ASYNC(n) diverges on problem (1) for some beta2; NaN if none does.
 *
 * By halving: D_n = (C + 1) / sqrt(v_(P-n)) - sum over j of 1 / sqrt(v_j), and v_j falls with j if C > 1, so D_n falls
 * with n at every beta2; a delay that diverges is followed by delays that do.
 */
export function firstDivergingDelay(P: number, C: number): number {
  if (C <= 1) return Number.NaN
  const diverges = (n: number) => divergent(async, problem1(P, C), [n]).high > 0
  if (!diverges(P)) return Number.NaN
  let [safe, bad] = [0, P]
  while (bad - safe > 1) {
    const middle = Math.floor((safe + bad) / 2)
    if (diverges(middle)) bad = middle
    else safe = middle
  }
  return bad
}
