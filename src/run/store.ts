import { createHash } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'

/** Finished units by id: `recordLength` numbers each. */
export type Records = Map<string, Float64Array>

const MAGIC = 'adam-lab/batch/1\n'
const CHECKSUM = 32

/**
 * The cache of finished batches in a run directory. A batch is one file: a line that names the format, a line of JSON with the
 * ids of its units, their numbers (little-endian doubles), and a sha256 of all that. It appears whole, by a rename, and counts
 * only if its checksum holds; so what is on disk is the truth, whoever wrote it and however that ended.
 */
export class Store {
  readonly folder: string

  constructor(runDirectory: string) {
    this.folder = join(runDirectory, 'cache')
  }

  async clear(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true })
  }

  /** Makes the folder and removes what writers that are gone have left half written. */
  async prepare(): Promise<void> {
    await mkdir(this.folder, { recursive: true })
    for (const name of await readdir(this.folder)) {
      const pid = /\.(\d+)\.partial$/.exec(name)?.[1]
      if (pid !== undefined && !alive(Number(pid))) await rm(join(this.folder, name), { force: true })
    }
  }

  /** The wanted units that are stored, and the names of files that are damaged. */
  async load(wanted: ReadonlyMap<string, number>): Promise<{ records: Records; damaged: string[] }> {
    const records: Records = new Map()
    const damaged: string[] = []
    for (const name of (await readdir(this.folder)).sort()) {
      if (!name.endsWith('.bin')) continue
      const batch = decode(await readFile(join(this.folder, name)))
      if (!batch) {
        damaged.push(name)
        await rm(join(this.folder, name), { force: true })
        continue
      }
      const length = batch.numbers.length / batch.units.length
      batch.units.forEach((id, k) => {
        if (wanted.get(id) === length) records.set(id, batch.numbers.slice(k * length, (k + 1) * length))
      })
    }
    return { records, damaged }
  }

  /** Publishes a batch, whole or not at all. */
  async publish(units: readonly string[], numbers: Float64Array): Promise<void> {
    const name = createHash('sha256').update(units.join('\n')).digest('hex').slice(0, 32)
    const partial = join(this.folder, `${name}.${process.pid}.partial`)
    try {
      const file = await open(partial, 'w')
      try {
        await file.writeFile(encode(units, numbers))
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(partial, join(this.folder, `${name}.bin`))
    } catch (error) {
      await rm(partial, { force: true })
      throw error
    }
    const folder = await open(this.folder, 'r')
    await folder.sync().finally(() => folder.close())
  }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

function encode(units: readonly string[], numbers: Float64Array): Buffer {
  const head = Buffer.from(`${MAGIC}${JSON.stringify(units)}\n`)
  const body = Buffer.alloc(8 * numbers.length)
  numbers.forEach((value, k) => {
    body.writeDoubleLE(value, 8 * k)
  })
  const sum = createHash('sha256').update(head).update(body).digest()
  return Buffer.concat([head, body, sum])
}

function decode(file: Buffer): { units: string[]; numbers: Float64Array } | null {
  const sum = file.subarray(file.length - CHECKSUM)
  const content = file.subarray(0, file.length - CHECKSUM)
  if (file.length < CHECKSUM || !createHash('sha256').update(content).digest().equals(sum)) return null
  if (!content.toString('latin1', 0, MAGIC.length).startsWith(MAGIC)) return null
  const end = content.indexOf('\n', MAGIC.length)
  const units = JSON.parse(content.toString('utf8', MAGIC.length, end)) as string[]
  const body = content.subarray(end + 1)
  const numbers = Float64Array.from({ length: body.length / 8 }, (_, k) => body.readDoubleLE(8 * k))
  return { units, numbers }
}
