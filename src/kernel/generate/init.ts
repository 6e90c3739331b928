import type { KernelFunction, KernelStatement } from '../code/instruction.ts'
import { get, store } from '../code/words.ts'
import type { WantedValue } from '../schedule.ts'
import type { GenerationContext } from './context.ts'
import { computation, finished, vectorsOf } from './frame.ts'

/** `init_tile` sets the states and lane constants of a tile. */
export function initFunction(context: GenerationContext, targets: readonly WantedValue[]): KernelFunction {
  const { values, locals, body } = computation(context, targets, new Map())
  const stores: KernelStatement[] = []
  for (const target of targets) {
    if (target.shape === 'vector') continue
    for (const v of vectorsOf(context)) {
      stores.push(store(get('$tile'), target.offset + 16 * v, values.number(target.node, v, stores)))
    }
  }
  return finished({ name: 'init_tile', params: [['$tile', 'i32']] }, context, locals, [
    ...values.prologue,
    ...body,
    ...stores,
  ])
}
