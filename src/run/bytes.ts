import { endianness } from 'node:os'

const swapped = endianness() === 'BE'

/** Numbers as little-endian doubles. Every NaN becomes the same one: the bits of a NaN differ between machines. */
export function toBytes(numbers: ArrayLike<number>): Buffer {
  const copy = new Float64Array(numbers)
  for (let k = 0; k < copy.length; k++) if (Number.isNaN(copy[k])) copy[k] = Number.NaN
  const bytes = Buffer.from(copy.buffer)
  return swapped ? bytes.swap64() : bytes
}

/** The numbers of `toBytes`; a rest of less than 8 bytes is left out. */
export function fromBytes(bytes: Uint8Array): Float64Array {
  const numbers = new Float64Array(Math.floor(bytes.length / 8))
  const copy = Buffer.from(numbers.buffer)
  copy.set(bytes.subarray(0, copy.length))
  if (swapped) copy.swap64()
  return numbers
}
