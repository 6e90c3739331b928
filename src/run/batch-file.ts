import { createHash } from 'node:crypto'
import { fromBytes, toBytes } from './bytes.ts'

const MAGIC = 'adam-lab/batch/1\n'
const CHECKSUM = 32

/** Finished units, the same number of numbers each. */
export interface StoredBatch {
  readonly units: readonly string[]
  readonly numbers: Float64Array
}

/** The name of a batch follows from its units, so whoever computes them again writes the same file. */
export function batchName(units: readonly string[]): string {
  return `${createHash('sha256').update(units.join('\n')).digest('hex').slice(0, 32)}.bin`
}

/** A line that names the format, a line of JSON with the ids, little-endian doubles, and a sha256 of all that. */
export function encodeBatch({ units, numbers }: StoredBatch): Buffer {
  const content = Buffer.concat([Buffer.from(`${MAGIC}${JSON.stringify(units)}\n`), toBytes(numbers)])
  return Buffer.concat([content, createHash('sha256').update(content).digest()])
}

/** The batch in a file, or null if the file is not exactly what was written. */
export function decodeBatch(file: Buffer): StoredBatch | null {
  if (file.length < MAGIC.length + CHECKSUM) return null
  const content = file.subarray(0, file.length - CHECKSUM)
  const sum = createHash('sha256').update(content).digest()
  if (!sum.equals(file.subarray(content.length)) || content.toString('latin1', 0, MAGIC.length) !== MAGIC) return null
  const end = content.indexOf('\n', MAGIC.length)
  const units = JSON.parse(content.toString('utf8', MAGIC.length, end)) as string[]
  return { units, numbers: fromBytes(content.subarray(end + 1)) }
}
