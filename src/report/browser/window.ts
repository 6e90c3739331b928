/** The part of an axis that is seen, as fractions of all of it from its start: [0, 1] is all. */
export type Window = readonly [from: number, to: number]

export const ALL: Window = [0, 1]

/** Beyond this magnification a double has no more digits to show. */
const NARROWEST = 1e-9

/** The window `factor` times as wide, with the point at `fraction` of it where it was. Never beyond the whole axis. */
export function zoomed([from, to]: Window, fraction: number, factor: number): Window {
  const width = Math.min(1, Math.max(NARROWEST, (to - from) * factor))
  return placed(from + (to - from) * fraction - width * fraction, width)
}

/** The window moved by a fraction of its own width, up to the end of the axis. */
export const moved = ([from, to]: Window, by: number): Window => placed(from + (to - from) * by, to - from)

/** The part of the window between two fractions of it, in either order. */
export function selected([from, to]: Window, a: number, b: number): Window {
  const [low, high] = [Math.max(0, Math.min(a, b)), Math.min(1, Math.max(a, b))]
  return placed(from + (to - from) * low, Math.max(NARROWEST, (to - from) * (high - low)))
}

function placed(from: number, width: number): Window {
  const start = Math.min(Math.max(0, from), 1 - width)
  return [start, start + width]
}

export const isAll = ([from, to]: Window): boolean => from <= 0 && to >= 1
