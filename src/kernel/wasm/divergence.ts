import type { State } from '../program.ts'
import { chain, get, indent, load, set, splat } from './text.ts'
import type { Values } from './values.ts'

/**
 * The test, after each step, whether a watched state is still finite. The sum of all watched states of the tile is not
 * finite if any of them is not; only then, which is rare, are the lanes told apart. Lanes that have diverged are left out of
 * the sum. The tile ends early once all its lanes have diverged.
 *
 * Needs the locals `$died` (the step, or 0), `$alive` (a mask) and, for watched vectors, their sum in `$watch`.
 */
export function divergenceLines(states: readonly State[], values: Values): string[] {
  const watched = states.filter((state) => state.watched)
  if (watched.length === 0) return []
  const scalars = watched.filter((state) => state.shape === 'scalar')
  const vectors = watched.filter((state) => state.shape === 'vector')
  const { context, locals } = values
  const all = Array.from({ length: context.vectors }, (_, v) => v)
  const local = (name: string, v: number) => locals.declare(values.vectorName(name, v))
  const watch = (v: number) => local('$watch', v)

  const sum = (v: number) =>
    chain('f64x2.add', [
      ...(vectors.length > 0 ? [get(watch(v))] : []),
      ...scalars.map((state) => get(values.state(state.name, v))),
    ])
  const total = locals.declare('$total')
  const lines = [
    ';; has a watched state stopped being finite?',
    set(
      total,
      chain(
        'f64x2.add',
        all.map((v) => `(v128.and ${sum(v)} ${get(local('$alive', v))})`),
      ),
    ),
    set(total, `(f64x2.sub ${get(total)} ${get(total)})`),
  ]

  const zeros = (value: string) => `(f64x2.sub ${value} ${value})`
  const rare: string[] = all.map((v) =>
    set(watch(v), chain('f64x2.add', [splat(0), ...scalars.map((state) => zeros(get(values.state(state.name, v))))])),
  )
  if (vectors.length > 0) rare.push(...vectorZeros(vectors, values, watch))
  for (const v of all) {
    const [died, alive] = [local('$died', v), local('$alive', v)]
    rare.push(
      set(watch(v), `(v128.and ${get(alive)} (f64x2.ne ${get(watch(v))} ${get(watch(v))}))`),
      set(died, `(v128.bitselect ${get('$t')} ${get(died)} ${get(watch(v))})`),
      set(alive, `(v128.andnot ${get(alive)} ${get(watch(v))})`),
    )
  }
  rare.push(
    `(br_if $dead (i32.eqz (v128.any_true ${chain(
      'v128.or',
      all.map((v) => get(local('$alive', v))),
    )})))`,
  )
  lines.push(`(if (v128.any_true (f64x2.ne ${get(total)} ${get(total)})) (then`, ...indent(rare), '))')
  return lines
}

/**
 * The test at the end of many steps, for states that are all in locals: `$sum` has been given all watched states of all steps, so
 * it is not finite if one of them was not. It may also have overflown: only the steps with a test each tell.
 */
export function sumLines(states: readonly State[], values: Values, sum: (v: number) => string): string[] {
  const watched = states.filter((state) => state.watched).map((state) => state.name)
  return Array.from({ length: values.context.vectors }, (_, v) => {
    const total = chain(
      'f64x2.add',
      watched.map((name) => get(values.state(name, v))),
    )
    return set(sum(v), `(f64x2.add ${get(sum(v))} ${total})`)
  })
}

/** Whether a lane of `$alive` has a `$sum` that is not finite. */
export function notFinite(
  vectors: readonly number[],
  sum: (v: number) => string,
  alive: (v: number) => string,
): string {
  const lost = (v: number) => {
    const zero = `(f64x2.sub ${get(sum(v))} ${get(sum(v))})`
    return `(v128.and ${get(alive(v))} (f64x2.ne ${zero} ${zero}))`
  }
  return `(v128.any_true ${chain('v128.or', vectors.map(lost))})`
}

/** Adds s - s to `$watch` for every coordinate of the vector states, which are in memory. */
function vectorZeros(vectors: readonly State[], values: Values, watch: (v: number) => string): string[] {
  const { context, locals } = values
  locals.declare('$p', 'i32')
  locals.declare('$k', 'i32')
  const item = locals.declare('$item')
  const body: string[] = []
  for (const state of vectors) {
    const offset = context.states.get(state.name) as number
    for (let v = 0; v < context.vectors; v++) {
      body.push(set(item, load(get('$p'), offset + 16 * v)))
      body.push(set(watch(v), `(f64x2.add ${get(watch(v))} (f64x2.sub ${get(item)} ${get(item)}))`))
    }
  }
  body.push(
    set('$p', `(i32.add ${get('$p')} (i32.const ${context.stride}))`),
    set('$k', `(i32.add ${get('$k')} (i32.const 1))`),
    `(br_if $coordinates (i32.le_u ${get('$k')} (i32.const ${context.dimension})))`,
  )
  return [set('$p', get('$tile')), set('$k', '(i32.const 1)'), '(loop $coordinates', ...indent(body), ')']
}
