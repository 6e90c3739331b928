import { uniform } from '../../src/kernel/random/philox.ts'

/** Independent random numbers of one simulation, a function of its seed alone. */
export class Draws {
  private next = 0
  private readonly seed: number

  constructor(seed: number) {
    this.seed = seed
  }

  uniform(): number {
    return uniform(this.seed, 77, this.next++, 0, 0)
  }

  exponential(): number {
    return -Math.log(this.uniform())
  }

  normal(): number {
    return Math.sqrt(2 * this.exponential()) * Math.cos(2 * Math.PI * this.uniform())
  }

  /** P(X > x) = x^-index, x >= 1; its mean is index / (index - 1). */
  pareto(index: number): number {
    return this.uniform() ** (-1 / index)
  }

  many(n: number, draw: () => number): number[] {
    return Array.from({ length: n }, draw)
  }
}

/** Share of `experiments` simulated ones in which something happened. */
export function frequency(experiments: number, happens: (experiment: number) => boolean): number {
  let count = 0
  for (let k = 0; k < experiments; k++) if (happens(k)) count++
  return count / experiments
}
