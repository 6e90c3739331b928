import type { Layout } from '../layout.ts'
import type { Target } from '../target.ts'
import { compileKernel } from './compile.ts'
import { Lanes } from './lanes.ts'

interface Code {
  readonly module: WebAssembly.Module
  readonly layout: Layout
}

/** WebAssembly with 128-bit SIMD: the reference, and on every machine. */
export const wasm: Target = {
  name: 'wasm',
  prepare(program, options) {
    const { bytes, layout } = compileKernel(program, options)
    const code: Code = { module: new WebAssembly.Module(bytes as BufferSource), layout }
    return { target: 'wasm', code }
  },
  open({ code }, lanes) {
    const { module, layout } = code as Code
    return new Lanes(module, layout, lanes)
  },
}
