import type { Choice, Entry, Settings } from '../config/entry.ts'

/** One choice for every setting of an entry. */
export type Chosen = Readonly<Record<string, Choice>>

/** All points of the grid, the last setting varying fastest. */
export function gridPoints(settings: Settings): Chosen[] {
  return Object.entries(settings).reduce<Chosen[]>(
    (points, [name, choices]) => points.flatMap((point) => choices.map((choice) => ({ ...point, [name]: choice }))),
    [{}],
  )
}

/** How a choice is named in traces: a number as it is, a formula by its text. */
export function choiceName(choice: Choice): number | string {
  return typeof choice === 'number' ? choice : choice.source.text.trim()
}

/** Names of the settings that have more than one choice. */
export function axes(entry: Entry<unknown>): string[] {
  return Object.keys(entry.settings).filter((name) => (entry.settings[name]?.length ?? 0) > 1)
}
