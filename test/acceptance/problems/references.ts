import type { Settings } from './subject.ts'
import { dot, norm, type Vector } from './vectors.ts'

/** A range of the uniform number of a draw in which the gradient is one and the same. */
export type Range = readonly [from: number, to: number]

/** One setting of a page, with what it means, written independently of the page. */
export interface Case {
  readonly settings: Settings
  /** The expected loss. */
  readonly objective: (x: Vector) => number
  /** Steps after which a sequence of losses repeats. */
  readonly period?: number
  /** The gradient's law, if it takes finitely many values. */
  readonly ranges?: readonly Range[]
  /** The part of L and G that a search has to reach: less than 0.999 where the page states an upper bound. */
  readonly reach?: Readonly<Record<string, number>>
}

const sum = (d: number, term: (i: number) => number): number =>
  Array.from({ length: d }, (_, k) => term(k + 1)).reduce((a, b) => a + b, 0)
const total = (x: Vector, term: (value: number, i: number) => number): number =>
  x.reduce((a, value, k) => a + term(value, k + 1), 0)
const one = (f: (x: number) => number) => (x: Vector) => f(x[0] as number)
const unit = (d: number, of: (i: number) => number): Vector => {
  const v = Array.from({ length: d }, (_, k) => of(k + 1))
  return v.map((value) => value / norm(v))
}
const twoPoint = (p: number): readonly Range[] => [
  [0, p],
  [p, 1],
]
/** Curvatures from 1 to kappa, even in the logarithm. */
const illScaled = (kappa: number) => (x: Vector) =>
  total(x, (value, i) => 0.5 * (x.length > 1 ? kappa ** ((i - 1) / (x.length - 1)) : 1) * value ** 2)
const spectrum = (eigenvalue: (i: number) => number) => (x: Vector) =>
  total(x, (value, i) => 0.5 * eigenvalue(i) * value ** 2)
const rotated = (kappa: number, axis: (i: number) => number) => (x: Vector) => {
  const u = unit(x.length, axis)
  const along = dot(u, x)
  return illScaled(kappa)(x.map((value, k) => value - 2 * along * (u[k] as number)))
}

const periodic = (settings: Settings, period: number, gradients: readonly [times: number, value: number][]): Case => {
  const mean = gradients.reduce((a, [times, value]) => a + times * value, 0) / period
  return { settings, period, objective: one((x) => mean * x) }
}
const reddiOnline = (C: number, c: number, P: number) =>
  periodic({ C, c, P }, P, [
    [1, C],
    [P - 1, -c],
  ])
const acprop2 = (P: number) =>
  periodic({ P }, P, [
    [1, P / 2],
    [1, -1],
  ])
const reddiStochastic = (C: number, c: number, p: number): Case => ({
  settings: { C, c, p },
  ranges: twoPoint(p),
  objective: one((x) => p * C * x - (1 - p) * c * x),
})
const adoptToy = (k: number): Case => ({ settings: { k }, ranges: twoPoint(1 / k), objective: one((x) => x) })
const skewedToy = (C: number, p: number, delta: number): Case => ({
  settings: { C, p, delta },
  ranges: twoPoint(p),
  objective: one((x) => delta * x),
})
const skewedQuadratic = (k: number, curvature: number): Case => ({
  settings: { k, curvature },
  ranges: twoPoint(1 / k),
  objective: one((x) => (curvature * x * x) / 2),
})
const quadratic = (settings: Settings & { kappa: number }): Case => ({
  settings,
  objective: illScaled(settings.kappa),
})
const hardRamp = (s: number, Delta: number, scale: number): Case => ({
  settings: { s, Delta, scale },
  objective: one((x) => (x < Delta / s ? Delta - s * x : 0)),
})
/** The integral of a slope that is -s, rises linearly to 0 over a width s / L, and makes F(0) = Delta. */
const smoothRamp = (s: number, curvature: number, Delta: number): Case => ({
  settings: { s, curvature, Delta },
  objective: one((x) => {
    const width = s / curvature
    const bend = (Delta - (s * width) / 2) / s
    if (x <= bend) return Delta - s * x
    const left = Math.max(0, 1 - (x - bend) / width)
    return (s * width * left * left) / 2
  }),
})
const rosenbrock = (d: number, b: number, reach: number): Case => ({
  settings: { d, b },
  reach: { L: reach },
  objective: (x) =>
    sum(d - 1, (i) => {
      const [here, next] = [x[i - 1] as number, x[i] as number]
      return b * (next - here ** 2) ** 2 + (1 - here) ** 2
    }),
})
const doubleWell = (B: number, left: number, right: number): Case => ({
  settings: { B, left, right },
  objective: one((x) => B * ((x / (x < 0 ? left : right)) ** 2 - 1) ** 2),
})
const saddle = (d: number, gamma: number): Case => ({
  settings: { d, gamma },
  objective: (x) => total(x, (value, i) => (i === 1 ? gamma * Math.cos(value) : value ** 2 / 2)),
})
const monkeySaddle = (radius: number): Case => ({
  settings: { radius },
  objective: ([x = 0, y = 0]) => Math.hypot(x, y) ** 3 * Math.cos(3 * Math.atan2(y, x)),
})
/** In polar coordinates about the signal: with r = |x| and c the cosine, (3 r^4 + 3 - 2 r^2 - 4 r^2 c^2) / 4. */
const phaseRetrieval = (d: number, radius: number, signal: string, w: (i: number) => number): Case => ({
  settings: { d, radius, signal },
  objective: (x) => {
    const [r, along] = [norm(x), dot(x, unit(d, w))]
    return (3 * r ** 4 + 3 - 2 * r ** 2 - 4 * along ** 2) / 4
  },
})
const factorisation = (d: number, radius: number, signal: string, u: (i: number) => number): Case => ({
  settings: { d, radius, signal },
  objective: (x) => {
    const v = unit(d, u)
    return (
      sum(d, (i) =>
        sum(d, (j) => ((x[i - 1] as number) * (x[j - 1] as number) - (v[i - 1] as number) * (v[j - 1] as number)) ** 2),
      ) / 4
    )
  },
})
const scaleInvariant = (d: number, pull: number, scale: number): Case => ({
  settings: { d, pull, scale },
  objective: (x) => (pull * norm(x.map((value) => value / norm(x) - 1 / Math.sqrt(d))) ** 2) / 2,
})

/** By page, settings to test at. A page that is not here is tested at its defaults, where L and G may be upper bounds. */
export const REFERENCES: Readonly<Record<string, readonly Case[]>> = {
  'abs-valley': [{ settings: { scale: 0.5 }, objective: one(Math.abs) }],
  'acprop-1': [3, 10].map((P) =>
    periodic({ P }, P, [
      [1, P],
      [P - 1, -1],
    ]),
  ),
  'acprop-2': [4, 10].map(acprop2),
  'adopt-toy': [10, 50].map(adoptToy),
  'double-well': [doubleWell(0.02, 1, 1), doubleWell(0.5, 0.5, 3)],
  'dying-embedding': [{ settings: { d: 12, dying: 3, scale: 0.1 }, objective: () => 0 }],
  'hard-ramp': [hardRamp(0.5, 1, 1), hardRamp(0.1, 2, 0.3)],
  'heavy-tailed-quadratic': [quadratic({ kappa: 10, nu: 2 }), quadratic({ kappa: 100, nu: 1.5, scale: 0.2 })],
  'ill-scaled-quadratic': [quadratic({ kappa: 1000 }), quadratic({ kappa: 7, d: 1 })],
  'monkey-saddle': [1, 2.5].map(monkeySaddle),
  'phase-retrieval': [phaseRetrieval(10, 2, '1', () => 1), phaseRetrieval(3, 1, 'i - 1.5', (i) => i - 1.5)],
  'pseudo-huber': [1, 4].map((d) => ({
    settings: { d },
    objective: (x: Vector) => total(x, (value) => Math.hypot(1, value)),
  })),
  'rank-one-factorisation': [factorisation(10, 2, '1', () => 1), factorisation(3, 1, '1 / i', (i) => 1 / i)],
  'reddi-online': [reddiOnline(3, 1, 3), reddiOnline(1010, 10, 101)],
  'reddi-period-c': [4, 20].map((C) =>
    periodic({ C }, C, [
      [1, C],
      [C - 1, -1],
    ]),
  ),
  'reddi-stochastic': [reddiStochastic(1010, 10, 0.01), reddiStochastic(3, 1, 0.5)],
  'relative-noise-quadratic': [quadratic({ kappa: 10 }), quadratic({ kappa: 3, d: 2, rho: 0.5 })],
  rosenbrock: [rosenbrock(2, 100, 0.999), rosenbrock(3, 10, 0.85), rosenbrock(8, 100, 0.95)],
  'rotated-quadratic': [
    { settings: {}, objective: rotated(1000, () => 1) },
    { settings: { d: 5, kappa: 50, axis: 'cos(i)' }, objective: rotated(50, Math.cos) },
  ],
  saddle: [saddle(2, 1), saddle(1, 0.3), saddle(5, 4)],
  saturating: [1, 3].map((d) => ({
    settings: { d },
    objective: (x: Vector) => total(x, (value) => 1 - 1 / (1 + value * value)),
  })),
  'scale-invariant': [scaleInvariant(10, 1, 0), scaleInvariant(4, 0.5, 0.3)],
  'skewed-quadratic': [skewedQuadratic(10, 1), skewedQuadratic(3, 0.1)],
  'skewed-toy': [skewedToy(100, 0.1, 1), skewedToy(7, 0.2, -0.5)],
  'smooth-ramp': [smoothRamp(0.5, 1, 1), smoothRamp(0.2, 3, 2)],
  'spectrum-quadratic': [
    { settings: {}, objective: spectrum((i) => 1 / i) },
    { settings: { d: 6, eigenvalue: '2 + sin(i)' }, objective: spectrum((i) => 2 + Math.sin(i)) },
    { settings: { d: 3, eigenvalue: 4 }, objective: spectrum(() => 4) },
  ],
  'weighted-l1': [
    { settings: {}, objective: (x: Vector) => total(x, (value, i) => Math.abs(value) / i) },
    { settings: { d: 4, weight: 2, scale: 0.3 }, objective: (x: Vector) => 2 * total(x, Math.abs) },
  ],
}
