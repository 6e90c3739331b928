import type { Diagnostic, Diagnostics, Place } from '../lang/source.ts'

/** A part of a page that could be read. */
export interface Part<E> {
  readonly entry: E
  /** Whether nothing is wrong with it. What is unsound is looked into no further, but what refers to it may. */
  readonly sound: boolean
  readonly place: Place
}

/** Reads a part, noting whether mistakes were reported meanwhile; empty if it could not be read at all. */
export function part<E>(sink: Diagnostics, place: Place, read: () => E | null): Part<E>[] {
  const before = sink.grave
  const entry = read()
  return entry === null ? [] : [{ entry, sound: sink.grave === before, place }]
}

export const all = <E>(parts: readonly Part<E>[]): E[] => parts.map(({ entry }) => entry)

export const sound = <E>(parts: readonly Part<E>[]): E[] => parts.flatMap(({ entry, sound }) => (sound ? entry : []))

export const unsound = (parts: readonly Part<unknown>[]): Place[] =>
  parts.flatMap(({ sound, place }) => (sound ? [] : place))

/** Whether a mistake lies in one of some places. */
export function liesIn({ file, start: at }: Diagnostic, places: readonly Place[]): boolean {
  return places.some(({ file: other, start, end }) => {
    const after = at.line > start.line || (at.line === start.line && at.column >= start.column)
    const before = at.line < end.line || (at.line === end.line && at.column <= end.column)
    return file === other && after && before
  })
}
