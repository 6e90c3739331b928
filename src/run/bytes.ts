const swapped = new Uint8Array(Uint16Array.of(1).buffer)[0] === 0

/** Numbers as little-endian doubles. Every NaN becomes the same one: the bits of a NaN differ between machines. */
export function toBytes(numbers: ArrayLike<number>): Uint8Array {
  const copy = new Float64Array(numbers)
  for (let k = 0; k < copy.length; k++) if (Number.isNaN(copy[k])) copy[k] = Number.NaN
  return littleEndian(new Uint8Array(copy.buffer))
}

/** The numbers of `toBytes`; a rest of less than 8 bytes is left out. */
export function fromBytes(bytes: Uint8Array): Float64Array {
  const numbers = new Float64Array(Math.floor(bytes.length / 8))
  const copy = new Uint8Array(numbers.buffer)
  copy.set(bytes.subarray(0, copy.length))
  littleEndian(copy)
  return numbers
}

/** Turns the bytes of doubles from this machine's order into the one of files, or back, in place. */
function littleEndian(bytes: Uint8Array): Uint8Array {
  if (swapped) for (let at = 0; at < bytes.length; at += 8) bytes.subarray(at, at + 8).reverse()
  return bytes
}

export function concatenated(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

export const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, k) => byte === b[k])

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

export function toHex(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += HEX[byte]
  return text
}

/** The bytes of a text in hex; null if it is none. */
export function fromHex(text: string): Uint8Array | null {
  if (!/^(?:[0-9a-f]{2})*$/i.test(text)) return null
  return Uint8Array.from({ length: text.length / 2 }, (_, k) => Number.parseInt(text.slice(2 * k, 2 * k + 2), 16))
}
