import { expect, test } from 'vitest'
import { type Result, simulate } from './lab.ts'

type Vector = readonly number[]
/** One step as recorded: the point where the oracle was asked, the noisy gradient there, and the exact one. */
interface Step {
  readonly before: Vector
  readonly g: Vector
  readonly grad: Vector
}

const STEPS = 30
const START = [3, -2]

const sum = (values: Vector) => values.reduce((total, value) => total + value, 0)
const dot = (a: Vector, b: Vector) => sum(a.map((value, j) => value * (b[j] as number)))
const norm = (a: Vector) => Math.hypot(...a)
const norm1 = (a: Vector) => sum(a.map(Math.abs))
const minus = (a: Vector, b: Vector) => a.map((value, j) => value - (b[j] as number))
const scaled = (c: number, a: Vector) => a.map((value) => c * value)
/** sum_s decay^(t-s) points[s]. */
const discounted = (points: readonly Vector[], decay: number): Vector =>
  START.map((_, j) => sum(points.map((point, s) => decay ** (points.length - 1 - s) * (point[j] as number))))
const weight = (t: number, decay: number) => (1 - decay ** t) / (1 - decay)
const average = (points: readonly Vector[], decay: number) =>
  scaled(1 / weight(points.length, decay), discounted(points, decay))
/** sum_s w_s |points[s] - y|^2, the weights adding up to 1. */
const spreadAbout = (y: Vector, points: readonly Vector[], decay: number) =>
  sum(points.map((p, s) => decay ** (points.length - 1 - s) * norm(minus(p, y)) ** 2)) / weight(points.length, decay)
const points = (h: readonly Step[]) => h.map(({ before }) => before)
const exact = (h: readonly Step[]) => h.map(({ grad }) => grad)
const spread = (h: readonly Step[], decay: number) => spreadAbout(average(points(h), decay), points(h), decay)
const upTo = (h: readonly Step[]) => h.map((_, k) => h.slice(0, k + 1))
const objective = (x: Vector) => 0.5 * sum(x.map((value, j) => (j + 1) * (value - 1) ** 2))
const gradient = (x: Vector) => x.map((value, j) => (j + 1) * (value - 1))
/** The learner: after a gradient it answers with the opposite vector of length 1/2; before the first with 0. */
const choices = (h: readonly Step[]) =>
  h.map((_, k) => (k === 0 ? [0, 0] : scaled(-0.5 / norm(gBefore(h, k)), gBefore(h, k))))
const gBefore = (h: readonly Step[], k: number) => (h[k - 1] as Step).g

/** Both sides of the conversion with all terms as they were: decay 0.8, radius 0.5, lambda 2, Lipschitz constant 3. */
function sides(h: readonly Step[]): { left: number; right: number } {
  const [t, decay, radius, lambda, slope] = [h.length, 0.8, 0.5, 2, 3]
  const comparator = (p: readonly Step[]) =>
    scaled(-radius / norm(discounted(exact(p), decay)), discounted(exact(p), decay))
  const regret = (p: readonly Step[]) =>
    sum(p.map(({ g }, s) => decay ** (p.length - 1 - s) * dot(g, minus(choices(p)[s] as Vector, comparator(p)))))
  const noise = (p: readonly Step[]) =>
    dot(
      discounted(
        p.map(({ g, grad }) => minus(g, grad)),
        decay,
      ),
      comparator(p),
    )
  const total = (term: (p: readonly Step[]) => number) => decay * term(h) + (1 - decay) * sum(upTo(h).map(term))
  const descent = objective(START) - objective((h[t - 1] as Step).before)
  const spreads = (lambda * sum(upTo(h).map((p) => spread(p, decay)))) / t
  const startUp = (decay * slope) / ((1 - decay) * t)
  return {
    left: sum(upTo(h).map((p) => norm(average(exact(p), decay)))) / t + spreads,
    right: (descent + total(regret) + total(noise)) / (radius * t) + startUp + spreads,
  }
}

const largest = (h: readonly Step[], about: (p: readonly Step[]) => Vector) =>
  Math.max(
    ...upTo(h).map((p) => {
      const y = about(p)
      return norm(gradient(y)) - norm(average(exact(p), 0.9)) - 0.2 * spreadAbout(y, points(p), 0.9)
    }),
  )
const BALANCE = 'use: conversion-balance, decay: 0.8, radius: 0.5, lambda: 2, slope: 3, z: -0.5 * g / norm(g)'

const definitions: Record<string, (h: readonly Step[]) => number> = {
  '{use: certificate, lambda: 0.7, decay: 0.9, uniform: 1}': (h) =>
    sum(upTo(h).map((p) => norm(average(exact(p), 0.9)) + 0.7 * spread(p, 0.9))) / h.length,
  '{use: certificate, lambda: 0.7, decay: 0.9, separable: 1}': (h) =>
    norm1(average(exact(h), 0.9)) + 0.7 * spread(h, 0.9),
  '{use: certificate-deficit, lambda: 0.2, decay: 0.9}': (h) => largest(h, (p) => average(points(p), 0.9)),
  '{use: certificate-deficit, lambda: 0.2, decay: 0.9, last: 1}': (h) =>
    largest(h, (p) => (p[p.length - 1] as Step).before),
  [`{${BALANCE}}`]: (h) => sides(h).left - sides(h).right,
  [`{${BALANCE}, of_left: -1, of_right: 0.93}`]: (h) => 0.93 * sides(h).right - sides(h).left,
}

const names = Object.keys(definitions)
const [result] = simulate(`name: conversion-measures
problem:
  name: bowl
  d: 2
  objective: 0.5 * sum(i * (x - 1)^2)
  start: "[${START}]"
  noise: gaussian
optimizers: {use: sgd, lr: 0.05}
steps: ${STEPS}
seeds: [5]
record: {points: ${STEPS}, scale: linear}
measures:
  x1: x_before[1]
  x2: x_before[2]
  g1: g[1]
  g2: g[2]
${names.map((name, k) => `  m${k}: ${name}`).join('\n')}
`) as [Result]
const column = (name: string) => result.values[name]?.[0] as number[]
const pair = (a: string, b: string, k: number) => [column(a)[k] as number, column(b)[k] as number]
const history: Step[] = column('x1').map((_, k) => {
  const before = pair('x1', 'x2', k)
  return { before, g: pair('g1', 'g2', k), grad: gradient(before) }
})

test.each(names)('%s is what its definition gives, at every step', (name) => {
  const values = column(`m${names.indexOf(name)}`)
  expect(values).toHaveLength(STEPS)
  values.forEach((value, k) => {
    const target = definitions[name]?.(history.slice(0, k + 1)) as number
    expect(Math.abs(value - target), `step ${k + 1}`).toBeLessThan(1e-12 * (1 + Math.abs(target)))
  })
})
