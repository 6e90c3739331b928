import { philox4x32 } from '../kernel/random/philox.ts'

/** Key word of the bootstrap's random numbers: none of the streams from which experiments draw. */
const RESAMPLING = 0x626f6f74

/** Sets drawn last. A suite of claims and its controls ask for the same few sets hundreds of times. */
const drawn = new Map<string, readonly Uint32Array[]>()
const KEPT = 32

/**
 * Which of n replicates a bootstrap draws, with replacement: `count` lists of n indices. A function of its arguments
 * alone, through the counter-based generator, so equal inputs give equal bits on any machine. An index deviates from the
 * uniform law by n / 2^32 at most.
 *
 * @param n number of replicates, from 1
 * @param count number of resamples
 * @param seed u32
 * @param set u32; different sets of resamples with one seed are independent
 * @returns lists to read, not to write: equal arguments may be given the very same ones
 */
export function resampleIndices(n: number, count: number, seed: number, set = 0): readonly Uint32Array[] {
  const key = `${n} ${count} ${seed} ${set}`
  const known = drawn.get(key)
  if (known) return known
  const lists = Array.from({ length: count }, (_, resample) => draw(n, resample, seed, set))
  const oldest = drawn.keys().next().value
  if (drawn.size >= KEPT && oldest !== undefined) drawn.delete(oldest)
  drawn.set(key, lists)
  return lists
}

function draw(n: number, resample: number, seed: number, set: number): Uint32Array {
  const indices = new Uint32Array(n)
  for (let block = 0; 4 * block < n; block++) {
    const words = philox4x32([resample, block, set, 0], [seed, RESAMPLING])
    // A typed array ignores what is written past its end.
    for (const [k, word] of words.entries()) indices[4 * block + k] = Math.floor((word / 2 ** 32) * n)
  }
  return indices
}
