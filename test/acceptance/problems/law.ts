import type { Case } from './references.ts'
import type { Moment, Subject } from './subject.ts'
import { generator, type Vector } from './vectors.ts'

/** Gradients at one point with their weights, which add up to 1. */
export interface Law {
  readonly gradients: readonly Vector[]
  readonly weights: readonly number[]
  /** Whether these are all values that the gradient takes, not a sample of them. */
  readonly exact: boolean
}

const DRAWS = 6000

/** Steps and uniforms that together make up the law of the gradient. */
export function moments(s: Subject, given: Case | null): { at: Moment; weight: number }[] | null {
  const period = given?.period ?? 1
  if (given?.ranges) {
    return given.ranges.map(([from, to]) => ({ at: { t: 1, uniform: () => (from + to) / 2 }, weight: to - from }))
  }
  if (s.page.draws.length > 0 || s.page.noise) return null
  return Array.from({ length: period }, (_, k) => ({
    at: { t: k + 1, uniform: () => Number.NaN },
    weight: 1 / period,
  }))
}

/** By the gradient, which subjects that differ in a stated fact only have in common. */
const known = new WeakMap<Subject['g'], Map<string, Law>>()

export function law(s: Subject, given: Case | null, x: Vector): Law {
  const own = known.get(s.g) ?? new Map<string, Law>()
  known.set(s.g, own)
  const key = x.join(' ')
  const found = own.get(key)
  if (found) return found
  const random = generator(3)
  const parts =
    moments(s, given) ?? Array.from({ length: DRAWS }, () => ({ at: { t: 1, uniform: random }, weight: 1 / DRAWS }))
  const result = {
    gradients: parts.map(({ at }) => s.g(x, at)),
    weights: parts.map(({ weight }) => weight),
    exact: moments(s, given) !== null,
  }
  own.set(key, result)
  return result
}

/** The mean of a function of the gradient, and how far from it the true one may lie: 5 standard errors, or rounding. */
export function mean({ gradients, weights, exact }: Law, f: (g: Vector) => number): { value: number; within: number } {
  const values = gradients.map(f)
  const average = (of: (v: number) => number) => values.reduce((a, v, k) => a + of(v) * (weights[k] as number), 0)
  const value = average((v) => v)
  const size = average(Math.abs)
  if (exact) return { value, within: 1e-12 * (1 + size) }
  const variance = average((v) => (v - value) ** 2)
  return { value, within: 5 * Math.sqrt(variance / values.length) + 1e-12 * (1 + size) }
}
