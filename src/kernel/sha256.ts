const PRIMES: readonly number[] = [
  2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107, 109,
  113, 127, 131, 137, 139, 149, 151, 157, 163, 167, 173, 179, 181, 191, 193, 197, 199, 211, 223, 227, 229, 233, 239,
  241, 251, 257, 263, 269, 271, 277, 281, 283, 293, 307, 311,
]

/** floor(2^32 n^(1/root)) mod 2^32, exactly: the largest r with r^root <= n 2^(32 root). */
function fraction(n: number, root: bigint): number {
  const target = BigInt(n) << (32n * root)
  let r = 0n
  for (let bit = 1n << 36n; bit > 0n; bit >>= 1n) if ((r + bit) ** root <= target) r += bit
  return Number(r & 0xffffffffn)
}

const ROUND = Uint32Array.from(PRIMES, (prime) => fraction(prime, 3n))
const START = Uint32Array.from(PRIMES.slice(0, 8), (prime) => fraction(prime, 2n))

const rotate = (word: number, by: number): number => (word >>> by) | (word << (32 - by))

/** SHA-256 in hexadecimal, for places that have neither Node's nor the browser's (which is asynchronous). Source: FIPS 180-4. */
export function sha256(message: Uint8Array): string {
  const length = 64 * Math.ceil((message.length + 9) / 64)
  const padded = new Uint8Array(length)
  padded.set(message)
  padded[message.length] = 0x80
  const view = new DataView(padded.buffer)
  view.setBigUint64(length - 8, BigInt(message.length) * 8n)
  const hash = START.slice()
  const w = new Uint32Array(64)
  const word = (index: number): number => w[index] as number
  for (let block = 0; block < length; block += 64) {
    for (let k = 0; k < 16; k++) w[k] = view.getUint32(block + 4 * k)
    for (let k = 16; k < 64; k++) {
      const s0 = rotate(word(k - 15), 7) ^ rotate(word(k - 15), 18) ^ (word(k - 15) >>> 3)
      const s1 = rotate(word(k - 2), 17) ^ rotate(word(k - 2), 19) ^ (word(k - 2) >>> 10)
      w[k] = word(k - 16) + s0 + word(k - 7) + s1
    }
    let [a, b, c, d, e, f, g, h] = hash as unknown as [number, number, number, number, number, number, number, number]
    for (let k = 0; k < 64; k++) {
      const t1 =
        (h + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) + ((e & f) ^ (~e & g)) + (ROUND[k] as number) + word(k)) | 0
      const t2 = ((rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0
      h = g
      g = f
      f = e
      e = (d + t1) | 0
      d = c
      c = b
      b = a
      a = (t1 + t2) | 0
    }
    for (const [k, value] of [a, b, c, d, e, f, g, h].entries()) hash[k] = (hash[k] as number) + value
  }
  return [...hash].map((value) => value.toString(16).padStart(8, '0')).join('')
}
