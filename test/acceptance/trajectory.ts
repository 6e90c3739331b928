import { simulate } from './lab.ts'

/** What one seed of an optimizer met and did: gradient, iterate and uniform of each step, one row a step. */
interface Trajectory {
  readonly gradients: readonly (readonly number[])[]
  readonly iterates: readonly (readonly number[])[]
  /** The first uniform that the optimizer draws in a step, whether it uses it or not. */
  readonly uniforms: readonly number[]
}

/** Gradients are the same for every optimizer, for the objective is flat: heavy-tailed noise on four coordinates. */
export const FLAT = '{name: flat, d: 4, objective: 0 * sum(x), start: i, noise: {use: student-t, nu: 3}}'
/** Gradients depend on where the optimizer is. */
export const BOWL = '{use: ill-scaled-quadratic, d: 4, kappa: 100, noise: {use: gaussian, sigma: 0.5}}'

/** Runs an optimizer for one seed and records every step. Extra measures are returned by name. */
export function follow(
  optimizer: string,
  { problem = FLAT, steps = 60, d = 4, more = {} as Record<string, string> } = {},
): Trajectory & { readonly more: Readonly<Record<string, readonly number[]>> } {
  const coordinates = Array.from({ length: d }, (_, k) => k + 1)
  const measures = [
    ...coordinates.flatMap((k) => [`g${k}: "g[${k}]"`, `x${k}: "x[${k}]"`]),
    ...Object.entries(more).map(([name, formula]) => `${name}: "${formula}"`),
  ]
  const run = (rule: string, list: readonly string[]) => {
    const [result] = simulate(`name: follow
problem: ${problem}
optimizers: ${rule}
steps: ${steps}
seeds: [7]
record: {points: ${steps}, scale: linear}
measures: {${list.join(', ')}}
`)
    if (result?.times.length !== steps) throw new Error(`${steps} records were expected`)
    return (name: string) => result.values[name]?.[0] as number[]
  }
  const value = run(optimizer, measures)
  // A draw depends on seed, stream, step and number only, so another optimizer sees the same one.
  const drawn = run('{name: drawing, draw: {u: uniform}, state: {seen: 0}, step: "seen = u; x = x + 0 * g"}', [
    'u: seen',
  ])
  const rows = (letter: string) => {
    const columns = coordinates.map((k) => value(`${letter}${k}`))
    return (columns[0] as number[]).map((_, t) => columns.map((column) => column[t] as number))
  }
  return {
    gradients: rows('g'),
    iterates: rows('x'),
    uniforms: drawn('u'),
    more: Object.fromEntries(Object.keys(more).map((name) => [name, value(name)])),
  }
}

/** Largest |a - b| / max(|a_1|, ..., |a_t|) of a coordinate; NaN if anything is. */
export function departure(a: readonly (readonly number[])[], b: readonly (readonly number[])[]): number {
  let worst = 0
  const scale: number[] = []
  a.forEach((row, t) => {
    row.forEach((value, k) => {
      scale[k] = Math.max(scale[k] ?? 0, Math.abs(value))
      const error = Math.abs(value - (b[t]?.[k] as number)) / (scale[k] as number)
      worst = error <= worst ? worst : error
    })
  })
  return worst
}
