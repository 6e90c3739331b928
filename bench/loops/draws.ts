import { philox4x32, type Words4 } from '../../src/kernel/random/philox.ts'

/** The block of random words of a step and a coordinate. */
export const draw = (seed: number, stream: number, step: number, coordinate: number): Words4 =>
  philox4x32([step, 0, coordinate, 0], [seed, stream])

/** The uniform number that two words make. */
export const unit = (a: number, b: number): number => Math.max(((a >>> 5) * 2 ** 26 + (b >>> 6)) * 2 ** -53, 2 ** -54)
