import type { KernelFunction, KernelStatement } from '../code/instruction.ts'
import { reads } from '../code/walk.ts'
import { advance, get, int, put } from '../code/words.ts'
import type { WantedValue } from '../schedule.ts'
import type { GenerationContext } from './context.ts'
import { computation, finished, moreSteps, nextStep, rowAddress, startTime } from './frame.ts'

/** `common` computes what steps `from` + 1 ... `to` have in common for all tiles. */
export function commonFunction(context: GenerationContext): KernelFunction {
  const own: GenerationContext = { ...context, constants: new Map(), stepValues: new Map() }
  const targets = [...context.stepValues.keys()].map(
    (node): WantedValue => ({ node, shape: 'scalar', state: null, watched: false, offset: 0 }),
  )
  const { values, locals, body } = computation(own, targets, new Map())
  const loop: KernelStatement[] = [...body]
  for (const [node, place] of context.stepValues) {
    const number = values.number(node, 0, loop)
    loop.push(['storeSame', get('$at'), 8 * place, number])
  }
  if (loop.some((statement) => reads(statement, '$row'))) loop.unshift(rowAddress(own, locals))
  const start = startTime(locals)
  locals.declare('$at', 'i32')
  const params = [
    ['$from', 'i64'],
    ['$to', 'i64'],
  ] as const
  return finished({ name: 'common', params }, own, locals, [
    ...start,
    put('$at', int(context.common)),
    ['loop', '$time', [...nextStep(), ...loop, advance('$at', 8 * context.stepValues.size)], moreSteps],
  ])
}
