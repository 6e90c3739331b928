/**
 * How long the transient lasts: the first recorded step from which on the windowed drift has the right sign up to the
 * end. The drift at a step is the change of the value over the window before it, (v(t) - v(s)) / (t - s) with s the last
 * recorded step at least `window` earlier.
 *
 * @param steps ascending
 * @param values as many, one trajectory or a statistic over seeds; a NaN has no sign, so the transient lasts beyond it
 * @param window in steps, above 0
 * @param sign the right one: 1 for rising, -1 for falling
 * @returns a recorded step, or null if the drift at the end is not right or no step has a whole window before it
 */
export function transientEnd(
  steps: readonly number[],
  values: readonly number[],
  window: number,
  sign: 1 | -1,
): number | null {
  let end: number | null = null
  for (const [k, step] of steps.entries()) {
    const start = steps.findLastIndex((earlier) => earlier <= step - window)
    if (start < 0) continue
    const drift = ((values[k] ?? Number.NaN) - (values[start] ?? Number.NaN)) / (step - (steps[start] ?? Number.NaN))
    if (!(drift * sign > 0)) end = null
    else end ??= step
  }
  return end
}
