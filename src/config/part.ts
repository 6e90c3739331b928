import type { Diagnostics } from '../lang/source.ts'

/** A part of a page that could be read. */
export interface Part<E> {
  readonly entry: E
  /** Whether nothing is wrong with it. What is unsound is known by its name, but not looked into any further. */
  readonly sound: boolean
}

/** Reads a part, noting whether mistakes were reported meanwhile; empty if it could not be read at all. */
export function part<E>(sink: Diagnostics, read: () => E | null): Part<E>[] {
  const before = sink.grave
  const entry = read()
  return entry === null ? [] : [{ entry, sound: sink.grave === before }]
}

export const all = <E>(parts: readonly Part<E>[]): E[] => parts.map(({ entry }) => entry)

export const sound = <E>(parts: readonly Part<E>[]): E[] => parts.flatMap(({ entry, sound }) => (sound ? entry : []))
