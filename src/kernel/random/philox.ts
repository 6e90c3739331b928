/** Four, or two, unsigned 32-bit words. */
export type Words4 = readonly [number, number, number, number]
export type Words2 = readonly [number, number]

/** Multipliers and key increments of Philox4x32. */
export const MULTIPLIERS = [0xd2511f53, 0xcd9e8d57] as const
export const KEY_INCREMENTS = [0x9e3779b9, 0xbb67ae85] as const
export const ROUNDS = 10

/** Upper 32 bits of the product of two unsigned 32-bit words. */
function multiplyHigh(a: number, b: number): number {
  const aHigh = a >>> 16
  const aLow = a & 0xffff
  const bHigh = b >>> 16
  const bLow = b & 0xffff
  const middle = aHigh * bLow + ((aLow * bLow) >>> 16)
  const carry = aLow * bHigh + (middle & 0xffff)
  return (aHigh * bHigh + Math.floor(middle / 65536) + Math.floor(carry / 65536)) >>> 0
}

/**
 * Philox4x32-10: a bijection of the counter for each key, of cryptographic form.
 * Source: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3" (SC11), and its Random123 vectors.
 */
export function philox4x32(counter: Words4, key: Words2): Words4 {
  let [c0, c1, c2, c3] = counter
  let [k0, k1] = key
  for (let round = 0; round < ROUNDS; round++) {
    const high0 = multiplyHigh(MULTIPLIERS[0], c0)
    const low0 = Math.imul(MULTIPLIERS[0], c0) >>> 0
    const high1 = multiplyHigh(MULTIPLIERS[1], c2)
    const low1 = Math.imul(MULTIPLIERS[1], c2) >>> 0
    c0 = (high1 ^ c1 ^ k0) >>> 0
    c1 = low1
    c2 = (high0 ^ c3 ^ k1) >>> 0
    c3 = low0
    k0 = (k0 + KEY_INCREMENTS[0]) >>> 0
    k1 = (k1 + KEY_INCREMENTS[1]) >>> 0
  }
  return [c0, c1, c2, c3]
}

/**
 * The uniform random number in (0, 1) that belongs to a seed (u32), a stream (u32), a step (integer, 0 to 2^53 - 1), a
 * coordinate (u32) and the number (u32) of the draw within that step and coordinate. A multiple of 2^-53, except that 0 is
 * replaced by 2^-54, so that its logarithm exists. Two consecutive numbers (even, odd) share one block of Philox.
 */
export function uniform(seed: number, stream: number, step: number, coordinate: number, number: number): number {
  const words = philox4x32([step >>> 0, Math.floor(step / 2 ** 32), coordinate, number >>> 1], [seed, stream])
  const [a, b] = number % 2 === 0 ? [words[0], words[1]] : [words[2], words[3]]
  return Math.max(((a >>> 5) * 2 ** 26 + (b >>> 6)) * 2 ** -53, 2 ** -54)
}
