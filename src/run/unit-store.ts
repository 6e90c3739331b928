import type { StoredBatch } from './batch-file.ts'

/** Where stored units are put that are wanted. */
export interface Shelf {
  /** How many numbers a unit that is wanted has; -1 of one that is not. */
  lengthOf(id: string): number
  /** Takes a copy of a unit's numbers. */
  put(id: string, numbers: Float64Array): void
}

/** Keeps finished units, so that nothing is computed twice. */
export interface UnitStore {
  /** Forgets all. */
  clear(): Promise<void>
  prepare(): Promise<void>
  /**
   * Puts the wanted units that are stored where they are wanted; after an abort, those found so far.
   *
   * @returns the names of what was damaged and is removed
   */
  load(shelf: Shelf, signal?: AbortSignal): Promise<readonly string[]>
  /** Keeps a batch, whole or not at all. */
  publish(batch: StoredBatch): Promise<void>
}
