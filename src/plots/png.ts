/** CRC-32 of PNG chunks (ISO 3309), bit by bit: pictures here are small. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return (crc ^ 0xffffffff) >>> 0
}

/** Adler-32 (RFC 1950). */
function adler32(bytes: Uint8Array): number {
  let [a, b] = [1, 0]
  for (const byte of bytes) {
    a = (a + byte) % 65521
    b = (b + a) % 65521
  }
  return b * 65536 + a
}

const u32 = (n: number): number[] => [n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255]

/** Concatenation without spreading large arrays over the stack. */
function join(parts: readonly (Uint8Array | readonly number[])[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    joined.set(part, at)
    at += part.length
  }
  return joined
}

/** zlib (RFC 1950) with stored blocks (RFC 1951, 3.2.4): larger than deflated, but exact and the same everywhere. */
function stored(bytes: Uint8Array): Uint8Array {
  const parts: (Uint8Array | number[])[] = [[0x78, 0x01]]
  for (let at = 0; at < bytes.length; at += 65535) {
    const block = bytes.subarray(at, at + 65535)
    const n = block.length
    parts.push([at + n >= bytes.length ? 1 : 0, n & 255, n >>> 8, ~n & 255, (~n >>> 8) & 255], block)
  }
  return join([...parts, u32(adler32(bytes))])
}

function chunk(type: string, data: Uint8Array | readonly number[]): Uint8Array {
  const body = join([Array.from(type, (c) => c.charCodeAt(0)), data])
  return join([u32(data.length), body, u32(crc32(body))])
}

/**
 * A PNG of indexed colours (W3C PNG, colour type 3).
 * @param pixels row by row from the top left, indices into `palette`
 * @param palette at most 256 colours as bytes red, green, blue, alpha
 */
export function encodePng(
  width: number,
  height: number,
  pixels: Uint8Array,
  palette: readonly (readonly number[])[],
): Uint8Array<ArrayBuffer> {
  const rows = new Uint8Array(height * (width + 1))
  for (let y = 0; y < height; y++) rows.set(pixels.subarray(y * width, (y + 1) * width), y * (width + 1) + 1)
  return join([
    [137, 80, 78, 71, 13, 10, 26, 10],
    chunk('IHDR', [...u32(width), ...u32(height), 8, 3, 0, 0, 0]),
    chunk(
      'PLTE',
      palette.flatMap((c) => c.slice(0, 3)),
    ),
    chunk(
      'tRNS',
      palette.map((c) => c[3] ?? 255),
    ),
    chunk('IDAT', stored(rows)),
    chunk('IEND', []),
  ])
}

/** A `data:` address of a PNG. */
export function pngUri(png: Uint8Array): string {
  let binary = ''
  for (const byte of png) binary += String.fromCharCode(byte)
  return `data:image/png;base64,${btoa(binary)}`
}
