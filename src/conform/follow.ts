import { Batch } from '../kernel/batch.ts'
import { compileKernel } from '../kernel/compile.ts'
import { Lanes } from '../kernel/lanes.ts'
import type { Lane, Program } from '../kernel/program.ts'
import { KernelTooLarge } from '../kernel/too-large.ts'
import { Deviation, type Yardstick } from './deviation.ts'

/** Runs a program with some lane parameters over the first steps of a trace: one deviation for each. */
export type Follow = (params: readonly (readonly number[])[], steps: number) => Deviation[]

/** What runs lanes step by step; a kernel and a batch do it with the same bits. */
type Executor = (lanes: readonly Lane[]) => Pick<Lanes, 'advance' | 'state'>

/** Coordinate-steps from which a kernel is worth its compilation. Measured: at a tenth of this, searches take a quarter longer. */
const WORTH_COMPILING = 40_000

/** @param work expected number of coordinate-steps of all lanes */
export function follower(program: Program, work: number, stick: Yardstick, tolerance: number): Follow {
  const start: Executor = (work < WORTH_COMPILING ? null : compiled(program)) ?? ((lanes) => new Batch(program, lanes))
  return (params, steps) => {
    const found = params.map(() => new Deviation(stick, tolerance))
    const group = start(params.map((one) => ({ params: one, seed: 0 })))
    for (let t = 1; t <= steps; t++) {
      group.advance(t)
      const x = group.state('x')
      found.forEach((deviation, k) => {
        deviation.add(t, x, k * stick.dimension)
      })
    }
    return found
  }
}

/** Coordinates in a loop: the code is shorter, and so compiled sooner, than with every coordinate written out. */
function compiled(program: Program): Executor | null {
  try {
    const { bytes, layout } = compileKernel(program, { mode: 'memory' })
    const module = new WebAssembly.Module(bytes as BufferSource)
    return (lanes) => new Lanes(module, layout, lanes)
  } catch (error) {
    if (error instanceof KernelTooLarge) return null
    throw error
  }
}
