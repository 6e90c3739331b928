import type { FormOptions } from '../../src/kernel/generate/form.ts'
import type { Lane, Program } from '../../src/kernel/program.ts'
import { compileKernel, type Kernel } from '../../src/kernel/wasm/compile.ts'
import { Lanes } from '../../src/kernel/wasm/lanes.ts'

export const moduleOf = (kernel: Kernel): WebAssembly.Module => new WebAssembly.Module(kernel.bytes as BufferSource)

export function start(program: Program, lanes: readonly Lane[], options: FormOptions = {}): Lanes {
  const kernel = compileKernel(program, options)
  return new Lanes(moduleOf(kernel), kernel.layout, lanes)
}

/** Everything that can be seen of some lanes. */
export function visible(program: Program, lanes: Lanes): Record<string, number[]> {
  const seen: Record<string, number[]> = { divergedAt: [...lanes.divergedAt] }
  for (const name of Object.keys(program.step.outputs)) seen[`output ${name}`] = [...lanes.output(name)]
  for (const { name } of program.states) seen[`state ${name}`] = [...lanes.state(name)]
  return seen
}
