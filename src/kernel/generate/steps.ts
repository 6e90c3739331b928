import type { Node } from '../../lang/node.ts'
import type { KernelFunction, KernelStatement, Local, Scalar } from '../code/instruction.ts'
import { i32 } from '../code/scalars.ts'
import { reads } from '../code/walk.ts'
import { abs, advance, chain, eq, get, int, le, load, put, set, store } from '../code/words.ts'
import type { State, Step } from '../program.ts'
import { computed } from '../roots.ts'
import type { WantedValue } from '../schedule.ts'
import { VANISHED } from '../vanished.ts'
import { commentOf } from './comment.ts'
import type { GenerationContext } from './context.ts'
import { divergenceLines, notFinite, sumLines } from './divergence.ts'
import { computation, finished, moreSteps, nextStep, rowAddress, startTime, vectorsOf } from './frame.ts'
import type { Values } from './values.ts'

function naming(states: readonly State[], step: Step, nodes: readonly Node[]): Map<Node, string> {
  const hints = new Map<Node, string>()
  states.forEach((state, index) => {
    const node = step.next[index]
    if (node && !hints.has(node)) hints.set(node, `${state.name}'`)
  })
  for (const node of nodes) {
    if (node.kind === 'param' || node.kind === 'state') hints.set(node, node.name)
    if (node.kind === 'draw') hints.set(node, `u${node.stream}_${node.number}`)
  }
  return hints
}

/** Other functions for the same steps that one of `stepsFunction` turns to. */
export interface Continuations {
  /**
   * The one with a test for divergence after each step: the function then tests after the last only, and if a lane did not stay finite
   * it stores nothing and has the steps done again. All states have to be in locals.
   */
  readonly careful: string | null
  /** Those for tiles of which some running products have vanished in all lanes, with the names of these states. */
  readonly late: readonly { readonly name: string; readonly vanished: readonly string[] }[]
}

export const NO_CONTINUATIONS: Continuations = { careful: null, late: [] }

/**
 * A function that runs steps `from` + 1 ... `to` of a tile; with `outputs`, those of the last of these steps are stored.
 */
export function stepsFunction(
  name: string,
  context: GenerationContext,
  states: readonly State[],
  step: Step,
  outputs: ReadonlyMap<string, number> | null,
  { careful, late }: Continuations = NO_CONTINUATIONS,
): KernelFunction {
  const targets = states.map((state, index): WantedValue => {
    const { name: place, shape, watched } = state
    return { node: step.next[index] as Node, shape, state: place, watched, offset: context.states.get(place) as number }
  })
  const results: WantedValue[] = []
  for (const [output, offset] of outputs ?? []) {
    const node = step.outputs[output]
    if (node) results.push({ node, shape: 'scalar', state: null, watched: false, offset })
  }
  const roots = [...targets, ...results].map((target) => target.node)
  const hints = naming(
    states,
    step,
    computed(roots, (node) => context.constants.has(node) || context.stepValues.has(node)),
  )
  const { values, locals, body } = computation(context, [...targets, ...results], hints)
  const vectors = vectorsOf(context)
  const scalars = targets.filter((target) => target.shape === 'scalar')
  const local = (base: Local, v: number) => locals.declare(values.vectorName(base, v))

  const loop: KernelStatement[] = [...body]
  for (const { node, offset } of results) {
    for (const v of vectors) loop.push(store(get('$tile'), offset + 16 * v, values.number(node, v, loop)))
  }
  loop.push(...replaceStates(scalars, values))
  const sum = (v: number) => local('$sum', v)
  loop.push(...(careful ? sumLines(states, values, sum) : divergenceLines(states, values)))
  if (loop.some((statement) => reads(statement, '$row'))) loop.unshift(rowAddress(context, locals))
  const before = startTime(locals)
  if (values.stepLoads.length > 0) {
    locals.declare('$common', 'i32')
    before.push(put('$common', int(context.common)))
    loop.push(advance('$common', 8 * context.stepValues.size))
  }
  loop.unshift(...nextStep(), ...values.stepLoads)

  const after: KernelStatement[] = []
  for (const v of vectors) {
    before.push(set(local('$died', v), load(get('$tile'), context.diverged + 16 * v)))
    before.push(set(local('$alive', v), eq(local('$died', v), 0)))
    after.push(store(get('$tile'), context.diverged + 16 * v, get(local('$died', v))))
    if (careful) before.push(set(sum(v), 0))
    if (loop.some((statement) => reads(statement, values.vectorName('$seeds', v)))) {
      before.push(set(local('$seeds', v), load(get('$tile'), context.seeds + 16 * v)))
    }
    for (const { state, offset } of scalars) {
      before.push(set(values.state(state as string, v), load(get('$tile'), offset + 16 * v)))
      after.push(store(get('$tile'), offset + 16 * v, get(values.state(state as string, v))))
    }
  }
  const anyAlive = chain(
    'or',
    vectors.map((v) => get(local('$alive', v))),
  )
  const remarks = states.map((state, index) => `${state.name} <- ${commentOf(step.next[index] as Node)}`)
  for (const [output] of outputs ?? []) {
    const node = step.outputs[output]
    if (node) remarks.push(`output ${output} = ${commentOf(node)}`)
  }
  const lost = careful ? notFinite(vectors, sum, (v) => local('$alive', v)) : null
  return finished({ name, params: PARAMS }, context, locals, [
    ...remarks.map((text): KernelStatement => ['remark', text]),
    ...late.map(({ name: other, vanished }) => goLate(other, vanished, context)),
    ...before,
    ...values.prologue,
    [
      'block',
      '$dead',
      [
        ['leave', '$dead', i32.isZero(['any', anyAlive])],
        ['loop', '$time', loop, moreSteps],
      ],
    ],
    ...(careful && lost ? [goElsewhere(careful, lost)] : []),
    ...after,
  ])
}

const PARAMS = [
  ['$tile', 'i32'],
  ['$from', 'i64'],
  ['$to', 'i64'],
] as const

/** The same steps of the same tile in another function, on a condition. */
const goElsewhere = (name: string, condition: Scalar): KernelStatement => [
  'if',
  condition,
  [['return', ['call', name, get('$tile'), get('$from'), get('$to')]]],
]

/** Goes on in another function if products have vanished in all lanes of the tile. */
function goLate(name: string, vanished: readonly string[], context: GenerationContext): KernelStatement {
  const small = vanished.flatMap((product) =>
    vectorsOf(context).map((v) =>
      le(abs(load(get('$tile'), (context.states.get(product) as number) + 16 * v)), VANISHED),
    ),
  )
  return goElsewhere(name, ['all', chain('and', small)])
}

/** All scalar states take their new values at once: one whose old value another takes is copied first. */
function replaceStates(scalars: readonly WantedValue[], values: Values): KernelStatement[] {
  const lines: KernelStatement[] = []
  const copies = new Map<string, Local>()
  const { vectors } = values.context
  for (const { node, state } of scalars) {
    if (node.kind !== 'state' || node.name === state || copies.has(node.name)) continue
    const copy = values.locals.name(`old_${node.name}`)
    copies.set(node.name, copy)
    for (let v = 0; v < vectors; v++) {
      lines.push(set(values.locals.declare(values.vectorName(copy, v)), get(values.state(node.name, v))))
    }
  }
  for (const { node, state } of scalars) {
    if (node.kind === 'state' && node.name === state) continue
    const copy = node.kind === 'state' ? copies.get(node.name) : undefined
    for (let v = 0; v < vectors; v++) {
      const value = copy ? get(values.vectorName(copy, v)) : values.number(node, v, lines)
      lines.push(set(values.state(state as string, v), value))
    }
  }
  return lines
}
