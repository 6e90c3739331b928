/**
 * Where a monotone function crosses zero: the point of [low, high] next to which `positive` changes, to the last bit that
 * halving can reach. The bracket's ends are taken on trust: `positive(low)` and not `positive(high)`.
 *
 * @param positive true left of the crossing, false right of it
 */
export function crossing(low: number, high: number, positive: (x: number) => boolean): number {
  let [left, right] = [low, high]
  for (;;) {
    const middle = left + (right - left) / 2
    if (!(middle > left && middle < right)) return right
    if (positive(middle)) left = middle
    else right = middle
  }
}
