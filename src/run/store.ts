import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { FileError } from '../files/file-error.ts'
import { MOST_BYTES, readBytes } from '../files/read.ts'
import { batchName, decodeBatch, encodeBatch, type StoredBatch } from './batch-file.ts'
import { makeFolder } from './folder.ts'
import { list, removeStale } from './partial.ts'
import { onDisk } from './storage-error.ts'
import { writeWhole } from './whole.ts'

/** Finished units by id: `recordLength` numbers each. */
export type Records = Map<string, Float64Array>

/**
 * The cache of finished batches in a run directory, one file a batch. A batch appears whole, by a rename, and counts only if
 * its checksum holds; so what is on disk is the truth, whoever wrote it and however that ended, and any number of processes
 * may use one directory. All methods throw `StorageError`.
 */
export class Store {
  readonly folder: string

  constructor(private readonly runDirectory: string) {
    this.folder = join(runDirectory, 'cache')
  }

  async clear(): Promise<void> {
    await onDisk(this.folder, () => rm(this.folder, { recursive: true, force: true, maxRetries: 3 }))
  }

  /** Makes the folder and removes what writers that are gone have left half written in the run directory. */
  async prepare(): Promise<void> {
    await onDisk(this.folder, async () => {
      await makeFolder(this.folder)
      for (const folder of [
        this.runDirectory,
        join(this.runDirectory, 'plots'),
        join(this.runDirectory, 'latex'),
        this.folder,
      ])
        await removeStale(folder)
    })
  }

  /**
   * The wanted units (id to number of numbers) that are stored, and the names of files that were damaged and are removed; after an
   * abort, those found so far.
   */
  async load(
    wanted: ReadonlyMap<string, number>,
    signal?: AbortSignal,
  ): Promise<{ records: Records; damaged: string[] }> {
    const records: Records = new Map()
    const damaged: string[] = []
    await onDisk(this.folder, async () => {
      for (const name of (await list(this.folder)).filter((one) => one.endsWith('.bin'))) {
        await setImmediate()
        if (signal?.aborted) break
        const file = readIfThere(join(this.folder, name))
        if (file === 'gone') continue
        const batch = file && decodeBatch(file)
        if (batch) take(batch, wanted, records)
        else {
          damaged.push(name)
          await rm(join(this.folder, name), { force: true })
        }
      }
    })
    return { records, damaged }
  }

  /** Publishes a batch, whole or not at all. */
  async publish(batch: StoredBatch): Promise<void> {
    const content = encodeBatch(batch)
    await onDisk(this.folder, async () => {
      // Another process may have cleared the folder.
      await makeFolder(this.folder)
      await writeWhole(join(this.folder, batchName(batch.units)), (partial) => writeFile(partial, content))
    })
  }
}

function take({ units, numbers }: StoredBatch, wanted: ReadonlyMap<string, number>, records: Records): void {
  const length = numbers.length / units.length
  // A part of an array keeps the whole of it in memory: worth it only if all is wanted.
  const all = units.every((id) => wanted.get(id) === length)
  units.forEach((id, k) => {
    if (wanted.get(id) !== length) return
    const [start, end] = [k * length, (k + 1) * length]
    records.set(id, all ? numbers.subarray(start, end) : numbers.slice(start, end))
  })
}

/** A file; null if it is none that could hold a batch, such as a pipe; 'gone' if another process has cleared the folder. */
function readIfThere(path: string): Buffer | null | 'gone' {
  try {
    return readBytes(path, MOST_BYTES.batch)
  } catch (error) {
    if (!(error instanceof FileError)) throw error
    if (error.code === 'ENOENT') return 'gone'
    if (error.code === null) return null
    throw error
  }
}
