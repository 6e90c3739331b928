import { departure, follow } from './trajectory.ts'

/** What the rules that pages are compared with are made of: averages are sums over all gradients so far. */
export type Vector = readonly number[]
/** The next iterate from the gradient, the iterate where it was taken, and the number of the step from 1. */
export type Step = (g: Vector, x: Vector, t: number) => Vector

export const norm = (v: Vector): number => Math.sqrt(v.reduce((sum, a) => sum + a * a, 0))
export const last = (v: Vector): number => v.at(-1) as number
export const squares = (v: Vector): Vector => v.map((a) => a * a)
/** sum of (1 - b) b^(t - s) values_s, an average from 0. */
export const ema = (values: Vector, b: number): number =>
  values.reduce((sum, value, s) => sum + (1 - b) * b ** (values.length - 1 - s) * value, 0)
/** The same with weights that sum to 1. */
export const corrected = (values: Vector, b: number): number => ema(values, b) / (1 - b ** values.length)

/** A rule of one coordinate, which gets all its gradients so far. */
export function coordinatewise(rule: (g: Vector, x: number, t: number) => number): () => Step {
  return () => {
    const seen: Vector[] = []
    return (g, x, t) => {
      seen.push([...g])
      const column = (k: number) => seen.map((row) => row[k] as number)
      return x.map((a, k) => rule(column(k), a, t))
    }
  }
}

/** Where a page and a rule part on the gradients that the page meets, relative to the largest iterate so far. */
export function between(use: string, make: () => Step, problem: string): number {
  const before = Object.fromEntries([1, 2, 3, 4].map((k) => [`b${k}`, `x_before[${k}]`]))
  const { gradients, iterates, more } = follow(use, { problem, more: before })
  let x: Vector = [1, 2, 3, 4].map((k) => more[`b${k}`]?.[0] as number)
  const rule = make()
  const plain = gradients.map((g, k) => {
    x = rule(g, x, k + 1)
    return x
  })
  return departure(plain, iterates)
}
