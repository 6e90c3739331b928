import { compile as assemble } from 'watr'
import { kernelCode } from '../compile.ts'
import type { FormOptions } from '../generate/form.ts'
import type { Layout } from '../layout.ts'
import type { Program } from '../program.ts'
import { KernelTooLarge } from '../too-large.ts'
import { uniforms, uniformsPair } from './philox.ts'
import { functionText } from './print.ts'

/** A program compiled to WebAssembly. One `WebAssembly.Module` made from `bytes` serves any number of `Lanes`. */
export interface Kernel {
  /** The module as text. */
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
  const wat = ['(module', '(memory (export "memory") 0)', ...[...random, ...functions].map(functionText), ')'].join(
    '\n',
  )
  return { wat, bytes: assembled(wat), layout }
}

/** The assembler keeps a whole function on its stack. */
function assembled(wat: string): Uint8Array {
  try {
    return assemble(wat)
  } catch (error) {
    if (error instanceof RangeError) throw new KernelTooLarge('one step of this program has too many operations')
    throw error
  }
}
