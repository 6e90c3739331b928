import { describe, expect, test } from 'vitest'
import { fileCatalog } from '../../src/host/file-catalog.ts'
import { CHECKS, SAMPLED } from './problems/checks.ts'
import { law, mean } from './problems/law.ts'
import { type Case, REFERENCES } from './problems/references.ts'
import { type Subject, subject } from './problems/subject.ts'
import { add, dot, generator, norm, normals, scaled, type Vector } from './problems/vectors.ts'

const catalog = fileCatalog()
const pages = catalog.names('problem')
const subjects = pages.flatMap((name) =>
  (REFERENCES[name] ?? [null]).map((given) => {
    const label = `${name} ${JSON.stringify(given?.settings ?? {})}`
    let built: Subject | null = null
    // Built when first used, so that a page in error fails its own tests only.
    const of = () => {
      built ??= subject(catalog.page('problem', name), given?.settings)
      return built
    }
    return { name, label, given, of }
  }),
)

describe.each(subjects)('$label', ({ given, of }) => {
  test('states its smoothness, its convexity and where it is least, and starts in its domain', () => {
    const s = of()
    expect(Object.keys(s.facts)).toEqual(expect.arrayContaining(['convex', 'minimizer', 'minimum']))
    expect(s.project(s.start)).toEqual(s.start)
  })
  test('every fact is what its formula and its law give', () => {
    const s = of()
    const wrong = Object.entries(s.facts).map(([name, fact]) => {
      const check = CHECKS[name]
      const message = check ? check(s, given, fact) : 'nothing recomputes it'
      return message && `${name} = ${fact}: ${message}`
    })
    expect(wrong.filter((message) => message !== null)).toEqual([])
  })
  test('the gradient is the slope of the objective', () => expect(slopeErrors(of())).toEqual([]))
  test('the mean of the sampled gradients is the gradient of the objective', () => {
    const s = of()
    // The mean of a sample says nothing where the variance is infinite; there the law of the noise is tested by itself.
    if (typeof s.facts.tail_index === 'number' && s.facts.tail_index <= 2) return
    for (const x of [s.start, s.project(scaled(s.start, 0.3))]) {
      const exact = s.grad(x)
      exact.forEach((wanted, k) => {
        const { value, within } = mean(law(s, given, x), (g) => g[k] as number)
        expect(Math.abs(value - wanted)).toBeLessThanOrEqual(within)
      })
    }
  })
})

const settled = subjects.flatMap(({ given, ...rest }) => (given ? [{ ...rest, given }] : []))

describe.each(settled)('$label', ({ given, of }) => {
  test('the objective is the closed form', () => {
    const s = of()
    const random = generator(7)
    for (let k = 0; k < 50; k++) {
      const x = s.project(add(s.start, normals(random, s.d), 0.05 * 1.15 ** k))
      const wanted = given.objective(x)
      expect(Math.abs(s.objective(x) - wanted)).toBeLessThanOrEqual(1e-12 * (1 + norm(x) ** 2 + Math.abs(wanted)))
    }
  })
  test('the ranges of the draw make up all of it, and the gradient is the same within each', () => {
    const s = of()
    const { ranges = [] } = given
    const sorted = [...ranges].sort(([a], [b]) => a - b)
    expect([0, ...sorted.map(([, to]) => to)]).toEqual([...sorted.map(([from]) => from), ranges.length > 0 ? 1 : 0])
    for (const [from, to] of ranges) {
      const [first, last] = [from + 1e-12, to - 1e-12].map((u) => s.g(s.start, { t: 1, uniform: () => u }))
      expect(first).toEqual(last)
    }
  })
  test('a fact that is wrong, either way, is noticed', () => {
    const s = of()
    const missed = Object.entries(s.facts).flatMap(([name, fact]) =>
      wrongValues(s, name, fact, given)
        .filter((wrong) => CHECKS[name]?.({ ...s, facts: { ...s.facts, [name]: wrong } }, given, wrong) === null)
        .map((wrong) => `${name} = ${wrong}`),
    )
    expect(missed).toEqual([])
  })
})

/** Values of a fact that are wrong by what its check promises to see. */
function wrongValues(s: Subject, name: string, fact: number | Vector, given: Case): (number | Vector)[] {
  if (name === 'convex') return [1 - (fact as number)]
  if (fact === Number.POSITIVE_INFINITY) return [1000]
  if (name.endsWith('minimizer') || name === 'saddle') {
    // Every point minimises a flat objective, and from a ramp's foot on every point does.
    if (s.facts.L === 0 && s.facts.mean_gradient === 0) return []
    const at = typeof fact === 'number' ? s.start.map(() => fact) : fact
    const aside = at.map((_, k) => 0.01 * (k + 1))
    return s.page.name.endsWith('ramp') ? [add(at, aside, -1)] : [add(at, aside), add(at, aside, -1)]
  }
  const value = fact as number
  const random = !given.ranges && (s.page.noise !== null || s.page.draws.length > 0)
  const loose = random && SAMPLED.has(name) ? 0.5 : 0.01
  const slack = 2 * (1 - (given.reach?.[name] ?? 1))
  return value === 0 ? [loose, -loose] : [value * (1 + loose + slack), value * (1 - loose - slack)]
}

test('the toy problem of ADOPT is the skewed toy with C = k^2 and p = 1 / k', () => {
  const toy = subject(catalog.page('problem', 'adopt-toy'), { k: 8 })
  const skewed = subject(catalog.page('problem', 'skewed-toy'), { C: 64, p: 1 / 8, delta: 1 })
  expect(Object.keys(skewed.facts).sort()).toEqual(Object.keys(toy.facts).sort())
  for (const [name, fact] of Object.entries(toy.facts)) expect(skewed.facts[name]).toBeCloseTo(fact as number, 12)
})

/** Points, none of them on a kink, at which the objective does not change at the rate of its gradient. */
function slopeErrors(s: Subject): Vector[] {
  const random = generator(6)
  const wrong: Vector[] = []
  for (let k = 0; k < 60; k++) {
    const x = add(s.start, normals(random, s.d), 0.1 * 1.1 ** k)
    const way = normals(random, s.d)
    const h = 1e-6 * norm(x)
    const rise = (s.objective(add(x, way, h)) - s.objective(add(x, way, -h))) / (2 * h)
    const g = s.grad(x)
    const size = norm(g) * norm(way) + Math.abs(s.objective(x)) / norm(x)
    if (!(Math.abs(rise - dot(g, way)) <= 1e-6 * size)) wrong.push(x)
  }
  return wrong
}
