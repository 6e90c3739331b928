import { Batch } from '../kernel/batch.ts'
import type { Lane, Program } from '../kernel/program.ts'
import { defaultTarget, openLanes } from '../kernel/targets.ts'
import { KernelTooLarge } from '../kernel/too-large.ts'
import { Deviation, type Yardstick } from './deviation.ts'

/**
 * Runs a program with some lane parameters over the first steps of a trace: one deviation for each, up to where it has become
 * hopeless. It ends where all have; `reached` is then less than `steps`.
 */
export type Follow = (
  params: readonly (readonly number[])[],
  steps: number,
) => { readonly deviations: Deviation[]; readonly reached: number }

export type Hopeless = (deviation: Deviation) => boolean

/** What runs lanes step by step; a kernel and a batch do it with the same bits. */
interface Group {
  advance(to: number): void
  readState(name: string, lane: number, values: Float64Array): void
}

type Executor = (lanes: readonly Lane[]) => Group

/** Coordinate-steps from which a kernel is worth its compilation. Measured: at a tenth of this, searches take a quarter longer. */
const WORTH_COMPILING = 40_000

/** @param work expected number of coordinate-steps of all lanes */
export function follower(
  program: Program,
  work: number,
  stick: Yardstick,
  tolerance: number,
  hopeless: Hopeless = () => false,
): Follow {
  const start: Executor = (work < WORTH_COMPILING ? null : compiled(program)) ?? ((lanes) => new Batch(program, lanes))
  return (params, steps) => {
    const deviations = params.map(() => new Deviation(stick, tolerance))
    const group = start(params.map((one) => ({ params: one, seed: 0 })))
    const x = new Float64Array(stick.dimension)
    let reached = 0
    let hopeful = [...deviations.entries()]
    for (;;) {
      hopeful = hopeful.filter(([, deviation]) => !hopeless(deviation))
      if (reached === steps || hopeful.length === 0) break
      reached++
      group.advance(reached)
      for (const [lane, deviation] of hopeful) {
        group.readState('x', lane, x)
        deviation.add(reached, x)
      }
    }
    return { deviations, reached }
  }
}

/** Coordinates in a loop: the code is shorter, and so compiled sooner, than with every coordinate written out. */
function compiled(program: Program): Executor | null {
  try {
    const ready = defaultTarget.prepare(program, { mode: 'memory' })
    return (lanes) => openLanes(ready, lanes)
  } catch (error) {
    if (error instanceof KernelTooLarge) return null
    throw error
  }
}
