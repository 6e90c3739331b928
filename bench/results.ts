import type { Memory, StartUp } from './commands.ts'
import type { Comparison } from './compare.ts'
import type { Machine } from './machine.ts'
import type { Scaling } from './scaling.ts'
import type { Workload } from './workloads.ts'

/** What is written to `bench/results.json`; parts that were not asked for are left out. */
export interface Results {
  readonly schema: 'adam-lab/bench/1'
  readonly quick: boolean
  /** Rounds of which each number is the median. */
  readonly rounds: number
  readonly machine: Machine
  /** What could not be compared with, in sentences. */
  readonly missing: readonly string[]
  /** Gigabytes a second. */
  readonly bandwidth?: number
  readonly workloads: readonly Measured[]
  readonly scaling?: readonly Scaling[]
  /** Speed of two workers over one. */
  readonly workers?: number
  readonly memory?: readonly Memory[]
  readonly startUp?: readonly StartUp[]
}

export interface Measured extends Comparison, Pick<Workload, 'id' | 'title' | 'targets' | 'bytes'> {}
