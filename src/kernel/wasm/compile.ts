import { kernelCode } from '../compile.ts'
import type { FormOptions } from '../generate/form.ts'
import type { Layout } from '../layout.ts'
import type { Program } from '../program.ts'
import { assemble } from './assemble.ts'
import { uniforms, uniformsPair } from './philox.ts'
import { functionText } from './print.ts'

/** A program compiled to WebAssembly. One `WebAssembly.Module` made from `bytes` serves any number of `Lanes`. */
export interface Kernel {
  /** The module as text, printed when it is asked for. */
  readonly wat: string
  readonly bytes: Uint8Array
  readonly layout: Layout
}

/** V8 refuses functions with more than 50 000 locals. */
const MOST_LOCALS = 50_000

/**
 * Compiles a program to WebAssembly with 128-bit SIMD, two lanes to a vector, all steps between two recording points in one
 * call. The result's bits are those of `interpret`, whatever the options.
 *
 * @throws KernelTooLarge if a step has too many operations for one function
 */
export function compileKernel(program: Program, options: FormOptions = {}): Kernel {
  const { functions, layout, used } = kernelCode(program, MOST_LOCALS, options)
  const random = [...(used.draws ? [uniforms()] : []), ...(used.drawPairs ? [uniformsPair()] : [])]
  const all = [...random, ...functions]
  return {
    get wat() {
      return ['(module', '(memory (export "memory") 0)', ...all.map(functionText), ')'].join('\n')
    },
    bytes: assemble(all, { memory: true }),
    layout,
  }
}
