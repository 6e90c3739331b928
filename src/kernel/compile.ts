import { chooseMode, chooseVectors, type FormOptions } from './generate/form.ts'
import { generate, type KernelCode } from './generate/generate.ts'
import { resolvePicks, scalarize } from './lower.ts'
import { reducePowers } from './powers.ts'
import type { Program } from './program.ts'
import { stepOperations } from './roots.ts'
import { KernelTooLarge } from './too-large.ts'

/**
 * A program as the instructions of a kernel, in the form that suits it: coordinates in locals or in memory, one or more vectors side
 * by side. Its results have the bits of `interpret`, whatever the form.
 *
 * @param mostLocals how many locals a function of the target may have
 * @throws KernelTooLarge if a step has too many operations for one function
 */
export function kernelCode(source: Program, mostLocals: number, options: FormOptions = {}): KernelCode {
  const program = reducePowers(source)
  const mode = options.mode ?? chooseMode(program)
  const lowered = mode === 'unrolled' ? scalarize(program) : resolvePicks(program)
  const vectors = options.vectors ?? chooseVectors(lowered, mode, options.lanes ?? Number.POSITIVE_INFINITY)
  const operations = stepOperations(lowered)
  const made = operations * vectors <= mostLocals ? generate(program, lowered, mode, vectors) : null
  if (made && made.used.locals <= mostLocals) return made
  if (options.mode === undefined && mode === 'unrolled' && program.dimension > 1) {
    return kernelCode(source, mostLocals, { ...options, mode: 'memory' })
  }
  if (options.vectors === undefined && vectors > 1) return kernelCode(source, mostLocals, { ...options, vectors: 1 })
  throw new KernelTooLarge(`one step of this program has ${operations} operations, too many for one function`)
}
