import type { KernelStatement, Lanes, Local, Scalar } from '../code/instruction.ts'
import { i32 } from '../code/scalars.ts'
import { add, advance, and, chain, get, int, lanes, load, ne, put, select, set, sub, without } from '../code/words.ts'
import type { State } from '../program.ts'
import type { Values } from './values.ts'

/**
 * The test, after each step, whether a watched state is still finite. The sum of all watched states of the tile is not
 * finite if any of them is not; only then, which is rare, are the lanes told apart. Lanes that have diverged are left out of
 * the sum. The tile ends early once all its lanes have diverged.
 *
 * Needs the locals `$died` (the step, or 0), `$alive` (a mask) and, for watched vectors, their sum in `$watch`.
 */
export function divergenceLines(states: readonly State[], values: Values): KernelStatement[] {
  const watched = states.filter((state) => state.watched)
  if (watched.length === 0) return []
  const scalars = watched.filter((state) => state.shape === 'scalar')
  const vectors = watched.filter((state) => state.shape === 'vector')
  const { context, locals } = values
  const all = Array.from({ length: context.vectors }, (_, v) => v)
  const local = (name: Local, v: number) => locals.declare(values.vectorName(name, v))
  const watch = (v: number) => local('$watch', v)

  const sum = (v: number) =>
    chain('add', [
      ...(vectors.length > 0 ? [get(watch(v))] : []),
      ...scalars.map((state) => get(values.state(state.name, v))),
    ])
  const total = locals.declare('$total')
  const lines: KernelStatement[] = [
    ['remark', 'has a watched state stopped being finite?'],
    set(
      total,
      chain(
        'add',
        all.map((v) => and(sum(v), local('$alive', v))),
      ),
    ),
    set(total, sub(total, total)),
  ]

  const zeros = (value: Local) => sub(value, value)
  const rare: KernelStatement[] = all.map((v) =>
    set(watch(v), chain('add', [lanes(0), ...scalars.map((state) => zeros(values.state(state.name, v)))])),
  )
  if (vectors.length > 0) rare.push(...vectorZeros(vectors, values, watch))
  for (const v of all) {
    const [died, alive] = [local('$died', v), local('$alive', v)]
    rare.push(
      set(watch(v), and(alive, ne(watch(v), watch(v)))),
      set(died, select(watch(v), '$t', died)),
      set(alive, without(alive, watch(v))),
    )
  }
  const anyAlive = chain(
    'or',
    all.map((v) => get(local('$alive', v))),
  )
  rare.push(['leave', '$dead', i32.isZero(['any', anyAlive])])
  lines.push(['if', ['any', ne(total, total)], rare])
  return lines
}

/**
 * The test at the end of many steps, for states that are all in locals: `$sum` has been given all watched states of all steps, so
 * it is not finite if one of them was not. It may also have overflown: only the steps with a test each tell.
 */
export function sumLines(states: readonly State[], values: Values, sum: (v: number) => Local): KernelStatement[] {
  const watched = states.filter((state) => state.watched).map((state) => state.name)
  return Array.from({ length: values.context.vectors }, (_, v) => {
    const total = chain(
      'add',
      watched.map((name) => get(values.state(name, v))),
    )
    return set(sum(v), add(sum(v), total))
  })
}

/** Whether a lane of `$alive` has a `$sum` that is not finite. */
export function notFinite(vectors: readonly number[], sum: (v: number) => Local, alive: (v: number) => Local): Scalar {
  const lost = (v: number): Lanes => {
    const zero = sub(sum(v), sum(v))
    return and(alive(v), ne(zero, zero))
  }
  return ['any', chain('or', vectors.map(lost))]
}

/** Adds s - s to `$watch` for every coordinate of the vector states, which are in memory. */
function vectorZeros(vectors: readonly State[], values: Values, watch: (v: number) => Local): KernelStatement[] {
  const { context, locals } = values
  locals.declare('$p', 'i32')
  locals.declare('$k', 'i32')
  const item = locals.declare('$item')
  const body: KernelStatement[] = []
  for (const state of vectors) {
    const offset = context.states.get(state.name) as number
    for (let v = 0; v < context.vectors; v++) {
      body.push(set(item, load(get('$p'), offset + 16 * v)))
      body.push(set(watch(v), add(watch(v), sub(item, item))))
    }
  }
  body.push(advance('$p', context.stride), advance('$k', 1))
  return [
    put('$p', get('$tile')),
    put('$k', int(1)),
    ['loop', '$coordinates', body, i32.atMost('$k', context.dimension)],
  ]
}
