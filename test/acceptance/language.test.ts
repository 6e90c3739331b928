import { describe, expect, test } from 'vitest'
import { simulate } from './lab.ts'
import { fixture, recorded } from './recorded.ts'

const noisy = '{use: ill-scaled-quadratic, d: 3, noise: {use: student-t, nu: 3}}'
const measures = '{a: "x[1]", b: "x[3]"}'

const run = (problem: string, optimizers: string, more = '', steps = 60) =>
  simulate(`name: rules
problem: ${problem}
optimizers:
${optimizers}
steps: ${steps}
seeds: 3
record: {points: ${steps}, scale: linear}
measures: ${measures}
${more}`)

/** k-Adam as a page: the stages are unrolled, each with its own moments. */
const kadam = (k: number) => `  - name: kadam
    hyper: {lr: 1e-2, beta1: 0.9, beta2: 0.999, eps: 1e-8, k: ${k}}
    state: {"m[k]": 0, "v[k]": 0}
    step: |
      u = g
      repeat j = 1:k
        m[j] = beta1 * m[j] + (1 - beta1) * u
        v[j] = beta2 * v[j] + (1 - beta2) * u^2
        u = (m[j] / (1 - beta1^t)) / (sqrt(v[j] / (1 - beta2^t)) + eps)
      end
      x = x - lr * u
`

describe('repeat with indexed states', () => {
  test('k-Adam with one stage is Adam, bit for bit', () => {
    // The rounding of (lr * mhat) / d, which the page of Adam has, is not that of lr * (mhat / d).
    const adam = `  - name: adam
    hyper: {lr: 1e-2, beta1: 0.9, beta2: 0.999, eps: 1e-8}
    state: {m: 0, v: 0}
    step: |
      m = beta1 * m + (1 - beta1) * g
      v = beta2 * v + (1 - beta2) * g^2
      x = x - lr * ((m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + eps))
`
    const [one, plain] = run(noisy, `${kadam(1)}${adam}`)
    expect(one?.values).toEqual(plain?.values)
  })
  test('two stages are Adam applied to Adam: the second sees updates of size 1, so its first step is lr', () => {
    const [two] = run(noisy, kadam(2))
    for (const seed of two?.values.a ?? [])
      expect(Math.abs(Math.abs((seed[0] as number) - 1) - 0.01)).toBeLessThan(1e-9)
    const [one] = run(noisy, kadam(1))
    expect(two?.values).not.toEqual(one?.values)
  })
  test('the number of stages may be a grid: each value is a program of its own', () => {
    const grid = run(noisy, kadam(1).replace('k: 1', 'k: [1, 3]'))
    expect(grid.map((result) => result.point.hyper.k)).toEqual([1, 3])
    expect(grid[0]?.values).toEqual(run(noisy, kadam(1))[0]?.values)
    expect(grid[1]?.values).toEqual(run(noisy, kadam(3))[0]?.values)
  })
})

describe('past(g, n)', () => {
  // AdaShift with a window of 3, as shipped with ACProp's code: its trajectory is recorded.
  test.each(['gauss-scales', 'periodic-10', 'zero-first'])(
    'AdaShift follows its recorded trajectory on %s to 1e-12',
    (name) => {
      const file = `acprop-repo.adashift-3.default.${name}.jsonl`
      const { x0, iterates } = recorded(file)
      const [result] = simulate(
        `name: adashift
problem: {use: replay, file: ${file}}
optimizers:
  name: adashift
  hyper: {lr: 1e-3, beta1: 0.9, beta2: 0.999, eps: 1e-10, n: 3}
  state: {m: 0, v: 0}
  step: |
    w = 0
    repeat j = 0:n - 1
      w = w + beta1^j
    end
    o = past(g, n)
    m = t > n ? beta1 * (m - beta1^(n - 1) / w * o) + g / w : m
    v = t > n ? beta2 * v + (1 - beta2) * o^2 : v
    x = t > n ? x - lr * m / (sqrt(v / (1 - beta2^(t - n))) + eps) : x
steps: ${iterates.length}
record: {points: ${iterates.length}, scale: linear}
measures: {${x0.map((_, k) => `x${k + 1}: "x[${k + 1}]"`).join(', ')}}
`,
        fixture,
      )
      x0.forEach((start, k) => {
        let scale = Math.abs(start)
        iterates.forEach((x, t) => {
          scale = Math.max(scale, Math.abs(x[k] as number))
          const mine = result?.values[`x${k + 1}`]?.[0]?.[t] ?? Number.NaN
          expect(Math.abs(mine - (x[k] as number)) / scale).toBeLessThanOrEqual(1e-12)
        })
      })
    },
  )
})

describe('random numbers', () => {
  test('two optimizers on one seed meet the same noise, whatever they draw themselves', () => {
    const lazy = `  - {use: sgd, lr: 0}
  - name: drawing
    draw: {u: uniform, v: {law: gaussian, per: coordinate}}
    step: x = x + 0 * g + 0 * u + 0 * v
`
    const page = (more: string) =>
      simulate(`name: noise
problem: ${noisy}
optimizers:
${more}steps: 20
seeds: 2
record: {points: 20, scale: linear}
measures: {g1: "g[1]", g3: "g[3]"}
`)
    const [sgd, drawing] = page(lazy)
    expect(drawing?.values).toEqual(sgd?.values)
    expect(new Set(sgd?.values.g1?.flat()).size).toBe(40)
  })
  test('an optimizer may draw: a random step size of mean 1', () => {
    const [result] = simulate(`name: scaling
problem: {name: slope, objective: "x[1]"}
optimizers:
  name: random-scaling
  draw: {u: uniform}
  step: x = x + log(u) * g
steps: 10000
seeds: 20
record: 1
measures: {mean: "x[1] / t"}
`)
    const means = (result?.values.mean ?? []).map(([value]) => value as number)
    const mean = means.reduce((a, b) => a + b, 0) / means.length
    // 2 x 10^5 draws of an exponential law: the mean is known to 0.0022; four standard errors.
    expect(Math.abs(mean + 1)).toBeLessThan(0.009)
  })
})

describe('per-coordinate constants, the average, and other points', () => {
  test('the start and curvatures may depend on i; the objective can be asked anywhere', () => {
    const [result] = simulate(`name: coordinates
problem: {name: bowl, d: 4, objective: 0.5 * sum(i * x^2), start: 1/i, facts: {minimizer: 0, minimum: 0}}
optimizers: {use: sgd, lr: 0.1}
steps: 3
record: {points: 3, scale: linear}
average: {use: model-ema, decay: 0.5}
measures: {before: objective(x_before), g4: "g[4]", at: norm(grad(x)), mean: "xbar[2]"}
`)
    const start = [1, 1 / 2, 1 / 3, 1 / 4]
    const value = (x: number[]) => x.reduce((sum, c, k) => sum + (k + 1) * c * c, 0) / 2
    expect(result?.values.before?.[0]?.[0]).toBeCloseTo(value(start), 14)
    expect(result?.values.g4?.[0]?.[0]).toBeCloseTo(1, 14)
    const after = start.map((c, k) => c * (1 - 0.1 * (k + 1)))
    expect(result?.values.at?.[0]?.[0]).toBeCloseTo(Math.hypot(...after.map((c, k) => (k + 1) * c)), 14)
    expect(result?.values.mean?.[0]?.[0]).toBeCloseTo((1 / 2 + (after[1] as number)) / 2, 14)
  })
})
