import { uniform } from '../kernel/random/philox.ts'

/** The random gradient that a seed has at a step: either sign, magnitudes over three decades. Coordinates count from 1. */
export function randomGradient(seed: number, step: number, coordinate: number): number {
  const magnitude = 10 ** (3 * uniform(seed, 0, step, coordinate, 0) - 1.5)
  return uniform(seed, 0, step, coordinate, 1) < 0.5 ? -magnitude : magnitude
}

/** The random start that a seed has: in (-1, 1) at every coordinate. */
export const randomStart = (seed: number, coordinate: number): number => 2 * uniform(seed, 1, 0, coordinate, 0) - 1
