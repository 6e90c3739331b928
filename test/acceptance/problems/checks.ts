import { climb, curvatures, distance, landscape, point } from './landscape.ts'
import { law, mean, moments } from './law.ts'
import type { Case } from './references.ts'
import type { Moment, Subject } from './subject.ts'
import { add, dot, generator, norm, normals, scaled, sub, type Vector } from './vectors.ts'

/** What is wrong with a fact; null if nothing is. */
type Check = (s: Subject, given: Case | null, fact: number | Vector) => string | null

const number = (check: (s: Subject, given: Case | null, value: number) => string | null): Check => {
  return (s, given, fact) => (typeof fact === 'number' ? check(s, given, fact) : 'a number is expected')
}
const close = (value: number, wanted: number, within: number, what: string): string | null =>
  Math.abs(value - wanted) <= within ? null : `${what} is ${wanted}, not ${value} (within ${within})`
const far = 1e4

/** A supremum: nothing found is above it, and a search comes near it. */
function supremum(found: number, value: number, reach: number, what: string): string | null {
  if (value === Number.POSITIVE_INFINITY) return found > far ? null : `no ${what} above ${found} was found`
  if (!(found <= value * (1 + 1e-6) + 1e-9)) return `${what} ${found} is above it`
  return found >= reach * value ? null : `the largest ${what} found is ${found}`
}

const reachOf = (given: Case | null, name: string): number => (given ? (given.reach?.[name] ?? 0.999) : 0)

const smoothness = number((s, given, L) => {
  const { pairs, steepest } = landscape(s)
  let most = 0
  for (const [a, b] of pairs) {
    const apart = distance(a.x, b.x)
    const rounding = 1e-12 * (norm(a.g) + norm(b.g))
    const change = norm(sub(a.g, b.g)) - rounding
    if (change > L * apart * (1 + 1e-9)) return `gradients at a distance of ${apart} differ by ${change}`
    if (change > 0 && apart > 0) most = Math.max(most, change / apart)
  }
  return supremum(L === Number.POSITIVE_INFINITY ? most : steepest, L, reachOf(given, 'L'), 'curvature')
})

const gradientBound = number((s, given, G) => {
  const random = generator(4)
  const some: Moment[] =
    moments({ ...s, page: { ...s.page, noise: null } }, given)?.map(({ at }) => at) ??
    Array.from({ length: 10 }, () => ({ t: 1, uniform: random }))
  const steepness = (x: Vector) => Math.max(...some.map((at) => norm(s.slope(x, at))))
  const sampled = landscape(s)
    .pairs.slice(0, 100)
    .flatMap(([a, b]) => [steepness(a.x), steepness(b.x)])
  const climbed = G === Number.POSITIVE_INFINITY ? 0 : climb(s, steepness, Math.max(60, 1500 / some.length))
  return supremum(Math.max(climbed, ...sampled), G, reachOf(given, 'G'), 'gradient')
})

const convexity = number((s, _, convex) => {
  let bent = 0
  for (const [a, b] of landscape(s).pairs) {
    const apart = sub(a.x, b.x)
    const product = dot(sub(a.g, b.g), apart)
    if (product < -1e-12 * (norm(a.g) + norm(b.g)) * norm(apart)) bent++
  }
  if (convex !== 0 && convex !== 1) return '1 or 0 is expected'
  return (bent === 0) === (convex === 1) ? null : `the gradient falls between ${bent} pairs of points`
})

const strongConvexity = number((s, given, mu) => {
  for (const [a, b] of landscape(s).pairs) {
    const apart = sub(a.x, b.x)
    const rounding = 1e-12 * (norm(a.g) + norm(b.g)) * norm(apart)
    if (dot(sub(a.g, b.g), apart) < mu * dot(apart, apart) * (1 - 1e-9) - rounding) return 'the gradient rises less'
  }
  return given ? close(landscape(s).lowest, mu, 1e-4 * mu, 'the smallest eigenvalue') : null
})

const minimum = number((s, _, value) => {
  const low = landscape(s)
    .pairs.flat()
    .find(({ f }) => f < value - 1e-12 * (1 + Math.abs(f)))
  if (low) return `the objective is ${low.f} at ${low.x}`
  if (s.facts.minimizer === undefined) return 'a page with a minimum names a minimizer'
  const at = s.objective(point(s, s.facts.minimizer))
  return close(at, value, 1e-12 * Math.max(1, Math.abs(value)), 'its value at the minimizer')
})

/** A point of the domain that a projected gradient step does not move: a critical point, inside or at the boundary. */
function critical(s: Subject, x: Vector): string | null {
  if (distance(s.project(x), x) > 1e-12) return 'it is not in the domain'
  const moved = distance(s.project(sub(x, s.grad(x))), x)
  return moved < 1e-9 * Math.max(1, norm(x)) ? null : `a gradient step moves it by ${moved}`
}

const minimizer: Check = (s, _, fact) => {
  const x = point(s, fact)
  const lowest = typeof s.facts.minimum === 'number' ? s.facts.minimum : Number.NaN
  return close(s.objective(x), lowest, 1e-12 * Math.max(1, Math.abs(lowest)), 'the minimum') ?? critical(s, x)
}

const saddle: Check = (s, _, fact) => {
  const x = point(s, fact)
  const lowest = s.facts.minimum as number
  return s.objective(x) > lowest + 1e-3 ? critical(s, x) : 'it is a minimizer'
}

const negativeCurvature = number((s, _, value) =>
  close(curvatures(s, point(s, s.facts.saddle))[0] as number, -value, 1e-5, 'the smallest eigenvalue at the saddle'),
)

const sharpnessAt = (where: string) =>
  number((s, _, value) =>
    close(curvatures(s, point(s, s.facts[where])).at(-1) as number, value, 1e-5 * value, 'the largest eigenvalue'),
  )

const barrier = number((s, _, value) => {
  const [from, to] = [point(s, s.facts.minimizer), point(s, s.facts.other_minimizer)]
  const steps = Array.from({ length: 10_001 }, (_, k) => s.objective(add(from, sub(to, from), k / 10_000)))
  return close(Math.max(...steps) - (s.facts.minimum as number), value, 1e-6 * value, 'the height between the minima')
})

const diameter = number((s, _, value) => {
  const random = generator(5)
  const apart = Array.from({ length: 500 }, () => {
    const way = normals(random, s.d).map((x) => (x < 0 ? -1e9 : 1e9))
    return distance(s.project(way), s.project(scaled(way, -1)))
  })
  return close(Math.max(...apart), value, 1e-9 * value, 'the largest distance')
})

/** Points at which statements about the law of the gradient are tested. */
const places = (s: Subject): Vector[] => [s.start, s.project(s.start.map((x, k) => 0.5 * x + 0.1 * (k + 1)))]
const everywhere = (s: Subject, check: (x: Vector) => string | null): string | null =>
  places(s)
    .map(check)
    .find((wrong) => wrong !== null) ?? null

const meanGradient = number((s, given, value) =>
  everywhere(s, (x) => {
    const { value: found, within } = mean(law(s, given, x), (g) => g[0] as number)
    return close(s.grad(x)[0] as number, value, 1e-12, 'the gradient') ?? close(found, value, within, 'the mean')
  }),
)

const secondMoment = number((s, given, value) =>
  everywhere(s, (x) => {
    const { value: found, within } = mean(law(s, given, x), (g) => dot(g, g))
    return close(found, value, within, 'the second moment')
  }),
)

const noiseSize = (s: Subject, given: Case | null, x: Vector) => {
  const exact = s.grad(x)
  return mean(law(s, given, x), (g) => distance(g, exact) ** 2)
}

const deviation = number((s, given, value) =>
  everywhere(s, (x) => {
    const { value: found, within } = noiseSize(s, given, x)
    return close(found, value ** 2, within, 'the variance')
  }),
)

const noiseTimesNorm = number((s, given, value) =>
  everywhere(s, (x) => {
    const { value: found, within } = noiseSize(s, given, x)
    return close(found * dot(x, x), value ** 2, within * dot(x, x), 'the variance')
  }),
)

const growth = number((s, given, value) =>
  everywhere(s, (x) => {
    const { value: found, within } = mean(law(s, given, x), (g) => dot(g, g))
    return close(found, value * dot(s.grad(x), s.grad(x)), within, 'the second moment')
  }),
)

const skewness = number((s, given, value) =>
  everywhere(s, (x) => {
    const exact = s.grad(x)[0] as number
    const cube = mean(law(s, given, x), (g) => ((g[0] as number) - exact) ** 3)
    const size = noiseSize(s, given, x).value ** 1.5
    return close(cube.value / size, value, cube.within / size, 'the skewness')
  }),
)

/** Hill's estimate from the largest 1 % of the moduli, all coordinates together. */
const tailIndex = number((s, given, value) => {
  const exact = s.grad(s.start)
  const moduli = law(s, given, s.start).gradients.flatMap((g) => sub(g, exact).map(Math.abs))
  const sorted = moduli.sort((a, b) => b - a)
  const k = Math.floor(sorted.length / 100)
  const threshold = sorted[k] as number
  const logs = sorted.slice(0, k).reduce((a, x) => a + Math.log(x / threshold), 0)
  return close(k / logs, value, (5 * value) / Math.sqrt(k), "Hill's estimate")
})

/** Every fact that a page may state, with what recomputes it. */
export const CHECKS: Readonly<Record<string, Check>> = {
  L: smoothness,
  G: gradientBound,
  G2: secondMoment,
  barrier,
  convex: convexity,
  diameter,
  growth,
  mean_gradient: meanGradient,
  minimizer,
  minimum,
  mu: strongConvexity,
  negative_curvature: negativeCurvature,
  noise_times_norm: noiseTimesNorm,
  other_minimizer: minimizer,
  other_sharpness: sharpnessAt('other_minimizer'),
  saddle,
  sharpness: sharpnessAt('minimizer'),
  sigma: deviation,
  skewness,
  tail_index: tailIndex,
}

/** Facts that are estimated from a sample wherever the gradient takes more than finitely many values. */
export const SAMPLED: ReadonlySet<string> = new Set([
  'growth',
  'mean_gradient',
  'noise_times_norm',
  'sigma',
  'skewness',
  'tail_index',
])
