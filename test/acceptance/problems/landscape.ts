import type { Subject } from './subject.ts'
import { add, eigenvalues, generator, norm, normals, scaled, sub, type Vector } from './vectors.ts'

/** A point of the domain with the objective and its gradient. */
export interface Sample {
  readonly x: Vector
  readonly f: number
  readonly g: Vector
}

/** What sampling finds of an objective on its domain. */
export interface Landscape {
  /** Pairs at all distances, far out, near the minimizer and near the origin. */
  readonly pairs: readonly (readonly [Sample, Sample])[]
  /** The largest |eigenvalue| of the Hessian that a search finds, and the smallest eigenvalue. */
  readonly steepest: number
  readonly lowest: number
}

export const point = (s: Subject, fact: number | Vector | undefined): Vector =>
  typeof fact === 'object' ? fact : Array.from({ length: s.d }, () => fact ?? 0)

/** Points about which facts are tested: the minimizer, the start, the origin. */
const centres = (s: Subject): Vector[] => [point(s, s.facts.minimizer), s.start, point(s, 0)]

/** A number whose logarithm is even in a range. */
const spread = (random: () => number, low: number, high: number) =>
  Math.exp(Math.log(low) + random() * Math.log(high / low))

function samplePairs(s: Subject, count: number): (readonly [Sample, Sample])[] {
  const random = generator(1)
  const all = centres(s)
  const sample = (x: Vector): Sample => ({ x, f: s.objective(x), g: s.grad(x) })
  return Array.from({ length: count }, (_, k) => {
    const centre = all[k % all.length] as Vector
    const scale = k % 2 === 0 ? spread(random, 0.1, 3) : spread(random, 1e-7, 1e6)
    const x = s.project(add(centre, normals(random, s.d), scale))
    const along = Math.floor(random() * s.d)
    const [axis, way] = [x.map((_, j) => (j === along ? 1 : 0)), normals(random, s.d)]
    const far = add(centre, way, scale)
    const near = add(x, random() < 0.5 ? way : axis, scale * 1e-2)
    return [sample(x), sample(s.project(random() < 0.5 ? far : near))] as const
  })
}

/** The Hessian's eigenvalues in rising order, from central differences of the gradient. */
export function curvatures(s: Subject, x: Vector): number[] {
  const h = 1e-4
  const columns = x.map((_, j) => {
    const step = x.map((_, k) => (k === j ? h : 0))
    return scaled(sub(s.grad(add(x, step)), s.grad(sub(x, step))), 1 / (2 * h))
  })
  return eigenvalues(columns.map((row, j) => row.map((value, k) => (value + (columns[k]?.[j] as number)) / 2)))
}

/** The largest value on the domain that random search and then climbing from the best point find. */
export function climb(s: Subject, value: (x: Vector) => number, budget: number): number {
  const random = generator(2)
  const all = centres(s)
  let [best, high] = [point(s, s.facts.minimizer), Number.NEGATIVE_INFINITY]
  for (let k = 0; k < budget; k++) {
    const from = k < budget / 3 ? (all[k % all.length] as Vector) : best
    const x = s.project(add(from, normals(random, s.d), spread(random, 1e-3, 30)))
    const found = value(x)
    if (found > high) [best, high] = [x, found]
  }
  return high
}

/** By the gradient, which subjects that differ in a stated fact only have in common. */
const known = new WeakMap<Subject['grad'], Landscape>()

export function landscape(s: Subject): Landscape {
  const found = known.get(s.grad)
  if (found) return found
  const budget = Math.max(6, Math.round(1500 / s.d))
  let lowest = Number.POSITIVE_INFINITY
  const steepest = climb(
    s,
    (x) => {
      const spectrum = curvatures(s, x)
      lowest = Math.min(lowest, spectrum[0] as number)
      return Math.max(...spectrum.map(Math.abs))
    },
    budget,
  )
  const result = { pairs: samplePairs(s, 600), steepest, lowest }
  known.set(s.grad, result)
  return result
}

export const distance = (x: Vector, y: Vector): number => norm(sub(x, y))
