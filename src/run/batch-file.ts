import { concatenated, fromBytes, sameBytes, toBytes, toHex } from './bytes.ts'
import type { System } from './system.ts'

const MAGIC = 'adam-lab/batch/1\n'
const CHECKSUM = 32
const NEW_LINE = 10

const encoder = new TextEncoder()
const decoder = new TextDecoder()

type Hashing = Pick<System, 'sha256'>

/** Finished units, the same number of numbers each. */
export interface StoredBatch {
  readonly units: readonly string[]
  readonly numbers: Float64Array
}

/** The name of a batch follows from its units, so whoever computes them again writes the same file. */
export function batchName(units: readonly string[], system: Hashing): string {
  return `${toHex(sumOf(encoder.encode(units.join('\n')), system)).slice(0, 32)}.bin`
}

/** A line that names the format, a line of JSON with the ids, little-endian doubles, and a sha256 of all that. */
export function encodeBatch({ units, numbers }: StoredBatch, system: Hashing): Uint8Array {
  const content = concatenated([encoder.encode(`${MAGIC}${JSON.stringify(units)}\n`), toBytes(numbers)])
  return concatenated([content, sumOf(content, system)])
}

/** The batch in a file, or null if the file is not exactly what was written. */
export function decodeBatch(file: Uint8Array, system: Hashing): StoredBatch | null {
  if (file.length < MAGIC.length + CHECKSUM) return null
  const content = file.subarray(0, file.length - CHECKSUM)
  const known = sameBytes(content.subarray(0, MAGIC.length), encoder.encode(MAGIC))
  if (!known || !sameBytes(sumOf(content, system), file.subarray(content.length))) return null
  const end = content.indexOf(NEW_LINE, MAGIC.length)
  const units = JSON.parse(decoder.decode(content.subarray(MAGIC.length, end))) as string[]
  return { units, numbers: fromBytes(content.subarray(end + 1)) }
}

function sumOf(content: Uint8Array, system: Hashing): Uint8Array {
  const hash = system.sha256()
  hash.update(content)
  return hash.digest()
}
