import { describe, expect, test } from 'vitest'
import { type Result, simulate } from './lab.ts'

type Vector = readonly number[]
/** One step as recorded: the point where the oracle was asked, the point after it, both gradients. */
interface Step {
  readonly before: Vector
  readonly x: Vector
  readonly g: Vector
  readonly grad: Vector
}

const STEPS = 60
const LR = 0.05
const START = [3, -2]

const sum = (values: Vector) => values.reduce((total, value) => total + value, 0)
const mean = (values: Vector) => sum(values) / values.length
const dot = (a: Vector, b: Vector) => sum(a.map((value, j) => value * (b[j] as number)))
const norm = (a: Vector) => Math.hypot(...a)
const minus = (a: Vector, b: Vector) => a.map((value, j) => value - (b[j] as number))
const scaled = (c: number, a: Vector) => a.map((value) => c * value)
const last = (h: readonly Step[]) => h[h.length - 1] as Step
/** sum_k weight(k) points[k] over the sum of the weights. */
const weighted = (points: readonly Vector[], weight: (k: number) => number): Vector => {
  const total = sum(points.map((_, k) => weight(k)))
  return START.map((_, j) => sum(points.map((point, k) => weight(k) * (point[j] as number))) / total)
}
const discounts = (h: readonly unknown[], decay: number) => (k: number) => decay ** (h.length - 1 - k)
/** Weighted mean of the squared distances to the weighted mean. */
const spread = (points: readonly Vector[], weight: (k: number) => number): number => {
  const center = weighted(points, weight)
  const total = sum(points.map((_, k) => weight(k)))
  return sum(points.map((point, k) => weight(k) * norm(minus(point, center)) ** 2)) / total
}
const angle = (a: Vector, b: Vector) =>
  Math.abs(Math.atan2((a[0] as number) * (b[1] as number) - (a[1] as number) * (b[0] as number), dot(a, b)))
/** The slope of the regression line of y on 0, 1, 2, ... */
const slope = (y: Vector) => {
  const k = y.map((_, j) => j - (y.length - 1) / 2)
  return dot(k, y) / dot(k, k)
}
/** The learner whose regret is measured: after a gradient it answers with the opposite unit vector, shortened. */
const choice = (g: Vector) => scaled(-0.5 / norm(g), g)

/** What a measure is after each step, from the steps so far, by its definition. */
const definitions: Record<string, (h: readonly Step[]) => number> = {
  grad43: (h) => norm(last(h).grad) ** (4 / 3),
  gradsq: (h) => mean(h.map(({ grad }) => dot(grad, grad))),
  'min-gradient-norm': (h) => Math.min(...h.map(({ grad }) => norm(grad))),
  'first-moment': (h) =>
    norm(
      weighted(
        h.map(({ g }) => g),
        () => 1,
      ),
    ),
  'second-moment': (h) => mean(h.map(({ g }) => dot(g, g))),
  '{use: second-moment, of: x}': (h) => mean(h.map(({ x }) => dot(x, x))),
  '{use: weighted-mean, of: norm(grad)}': (h) => mean(h.map(({ grad }) => norm(grad))),
  '{use: weighted-mean, of: norm(grad), weight: 1/sqrt(t)}': (h) =>
    sum(h.map(({ grad }, k) => norm(grad) / Math.sqrt(k + 1))) / sum(h.map((_, k) => 1 / Math.sqrt(k + 1))),
  '{use: tail-mean, of: norm(x)}': (h) => mean(h.slice(Math.min(54, h.length - 1)).map(({ x }) => norm(x))),
  '{use: tail-mean, of: norm(x), fraction: 0.31}': (h) =>
    mean(h.slice(Math.min(41, h.length - 1)).map(({ x }) => norm(x))),
  '{use: tail-mean, of: norm(x), after: 20}': (h) => mean(h.slice(Math.min(20, h.length - 1)).map(({ x }) => norm(x))),
  'tail-error': (h) => mean(h.slice(Math.min(54, h.length - 1)).map(({ x }) => norm(minus(x, [1, 1])))),
  '{use: escape-time, when: "x[1] < 1.5"}': (h) => {
    const k = h.findIndex(({ x }) => (x[0] as number) < 1.5)
    return k < 0 ? Number.POSITIVE_INFINITY : k + 1
  },
  '{use: escape-time, when: "x[1] > 100", never: T + 1}': () => STEPS + 1,
  '{use: drift, P: 7}': (h) => {
    const end = h.length - (h.length % 7)
    return end === 0 ? 0 : sum(minus(h[end - 7]?.before as Vector, h[end - 1]?.x as Vector)) / LR
  },
  '{use: drift, P: 1, direction: "[1, -3]"}': (h) => dot([1, -3], minus(last(h).before, last(h).x)) / LR,
  'max-update': (h) => Math.max(...minus(last(h).before, last(h).x).map(Math.abs)) / LR,
  'log-norm': (h) => Math.log(norm(last(h).x)),
  '{use: log-norm, of: g}': (h) => Math.log(norm(last(h).g)),
  norm: (h) => norm(last(h).x),
  '{use: norm, of: x - minimizer}': (h) => norm(minus(last(h).x, [1, 1])),
  angle: (h) => angle(last(h).x, last(h).before),
  '{use: angle, from: "[0, 2]"}': (h) => angle(last(h).x, [0, 1]),
  '{use: ema-spread, decay: 0.9}': (h) =>
    spread(
      h.map(({ x }) => x),
      discounts(h, 0.9),
    ),
  '{use: ema-spread, decay: 0.9, of: g}': (h) =>
    spread(
      h.map(({ g }) => g),
      discounts(h, 0.9),
    ),
  '{use: certificate, lambda: 0.7, decay: 0.9}': (h) =>
    norm(
      weighted(
        h.map(({ grad }) => grad),
        discounts(h, 0.9),
      ),
    ) +
    0.7 *
      spread(
        h.map(({ before }) => before),
        discounts(h, 0.9),
      ),
  '{use: certificate, decay: 0.8, of: g, at: x}': (h) =>
    norm(
      weighted(
        h.map(({ g }) => g),
        discounts(h, 0.8),
      ),
    ) +
    spread(
      h.map(({ x }) => x),
      discounts(h, 0.8),
    ),
  '{use: momentum-noise, decay: 0.8}': (h) => {
    const w = discounts(h, 0.8)
    return norm(
      START.map((_, j) => 0.2 * sum(h.map(({ g, grad }, k) => w(k) * ((g[j] as number) - (grad[j] as number))))),
    )
  },
  '{use: discounted-regret, decay: 0.9, D: 0.5, z: -0.5 * g / norm(g)}': (h) => {
    const w = discounts(h, 0.9)
    const earned = sum(h.map(({ g }, k) => (k === 0 ? 0 : w(k) * dot(g, choice(h[k - 1]?.g as Vector)))))
    const moment = START.map((_, j) => sum(h.map(({ g }, k) => w(k) * (g[j] as number))))
    return (earned + 0.5 * norm(moment)) / (0.5 * Math.sqrt(sum(h.map(({ g }, k) => w(k) ** 2 * dot(g, g)))))
  },
  '{use: decrease-frequency, of: norm(g)}': (h) =>
    h.filter(({ g }, k) => k > 0 && norm(g) < norm(h[k - 1]?.g as Vector)).length / Math.max(h.length - 1, 1),
  '{use: decrease-frequency, of: x}': (h) =>
    sum(h.map(({ x }, k) => (k === 0 ? 0 : x.filter((value, j) => value < (h[k - 1]?.x[j] as number)).length))) /
    (2 * Math.max(h.length - 1, 1)),
  '{use: norm-law, keep: 0.98}': (h) => {
    const t = h.length
    const updates = h.map(({ before, x }, k) => 0.98 ** (2 * (t - 1 - k)) * norm(minus(scaled(0.98, before), x)) ** 2)
    return (norm(last(h).x) ** 2 - 0.98 ** (2 * t) * norm(START) ** 2) / sum(updates)
  },
  '{use: slope, of: log(norm(x))}': (h) => (h.length < 2 ? 0 : slope(h.map(({ x }) => Math.log(norm(x))))),
  '{use: slope, of: log(norm(x)), from: 11, upto: 40}': (h) =>
    h.length < 12 ? 0 : slope(h.slice(10, 40).map(({ x }) => Math.log(norm(x)))),
}

const names = Object.keys(definitions)
/** A noisy run in two dimensions with every measure of the table, all steps recorded. */
function run(): { history: Step[]; measured: (name: string) => number[] } {
  const [result] = simulate(`name: measures
problem:
  name: bowl
  d: 2
  objective: 0.5 * sum(i * (x - 1)^2)
  facts: {minimizer: 1, minimum: 0}
  start: "[${START}]"
  noise: gaussian
optimizers: {use: sgd, lr: ${LR}}
steps: ${STEPS}
seeds: [5]
record: {points: ${STEPS}, scale: linear}
measures:
  x1: x[1]
  x2: x[2]
  g1: g[1]
  g2: g[2]
${names.map((name, k) => `  m${k}: ${name.startsWith('{') ? name : `{use: ${name}}`}`).join('\n')}
`) as [Result]
  expect(result.times).toHaveLength(STEPS)
  const column = (name: string) => result.values[name]?.[0] as number[]
  const pairs = (a: string, b: string) => column(a).map((value, k) => [value, column(b)[k] as number])
  const [points, gradients] = [pairs('x1', 'x2'), pairs('g1', 'g2')]
  const history = points.map((x, k) => {
    const before = points[k - 1] ?? START
    return { before, x, g: gradients[k] as number[], grad: before.map((value, j) => (j + 1) * (value - 1)) }
  })
  return { history, measured: (name) => column(`m${names.indexOf(name)}`) }
}

describe('measures are what their definitions give from the trajectory, at every step', () => {
  const { history, measured } = run()
  test.each(names)('%s', (name) => {
    const values = measured(name)
    const expected = history.map((_, k) => definitions[name]?.(history.slice(0, k + 1)) as number)
    expect(values).toHaveLength(STEPS)
    values.forEach((value, k) => {
      const target = expected[k] as number
      if (Number.isFinite(target))
        expect(Math.abs(value - target), `step ${k + 1}`).toBeLessThan(1e-12 * (1 + Math.abs(target)))
      else expect(value, `step ${k + 1}`).toBe(target)
    })
  })
  test('the escape of the table comes within the run', () => {
    const times = measured('{use: escape-time, when: "x[1] < 1.5"}')
    expect(times[0]).toBe(Number.POSITIVE_INFINITY)
    expect(times.at(-1)).toBeLessThan(STEPS)
  })
})

/** The last value of a measure. */
function final(measure: string, problem: string, optimizer = '{use: sgd, lr: 0.1}', steps = 40): number {
  const [result] = simulate(`name: closed
problem: ${problem}
optimizers: ${optimizer}
steps: ${steps}
measures: {value: ${measure}}
`) as [Result]
  return result.values.value?.[0]?.at(-1) as number
}

describe('measures have their closed forms', () => {
  const still = '{name: still, d: 2, objective: 0 * sum(x), start: "[1, 1]"}'
  test.each([0, 1e-8, 0.001, 0.5, 1.5, 2, 3, Math.PI])('angle %d', (angle) => {
    const measure = `{use: angle, of: "i == 1 ? cos(${angle}) : sin(${angle})", from: "[2, 0]"}`
    const error = Math.abs(final(measure, still, '{use: sgd, lr: 0}', 1) - angle)
    expect(error).toBeLessThan(1e-15 + 1e-15 * angle)
  })
  test('angle of opposite vectors is pi', () => {
    expect(final('{use: angle, of: x, from: -3 * x}', still)).toBe(Math.PI)
  })
  test('ema-spread of points that move by a constant is that of a geometric law', () => {
    // x_s = s: the variance of a geometric index, decay / (1 - decay)^2, once decay^t is nothing.
    const line = '{name: line, objective: "-x[1]"}'
    const value = final('{use: ema-spread, decay: 0.9}', line, '{use: sgd, lr: 1}', 1000)
    expect(Math.abs(value / (0.9 / 0.1 ** 2) - 1)).toBeLessThan(1e-12)
  })
  test('certificate: a cloud far from 0 loses no digits', () => {
    const far = '{name: line, objective: "-x[1]", start: 1e6}'
    const value = final('{use: certificate, decay: 0.9, lambda: 2}', far, '{use: sgd, lr: 1}', 1000)
    // Ten steps of a spacing of 1.2e-10 at 1e6, against distances of about 10; a difference of squares would lose 1e-6.
    expect(Math.abs(value / (1 + 2 * 90) - 1)).toBeLessThan(1e-9)
  })
  test('norm-law is 1 where the gradient is orthogonal to the iterate, and not with momentum', () => {
    const sphere = '{name: sphere, d: 2, objective: "1 - x[1] / norm(x)", start: "[1, 2]"}'
    expect(Math.abs(final('{use: norm-law}', sphere) - 1)).toBeLessThan(1e-12)
    expect(Math.abs(final('{use: norm-law}', sphere, '{use: momentum, lr: 0.1}') - 1)).toBeGreaterThan(0.1)
  })
  test('discounted-regret: gradients 1 and -M give (2 M - 1) / sqrt(1 + M^2)', () => {
    for (const M of [10, 100, 1e4]) {
      const two = `{name: two, loss: "t == 1 ? x[1] : -${M} * x[1]"}`
      const value = final('{use: discounted-regret, decay: 1, D: 1, z: -sign(g)}', two, '{use: sgd, lr: 0}', 2)
      expect(Math.abs(value - (2 * M - 1) / Math.sqrt(1 + M * M))).toBeLessThan(1e-14)
    }
  })
  test('slope of the logarithm of a geometric sequence', () => {
    const bowl = '{name: bowl, objective: 0.5 * sum(x^2), start: 1}'
    const value = final('{use: slope, of: log(norm(x)), from: 5}', bowl)
    expect(Math.abs(value - Math.log(0.9))).toBeLessThan(1e-14)
  })
  test('max-update of momentum on a constant gradient is 1 - beta1^t', () => {
    const line = '{name: line, objective: "-3 * x[1]"}'
    const value = final('{use: max-update, size: 0.1}', line, '{use: adam, lr: 0.1, eps: 0}', 20)
    expect(Math.abs(value - 1)).toBeLessThan(1e-13)
  })
  test.each([0.1, 0.3, 0.6, 0.9, 1.2, 1.6])(
    'valley-stationarity at |x| = %d is the smallest over all laws with that mean',
    (x) => {
      const [lambda, G] = [0.8, 1.3]
      const measure = `{use: valley-stationarity, lambda: ${lambda}, G: ${G}, at: ${x}}`
      const value = final(measure, still)
      // A law with mean x: mass q at -a <= 0 and 1 - q at (x + q a) / (1 - q).
      let least = Number.POSITIVE_INFINITY
      for (let q = 0; q <= 0.5; q += 1e-4) {
        for (const a of [0, 0.01, 0.1, 0.5]) {
          const right = (x + q * a) / (1 - q)
          const variance = q * (a + x) ** 2 + (1 - q) * (right - x) ** 2
          least = Math.min(least, G * Math.abs(1 - 2 * q) + lambda * variance)
        }
      }
      expect(value).toBeLessThan(least + 1e-12)
      expect(value).toBeGreaterThan(least - 1e-6)
    },
  )
})
