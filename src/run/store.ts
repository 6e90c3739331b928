import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { batchName, decodeBatch, encodeBatch, type StoredBatch } from './batch-file.ts'
import { makeFolder } from './folder.ts'
import { list, removeStale } from './partial.ts'
import { errorCode, onDisk } from './storage-error.ts'
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
      for (const folder of [this.runDirectory, join(this.runDirectory, 'plots'), this.folder]) await removeStale(folder)
    })
  }

  /** The wanted units (id to number of numbers) that are stored, and the names of files that were damaged and are removed. */
  async load(wanted: ReadonlyMap<string, number>): Promise<{ records: Records; damaged: string[] }> {
    const records: Records = new Map()
    const damaged: string[] = []
    await onDisk(this.folder, async () => {
      for (const name of (await list(this.folder)).filter((one) => one.endsWith('.bin'))) {
        const file = await readIfThere(join(this.folder, name))
        if (!file) continue
        const batch = decodeBatch(file)
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

/** A file, or null if it is gone: another process may have cleared the folder. */
async function readIfThere(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path)
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null
    throw error
  }
}
