import { compileKernel } from '../src/kernel/wasm/compile.ts'
import { Lanes } from '../src/kernel/wasm/lanes.ts'
import { type Contestant, timed } from './contestant.ts'
import type { Page } from './page.ts'

/**
 * This project's kernel on the runs of a page. What is timed is `advance`; lanes are made before.
 *
 * @param states names of the program's states that are compared
 */
export function kernel({ variant, lanes }: Page, states: readonly string[], name = 'adam-lab'): Contestant {
  const { bytes, layout } = compileKernel(variant.program, { lanes: lanes.length })
  const module = new WebAssembly.Module(bytes as BufferSource)
  let group: Lanes | null = null
  return {
    name,
    run(steps) {
      const own = new Lanes(module, layout, lanes)
      group = own
      return timed(() => own.advance(steps))
    },
    values: async () => joined(states.map((state) => group?.state(state) ?? new Float64Array())),
    stop: async () => {
      group = null
    },
  }
}

/** Arrays one after the other. */
export function joined(parts: readonly Float64Array[]): Float64Array {
  const whole = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
