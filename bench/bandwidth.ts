import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { quantile } from 'simple-statistics'
import type { Place } from './entrants.ts'
import { program } from './process.ts'
import { compileAnchor } from './toolchain.ts'

/** Three arrays of 128 MB. */
const NUMBERS = 2 ** 24

/** Gigabytes that one thread moves in a second, reading two arrays and writing a third (24 bytes a number). */
export async function bandwidth({ root, scratch }: Place, rounds: number): Promise<number> {
  const rows = join(scratch, 'stream.bin')
  writeFileSync(rows, Float64Array.of(0))
  const task = { rows, lanes: 1, columns: 1, dimension: NUMBERS }
  const triad = program('triad', [compileAnchor(root, 'stream', 'C native', scratch)], task, scratch)
  try {
    const speeds: number[] = []
    for (let round = 0; round < rounds; round++) speeds.push((24 * NUMBERS * 4) / (await triad.run(4)))
    return quantile(speeds, 0.5)
  } finally {
    await triad.stop()
  }
}
