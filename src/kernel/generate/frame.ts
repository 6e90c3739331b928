import type { Node } from '../../lang/node.ts'
import type { KernelFunction, KernelStatement } from '../code/instruction.ts'
import { i32, i64 } from '../code/scalars.ts'
import { add, get, put, set } from '../code/words.ts'
import { computed } from '../roots.ts'
import { schedule, type WantedValue } from '../schedule.ts'
import { Body } from './body.ts'
import type { GenerationContext } from './context.ts'
import { Locals } from './locals.ts'
import { Values } from './values.ts'

/** Locals with a meaning of their own; no node may take their names. */
const RESERVED = [
  ...['tile', 'from', 'to', 'step', 't', 'row', 'common', 'at', 'k', 'p', 'q', 'k8'],
  ...['seeds', 'died', 'alive', 'watch', 'total', 'sum', 'item'],
]

/** The vectors of a tile by their numbers. */
export const vectorsOf = (context: GenerationContext): number[] => Array.from({ length: context.vectors }, (_, v) => v)

/** The computation of some targets, to be put into a function: its statements, and what they need. */
export function computation(
  context: GenerationContext,
  targets: readonly WantedValue[],
  hints: ReadonlyMap<Node, string>,
) {
  const given = (node: Node) => context.constants.has(node) || context.stepValues.has(node)
  const roots = targets.map((target) => target.node)
  const plan = schedule(targets, given)
  const locals = new Locals()
  for (const name of RESERVED) locals.name(name)
  const values = new Values(context, locals, plan, hints, computed(roots, given), roots)
  const body = new Body(values).write(plan)
  context.used.scratch = Math.max(context.used.scratch, plan.scratch)
  return { values, locals, body }
}

/** A function without results; notes how many locals it has. */
export function finished(
  { name, params }: Pick<KernelFunction, 'name' | 'params'>,
  context: GenerationContext,
  locals: Locals,
  body: readonly KernelStatement[],
): KernelFunction {
  context.used.locals = Math.max(context.used.locals, locals.list.length)
  return { name, params, locals: locals.list, body, results: [], values: [] }
}

/** Before the first of some steps: `$step` and, as a number, `$t` are `$from`. */
export function startTime(locals: Locals): KernelStatement[] {
  locals.declare('$step', 'i64')
  locals.declare('$t')
  return [put('$step', get('$from')), set('$t', ['fromStep', get('$from')])]
}

/** At the beginning of each step. */
export const nextStep = (): KernelStatement[] => [put('$step', i64.add('$step', 1)), set('$t', add('$t', 1))]

/** Whether there is another step. */
export const moreSteps = i64.less('$step', '$to')

/** The address of this step's row within a table. */
export function rowAddress(context: GenerationContext, locals: Locals): KernelStatement {
  locals.declare('$row', 'i32')
  return put('$row', i32.mul(i32.low(i64.sub('$step', 1)), context.dimension * 8))
}
