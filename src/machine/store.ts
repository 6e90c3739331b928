import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { FileError } from '../files/file-error.ts'
import { MOST_BYTES, readBytes } from '../files/read.ts'
import { batchName, decodeBatch, encodeBatch, type StoredBatch } from '../run/batch-file.ts'
import type { Shelf, UnitStore } from '../run/unit-store.ts'
import { makeFolder } from './folder.ts'
import { namesIn, removeStale } from './partial.ts'
import { onDisk } from './storage-error.ts'
import { nodeSystem } from './system.ts'
import { writeWhole } from './whole.ts'

/**
 * The cache of finished batches in a run directory, one file a batch. A batch appears whole, by a rename, and counts only if
 * its checksum holds; so what is on disk is the truth, whoever wrote it and however that ended, and any number of processes
 * may use one directory. All methods throw `StorageError`.
 */
export class Store implements UnitStore {
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

  async load(shelf: Shelf, signal?: AbortSignal): Promise<string[]> {
    const damaged: string[] = []
    await onDisk(this.folder, async () => {
      for (const name of (await namesIn(this.folder)).filter((one) => one.endsWith('.bin'))) {
        await setImmediate()
        if (signal?.aborted) break
        const path = join(this.folder, name)
        await onDisk(path, async () => {
          const file = readIfThere(path)
          if (file === 'gone') return
          const batch = file && decodeBatch(file, nodeSystem)
          if (batch) take(batch, shelf)
          else {
            damaged.push(name)
            await rm(path, { force: true })
          }
        })
      }
    })
    return damaged
  }

  async publish(batch: StoredBatch): Promise<void> {
    const content = encodeBatch(batch, nodeSystem)
    await onDisk(this.folder, async () => {
      // Another process may have cleared the folder.
      await makeFolder(this.folder)
      await writeWhole(join(this.folder, batchName(batch.units, nodeSystem)), (partial) => writeFile(partial, content))
    })
  }
}

function take({ units, numbers }: StoredBatch, shelf: Shelf): void {
  const length = numbers.length / units.length
  units.forEach((id, k) => {
    if (shelf.lengthOf(id) === length) shelf.put(id, numbers.subarray(k * length, (k + 1) * length))
  })
}

/** What a path is told to be that can be removed without loss: a pipe or another kind, a link in a circle. A directory may hold more. */
const NO_FILE = [null, 'ELOOP']

/** A file; null if it is none that could hold a batch; 'gone' if another process has cleared the folder. */
function readIfThere(path: string): Buffer | null | 'gone' {
  try {
    return readBytes(path, MOST_BYTES.batch)
  } catch (error) {
    if (!(error instanceof FileError)) throw error
    if (error.code === 'ENOENT') return 'gone'
    if (NO_FILE.includes(error.code)) return null
    throw error
  }
}
