/** Points of a line in a chart; more cannot be seen. */
export const MAX_POINTS = 500

/**
 * Indices of at most `limit` (>= 2) of the ascending `times`, even on the scale of the axis, always with the first and the
 * last. Nothing is averaged: the chosen points are recorded ones.
 */
export function thin(times: readonly number[], limit: number, scale: 'log' | 'linear'): number[] {
  const last = times.length - 1
  if (times.length <= limit) return times.map((_, index) => index)
  const place = (k: number) => (scale === 'log' ? Math.log(Math.max(times[k] ?? 0, 1)) : (times[k] ?? 0))
  const [start, span] = [place(0), place(last) - place(0)]
  const chosen: number[] = []
  let k = 0
  for (let n = 0; n < limit; n++) {
    const target = start + (span * n) / (limit - 1)
    while (k < last && Math.abs(place(k + 1) - target) <= Math.abs(place(k) - target)) k++
    if (chosen.at(-1) !== k) chosen.push(k)
  }
  if (chosen.at(-1) !== last) chosen[chosen.length - 1] = last
  return chosen
}
