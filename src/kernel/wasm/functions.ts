import type { Node } from '../../lang/graph.ts'
import type { State, Step } from '../program.ts'
import { computed } from '../roots.ts'
import { schedule, type Target } from '../schedule.ts'
import { VANISHED } from '../vanished.ts'
import { Body } from './body.ts'
import type { Context } from './context.ts'
import { describe } from './describe.ts'
import { divergenceLines, notFinite, sumLines } from './divergence.ts'
import { Locals } from './locals.ts'
import { chain, get, indent, load, set, splat, store } from './text.ts'
import { Values } from './values.ts'

/** Locals with a meaning of their own; no node may take their names. */
const RESERVED = [
  'tile',
  'from',
  'to',
  'step',
  't',
  'row',
  'common',
  'at',
  'k',
  'p',
  'q',
  'k8',
  'seeds',
  'died',
  'alive',
  'watch',
  'total',
  'sum',
  'item',
]

function prepare(context: Context, targets: readonly Target[], hints: ReadonlyMap<Node, string>) {
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

const vectorsOf = (context: Context): number[] => Array.from({ length: context.vectors }, (_, v) => v)

function finish(header: string, context: Context, locals: Locals, lines: readonly string[]): string[] {
  context.used.locals = Math.max(context.used.locals, locals.count)
  return [`(func ${header}`, ...indent([...locals.lines(), ...lines]), ')']
}

const usesLocal = (lines: readonly string[], name: string): boolean => lines.some((line) => line.includes(get(name)))

/** `$init` sets the states and lane constants of a tile. */
export function writeInit(context: Context, targets: readonly Target[], hints: ReadonlyMap<Node, string>): string[] {
  const { values, locals, body } = prepare(context, targets, hints)
  const stores: string[] = []
  for (const target of targets) {
    if (target.shape === 'vector') continue
    for (const v of vectorsOf(context)) {
      stores.push(store(get('$tile'), target.offset + 16 * v, values.number(target.node, v, stores)))
    }
  }
  return finish('$init (param $tile i32)', context, locals, [...values.prologue, ...body, ...stores])
}

/** `$common` computes what steps `from` + 1 ... `to` have in common for all tiles. */
export function writeCommon(context: Context): string[] {
  const own: Context = { ...context, constants: new Map(), stepValues: new Map() }
  const targets = [...context.stepValues.keys()].map(
    (node): Target => ({ node, shape: 'scalar', state: null, watched: false, offset: 0 }),
  )
  const { values, locals, body } = prepare(own, targets, new Map())
  const loop = [...body]
  for (const [node, place] of context.stepValues) {
    const number = values.number(node, 0, loop)
    loop.push(`(f64.store offset=${8 * place} ${get('$at')} (f64x2.extract_lane 0 ${number}))`)
  }
  if (usesLocal(loop, '$row')) loop.unshift(rowLine(own, locals))
  locals.declare('$step', 'i64')
  locals.declare('$t')
  locals.declare('$at', 'i32')
  return finish('$common (param $from i64) (param $to i64)', own, locals, [
    set('$step', get('$from')),
    set('$t', `(f64x2.splat (f64.convert_i64_s ${get('$from')}))`),
    set('$at', `(i32.const ${context.common})`),
    '(loop $time',
    ...indent([
      set('$step', `(i64.add ${get('$step')} (i64.const 1))`),
      set('$t', `(f64x2.add ${get('$t')} ${splat(1)})`),
      ...loop,
      set('$at', `(i32.add ${get('$at')} (i32.const ${8 * context.stepValues.size}))`),
      `(br_if $time (i64.lt_s ${get('$step')} ${get('$to')}))`,
    ]),
    ')',
  ])
}

/** The address of this step's row within a table. */
function rowLine(context: Context, locals: Locals): string {
  locals.declare('$row', 'i32')
  const rows = `(i32.wrap_i64 (i64.sub ${get('$step')} (i64.const 1)))`
  return set('$row', `(i32.mul ${rows} (i32.const ${context.dimension * 8}))`)
}

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

/** Other functions for the same steps that one of `writeSteps` turns to. */
export interface Turns {
  /**
   * The one with a test for divergence after each step: the function then tests after the last only, and if a lane did not stay finite
   * it stores nothing and has the steps done again. All states have to be in locals.
   */
  readonly careful: string | null
  /** Those for tiles of which some running products have vanished in all lanes, with the names of these states. */
  readonly late: readonly { readonly name: string; readonly vanished: readonly string[] }[]
}

export const NO_TURNS: Turns = { careful: null, late: [] }

/**
 * A function that runs steps `from` + 1 ... `to` of a tile; with `outputs`, those of the last of these steps are stored.
 */
export function writeSteps(
  name: string,
  context: Context,
  states: readonly State[],
  step: Step,
  outputs: ReadonlyMap<string, number> | null,
  { careful, late }: Turns = NO_TURNS,
): string[] {
  const targets = states.map((state, index): Target => {
    const { name: place, shape, watched } = state
    return { node: step.next[index] as Node, shape, state: place, watched, offset: context.states.get(place) as number }
  })
  const results: Target[] = []
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
  const { values, locals, body } = prepare(context, [...targets, ...results], hints)
  const vectors = vectorsOf(context)
  const scalars = targets.filter((target) => target.shape === 'scalar')
  const local = (base: string, v: number) => locals.declare(values.vectorName(base, v))

  const loop = [...body]
  for (const { node, offset } of results) {
    for (const v of vectors) loop.push(store(get('$tile'), offset + 16 * v, values.number(node, v, loop)))
  }
  loop.push(...replaceStates(scalars, values))
  const sum = (v: number) => local('$sum', v)
  loop.push(...(careful ? sumLines(states, values, sum) : divergenceLines(states, values)))
  loop.push(`(br_if $time (i64.lt_s ${get('$step')} ${get('$to')}))`)
  if (usesLocal(loop, '$row')) loop.unshift(rowLine(context, locals))
  locals.declare('$step', 'i64')
  locals.declare('$t')
  loop.unshift(...values.stepLoads)
  const before: string[] = [set('$step', get('$from')), set('$t', `(f64x2.splat (f64.convert_i64_s ${get('$from')}))`)]
  if (values.stepLoads.length > 0) {
    locals.declare('$common', 'i32')
    before.push(set('$common', `(i32.const ${context.common})`))
    loop.splice(-1, 0, set('$common', `(i32.add ${get('$common')} (i32.const ${8 * context.stepValues.size}))`))
  }
  loop.unshift(
    set('$step', `(i64.add ${get('$step')} (i64.const 1))`),
    set('$t', `(f64x2.add ${get('$t')} ${splat(1)})`),
  )

  const after: string[] = []
  for (const v of vectors) {
    before.push(set(local('$died', v), load(get('$tile'), context.diverged + 16 * v)))
    before.push(set(local('$alive', v), `(f64x2.eq ${get(local('$died', v))} ${splat(0)})`))
    after.push(store(get('$tile'), context.diverged + 16 * v, get(local('$died', v))))
    if (careful) before.push(set(sum(v), splat(0)))
    if (usesLocal(loop, values.vectorName('$seeds', v))) {
      before.push(set(local('$seeds', v), load(get('$tile'), context.seeds + 16 * v)))
    }
    for (const { state, offset } of scalars) {
      before.push(set(values.state(state as string, v), load(get('$tile'), offset + 16 * v)))
      after.push(store(get('$tile'), offset + 16 * v, get(values.state(state as string, v))))
    }
  }
  const anyAlive = `(v128.any_true ${chain(
    'v128.or',
    vectors.map((v) => get(local('$alive', v))),
  )})`
  const comments = states.map((state, index) => `;; ${state.name} <- ${describe(step.next[index] as Node)}`)
  for (const [output] of outputs ?? []) {
    const node = step.outputs[output]
    if (node) comments.push(`;; output ${output} = ${describe(node)}`)
  }
  return [
    ...comments,
    ...finish(`${name} (param $tile i32) (param $from i64) (param $to i64)`, context, locals, [
      ...late.map(({ name: other, vanished }) => goLate(other, vanished, context)),
      ...before,
      ...values.prologue,
      '(block $dead',
      ...indent([`(br_if $dead (i32.eqz ${anyAlive}))`, '(loop $time', ...indent(loop), ')']),
      ')',
      ...(careful
        ? goBack(
            careful,
            notFinite(vectors, sum, (v) => local('$alive', v)),
          )
        : []),
      ...after,
    ]),
  ]
}

/** Goes on in another function if products have vanished in all lanes of the tile. */
function goLate(name: string, vanished: readonly string[], context: Context): string {
  const small = vanished.flatMap((product) =>
    vectorsOf(context).map((v) => {
      const value = load(get('$tile'), (context.states.get(product) as number) + 16 * v)
      return `(f64x2.le (f64x2.abs ${value}) ${splat(VANISHED)})`
    }),
  )
  const call = `(return (call ${name} ${get('$tile')} ${get('$from')} ${get('$to')}))`
  return `(if (i64x2.all_true ${chain('v128.and', small)}) (then ${call}))`
}

const goBack = (careful: string, lost: string): string[] => [
  `(if ${lost} (then`,
  `  (return (call ${careful} ${get('$tile')} ${get('$from')} ${get('$to')}))))`,
]

/** All scalar states take their new values at once: one whose old value another takes is copied first. */
function replaceStates(scalars: readonly Target[], values: Values): string[] {
  const lines: string[] = []
  const copies = new Map<string, string>()
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
